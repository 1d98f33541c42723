"""Reports of the office: ordered, built by the worker, approved by a second person, sent, published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.models import IssuedDocument, Job


class Report(models.Model):
    """A report with its frozen figures; a correction is a new report that replaces this one."""

    class Kind(models.TextChoices):
        ANNUAL_SPENDING = "annual_spending", _("annual report on money for NGOs")

    class State(models.TextChoices):
        ORDERED = "ordered", _("being built")
        BUILT = "built", _("built")
        APPROVED = "approved", _("approved")
        SENT = "sent", _("sent")
        PUBLISHED = "published", _("published")
        DISCARDED = "discarded", _("set aside")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, default=Kind.ANNUAL_SPENDING)
    year = models.PositiveSmallIntegerField(_("year"))
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.ORDERED)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=300)
    snapshot = models.JSONField(null=True, blank=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_to = models.CharField(_("sent to"), max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["ordered", "discarded"])
                | Q(snapshot__isnull=False, document__isnull=False),
                name="built_report_has_figures_and_file",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("ordered_by")),
                name="report_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="report_approved_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="report_published_at_and_by",
            ),
        ]

    def __str__(self):
        return self.title
