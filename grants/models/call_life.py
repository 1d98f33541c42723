"""What happens to a call beside its states: where its text comes from, its planned hour, corrections, what follows it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.models.analyses import ProposedCall, SectorAnalysis
from grants.models.calls import Call


class CallPart(models.TextChoices):
    """Parts of a call as its editor, the review and the corrections name them."""

    BASICS = "basics", _("Basics")
    MONEY = "money", _("Money and limits")
    TEXTS = "texts", _("Texts")
    CRITERIA = "criteria", _("Criteria")
    DOCUMENTS = "documents", _("Documents to attach")
    FORM = "form", _("Application form")
    DATES = "dates", _("Dates")


class CallTemplate(models.Model):
    """A call whose text the office offers to all bodies as a template; ended, never deleted."""

    call = models.OneToOneField(Call, models.PROTECT, related_name="template")
    name = models.CharField(_("name of the template"), max_length=200)
    note = models.CharField(_("when to use it"), max_length=300, blank=True)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("template of a call")
        verbose_name_plural = _("templates of calls")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="call_template_ended_at_and_by",
            ),
        ]

    def __str__(self):
        return self.name


class CallOrigin(models.Model):
    """What the draft of a call was begun from."""

    class Kind(models.TextChoices):
        CALL = "call", _("from an earlier call")
        TEMPLATE = "template", _("from a template of the office")
        ITEM = "item", _("from an item of the decision on priority areas")
        PLAN = "plan", _("from a planned call")
        ANALYSIS = "analysis", _("from a sectoral analysis")

    call = models.OneToOneField(Call, models.CASCADE, related_name="origin")
    kind = models.CharField(_("begun from"), max_length=10, choices=Kind.choices)
    copied_from = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="copies", verbose_name=_("copied from")
    )
    analysis = models.ForeignKey(
        SectorAnalysis, models.PROTECT, null=True, blank=True, related_name="call_origins"
    )
    proposed = models.ForeignKey(
        ProposedCall, models.SET_NULL, null=True, blank=True, related_name="call_origins"
    )
    name = models.CharField(_("what it was begun from"), max_length=300)

    class Meta:
        verbose_name = _("origin of a call")
        verbose_name_plural = _("origins of calls")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["call", "template"]) | Q(copied_from__isnull=False),
                name="copied_call_says_from_which",
            ),
            models.CheckConstraint(
                condition=(~Q(kind="analysis") & Q(proposed__isnull=True)) | Q(analysis__isnull=False),
                name="call_of_analysis_says_which",
            ),
        ]

    def __str__(self):
        return self.name


class CopiedPart(models.Model):
    """A part taken over that must be looked at again before the call is published."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="copied_parts")
    part = models.CharField(_("part"), max_length=10, choices=CallPart.choices)
    looked_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("copied part of a call")
        verbose_name_plural = _("copied parts of calls")
        ordering = ["call", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "part"], name="one_copied_part"),
            models.CheckConstraint(
                condition=Q(looked_at__isnull=True, looked_by__isnull=True)
                | Q(looked_at__isnull=False, looked_by__isnull=False),
                name="copied_part_looked_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.call}: {self.part}"


class CallLink(models.Model):
    """A call that follows another: it repeats it, or gives what is left of its money."""

    class Kind(models.TextChoices):
        REPETITION = "repetition", _("repetition")
        REST = "rest", _("second call for what is left")

    earlier = models.ForeignKey(Call, models.PROTECT, related_name="later_links")
    later = models.OneToOneField(Call, models.PROTECT, related_name="earlier_link")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("call after a call")
        verbose_name_plural = _("calls after calls")
        ordering = ["earlier", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="call_does_not_follow_itself"),
            models.CheckConstraint(condition=~Q(reason=""), name="call_link_has_reason"),
        ]

    def __str__(self):
        return f"{self.earlier} → {self.later}"


class PlannedPublication(models.Model):
    """The hour at which a draft publishes itself; the deadline counts from the real publication."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        DONE = "done", _("published at its hour")
        CANCELLED = "cancelled", _("called off")
        FAILED = "failed", _("refused at its hour")

    call = models.ForeignKey(Call, models.PROTECT, related_name="planned_publications")
    at = models.DateTimeField(_("publish at"))
    open_days = models.PositiveSmallIntegerField(_("days open"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    refusal = models.TextField(_("why it was refused"), blank=True)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    over_at = models.DateTimeField(_("over"), null=True, blank=True)

    class Meta:
        verbose_name = _("planned publication")
        verbose_name_plural = _("planned publications")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "at"], name="publication_by_hour")]
        constraints = [
            models.UniqueConstraint(
                fields=["call"], condition=Q(state="planned"), name="one_planned_publication"
            ),
            models.CheckConstraint(
                condition=Q(state="planned", over_at__isnull=True)
                | (~Q(state="planned") & Q(over_at__isnull=False)),
                name="publication_over_when_not_planned",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(refusal=""), name="failed_publication_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.call}: {self.at:%Y-%m-%d %H:%M}"


class CallCorrection(models.Model):
    """A published correction of a call: why; its rows say what stood there and what stands now."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField(_("number"))
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("correction of a call")
        verbose_name_plural = _("corrections of calls")
        ordering = ["call", "number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="corrections_in_order"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
        ]

    def __str__(self):
        return f"{self.call}: {self.number}"


class CorrectedText(models.Model):
    """One text a correction changed, old and new."""

    correction = models.ForeignKey(CallCorrection, models.PROTECT, related_name="texts")
    field = models.CharField(_("what was corrected"), max_length=40)
    before = models.TextField(_("old text"), blank=True)
    after = models.TextField(_("new text"), blank=True)

    class Meta:
        verbose_name = _("corrected text")
        verbose_name_plural = _("corrected texts")
        ordering = ["correction", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["correction", "field"], name="one_correction_of_a_text"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="correction_changes_something"),
        ]

    def __str__(self):
        return f"{self.correction}: {self.field}"
