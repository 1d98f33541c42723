"""Public calls: the money, the limits, the criteria and the papers they ask for."""

import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.models.commissions import Commission
from grants.models.fields import MoneyField, PointsField
from grants.models.priorities import CallPlan, PriorityItem
from office.models import Area, Body, IssuedDocument, RulebookVersion, StoredFile


class Phase(models.TextChoices):
    """Where a published call stands by the calendar; never stored."""

    PLANNED = "planned", _("planned")
    OPEN = "open", _("open")
    CLOSED = "closed", _("applications closed")
    DECIDED = "decided", _("decided")
    CANCELLED = "cancelled", _("annulled")


class CallQuerySet(models.QuerySet):
    """Adjectives of calls, in the words of Call.phase()."""

    def public(self) -> "CallQuerySet":
        """Calls anybody may read."""
        return self.exclude(state=Call.State.DRAFT)

    def open(self, at: datetime.datetime) -> "CallQuerySet":
        """Calls that take applications at that moment."""
        return self.filter(state=Call.State.PUBLISHED, opens_at__lte=at, deadline__gte=at)

    def past_deadline(self, at: datetime.datetime) -> "CallQuerySet":
        """Published calls whose deadline has passed, not decided yet."""
        return self.filter(state=Call.State.PUBLISHED, deadline__lt=at)


@pghistory.track()
class Call(models.Model):
    """A public call for projects or programmes of NGOs."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        CANCELLED = "cancelled", _("annulled")
        DECIDED = "decided", _("decided")
        CLOSED = "closed", _("closed")

    body = models.ForeignKey(Body, models.PROTECT, related_name="calls")
    year = models.PositiveSmallIntegerField(_("year"))
    commission = models.ForeignKey(Commission, models.PROTECT, related_name="calls")
    item = models.ForeignKey(PriorityItem, models.PROTECT, null=True, blank=True, related_name="calls")
    plan = models.ForeignKey(CallPlan, models.PROTECT, null=True, blank=True, related_name="calls")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    number = models.CharField(_("number"), max_length=60, blank=True)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=300)
    areas = models.ManyToManyField(Area, related_name="calls", verbose_name=_("areas of public interest"))
    legal_basis = models.TextField(_("legal basis"), blank=True)
    strategies = models.TextField(_("strategic documents"), blank=True)
    goals = models.TextField(_("goals"))
    problems = models.TextField(_("problems to solve"), blank=True)
    activities = models.TextField(_("eligible activities"), blank=True)
    target_groups = models.TextField(_("target groups"), blank=True)
    total = MoneyField(_("total amount"))
    min_amount = MoneyField(_("least amount for a project"))
    max_amount = MoneyField(_("greatest amount for a project"))
    months_max = models.PositiveSmallIntegerField(_("longest duration in months"), null=True, blank=True)
    max_applications = models.PositiveSmallIntegerField(_("applications per NGO"), default=1)
    completion_days = models.PositiveSmallIntegerField(
        _("days to complete an application"), null=True, blank=True
    )
    min_score = PointsField(_("least points to be financed"), null=True, blank=True)
    reserved_percent = models.DecimalField(
        _("reserved share"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    questions_until = models.DateField(_("questions until"), null=True, blank=True)
    opens_at = models.DateTimeField(_("open from"), null=True, blank=True)
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    check_published_at = models.DateTimeField(
        _("list of complete applications published"), null=True, blank=True
    )
    check_published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancel_reason = models.TextField(_("reason of annulment"), blank=True)
    rulebook = models.ForeignKey(RulebookVersion, models.PROTECT, null=True, blank=True, related_name="calls")
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("public call")
        verbose_name_plural = _("public calls")
        ordering = ["-year", "-published_at", "-pk"]
        indexes = [models.Index(fields=["state", "deadline"], name="call_by_state_deadline")]
        constraints = [
            models.CheckConstraint(
                condition=Q(min_amount__lte=F("max_amount")), name="call_least_not_above_greatest"
            ),
            models.CheckConstraint(
                condition=Q(max_amount__lte=F("total")), name="call_greatest_not_above_total"
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(
                    published_at__isnull=False,
                    published_by__isnull=False,
                    opens_at__isnull=False,
                    deadline__isnull=False,
                    rulebook__isnull=False,
                )
                & ~Q(number=""),
                name="published_call_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(check_published_at__isnull=True, check_published_by__isnull=True)
                | Q(check_published_at__isnull=False, check_published_by__isnull=False),
                name="call_check_published_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(deadline__gt=F("opens_at")), name="call_closes_after_it_opens"
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="call_number_unique"),
        ]

    def __str__(self):
        return self.title

    def phase(self, at: datetime.datetime) -> Phase:
        """Where the call stands at that moment."""
        if self.state in {self.State.DECIDED, self.State.CLOSED}:
            return Phase.DECIDED
        if self.state == self.State.CANCELLED:
            return Phase.CANCELLED
        if self.state == self.State.DRAFT or self.opens_at is None or at < self.opens_at:
            return Phase.PLANNED
        return Phase.OPEN if at <= self.deadline else Phase.CLOSED


class CallExtension(models.Model):
    """A later deadline of a published call, with its reason; the first deadline stays readable here."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="extensions")
    before = models.DateTimeField(_("deadline before"))
    after = models.DateTimeField(_("new deadline"))
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("extension of a call")
        verbose_name_plural = _("extensions of calls")
        ordering = ["call", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(after__gt=F("before")), name="extension_is_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_reason"),
        ]

    def __str__(self):
        return f"{self.call}: {self.after:%Y-%m-%d}"


class Criterion(models.Model):
    """A criterion of scoring with its greatest number of points."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("criterion"), max_length=300)
    max_points = PointsField(_("greatest number of points"))
    law = models.CharField(_("article"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["call", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "order"], name="criteria_in_order", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self):
        return self.name


class SubCriterion(models.Model):
    """A sub-criterion (mjerilo): what an evaluator gives points for, with a reason."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="subcriteria")
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("sub-criterion"), max_length=300)
    guidance = models.TextField(_("guidance for scoring"), blank=True)
    max_points = PointsField(_("greatest number of points"))
    step = PointsField(_("step of points"), default=1)

    class Meta:
        verbose_name = _("sub-criterion")
        verbose_name_plural = _("sub-criteria")
        ordering = ["criterion", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "order"],
                name="subcriteria_in_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(max_points__gt=0, step__gt=0), name="subcriterion_has_points"),
        ]

    def __str__(self):
        return self.name


class RequiredDocument(models.Model):
    """A paper the call asks for."""

    class GivenBy(models.TextChoices):
        ALL = "all", _("everybody")
        ASSOCIATION = "association", _("associations only")
        FOUNDATION = "foundation", _("foundations only")
        FOREIGN = "foreign_organisation", _("foreign organisations only")

    call = models.ForeignKey(Call, models.CASCADE, related_name="required_documents")
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("document"), max_length=300)
    hint = models.CharField(_("explanation"), max_length=300, blank=True)
    obligatory = models.BooleanField(_("obligatory"), default=True)
    template = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.CharField(
        _("who gives it"),
        max_length=24,
        choices=GivenBy.choices,
        default=GivenBy.ALL,
        db_default=GivenBy.ALL,
    )

    class Meta:
        verbose_name = _("required document")
        verbose_name_plural = _("required documents")
        ordering = ["call", "order"]

    def __str__(self):
        return self.name

    def is_for(self, kind: str) -> bool:
        """Does an organisation of this kind give the paper?"""
        return self.given_by in {self.GivenBy.ALL, kind}
