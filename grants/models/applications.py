"""Applications of NGOs to a call."""

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.calls import Call
from grants.models.fields import MoneyField
from ngo_registry.models import Organisation
from office.models import IssuedDocument, Municipality


class ApplicationQuerySet(models.QuerySet):
    """Adjectives of applications."""

    def filed(self) -> "ApplicationQuerySet":
        """Handed in and not withdrawn."""
        return self.exclude(state__in=[Application.State.DRAFT, Application.State.WITHDRAWN])

    def in_competition(self) -> "ApplicationQuerySet":
        """Complete applications that are scored, ranked or decided."""
        return self.filter(state__in=Application.COMPETING)


@pghistory.track()
class Application(models.Model):
    """What an NGO proposes, from the first draft to the decision."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("to be completed")
        ELIGIBLE = "eligible", _("complete")
        REJECTED = "rejected", _("rejected")
        SCORED = "scored", _("scored")
        AWARDED = "awarded", _("awarded")
        REFUSED = "refused", _("not supported")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Kind(models.TextChoices):
        PROJECT = "project", _("project")
        PROGRAMME = "programme", _("programme")

    COMPETING = (State.ELIGIBLE, State.SCORED, State.AWARDED, State.REFUSED)
    # What the applicant reads while the office works: the same state in other words.
    APPLICANT_LABELS = {
        State.SUBMITTED: _("received"),
        State.ELIGIBLE: _("complete, being scored"),
        State.SCORED: _("being decided"),
    }

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="applications")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    draft_code = models.CharField(_("code of the draft"), max_length=20, unique=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PROJECT)
    summary = models.TextField(_("summary"), blank=True)
    goals = models.TextField(_("goals"), blank=True)
    problem = models.TextField(_("problem"), blank=True)
    results = models.TextField(_("expected results"), blank=True)
    target_groups = models.TextField(_("target groups and users"), blank=True)
    direct_users = models.PositiveIntegerField(_("direct users"), null=True, blank=True)
    indirect_users = models.PositiveIntegerField(_("indirect users"), null=True, blank=True)
    municipalities = models.ManyToManyField(
        Municipality, blank=True, related_name="applications", verbose_name=_("municipalities")
    )
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    sustainability = models.TextField(_("sustainability"), blank=True)
    visibility = models.TextField(_("visibility"), blank=True)
    capacity = models.TextField(_("capacity of the organisation"), blank=True)
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact person"), blank=True)
    contact_phone = models.CharField(_("telephone of the contact person"), max_length=40, blank=True)
    requested = MoneyField(_("requested amount"), null=True, blank=True)
    own_share = MoneyField(_("own contribution"), default=0)
    other_sources = MoneyField(_("other sources"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submit_key = models.UUIDField(null=True, blank=True, unique=True)
    snapshot = models.JSONField(_("what was handed in"), null=True, blank=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)
    rejection_reason = models.TextField(_("reason of rejection"), blank=True)
    rejection_law = models.CharField(_("article"), max_length=100, blank=True)
    receipt = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ApplicationQuerySet.as_manager()

    closed = ("contact_email", "contact_phone")

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["call", "pk"]
        indexes = [
            models.Index(fields=["call", "state"], name="application_by_call_state"),
            models.Index(
                fields=["call", "number"],
                include=["id"],
                condition=~Q(number="") & ~Q(state="draft"),
                name="filed_by_call_number",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(submitted_at__isnull=False, submitted_by__isnull=False, requested__isnull=False)
                & ~Q(number=""),
                name="filed_application_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="application_submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(rejection_reason=""), name="rejection_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
                name="project_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="application_number_unique"
            ),
        ]

    def __str__(self):
        return self.title or self.draft_code

    @property
    def applicant_label(self):
        """The state in the words of the applicant's page."""
        return self.APPLICANT_LABELS.get(self.State(self.state), self.get_state_display())


class SectionSave(models.Model):
    """When a section was last saved, by whom, and its version (two people at once do not lose text)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=30)
    version = models.PositiveIntegerField(default=1, validators=[MinValueValidator(1)])
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("saved section")
        verbose_name_plural = _("saved sections")
        constraints = [models.UniqueConstraint(fields=["application", "key"], name="one_save_per_section")]

    def __str__(self):
        return f"{self.application}: {self.key} v{self.version}"
