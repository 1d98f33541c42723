"""Programming of a budget year: the cycle the office opens, who is asked, the Council's opinion, sums side by side."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.models import Session
from grants.models.fields import MoneyField
from grants.models.priorities import PriorityDecision, PriorityItem
from office.models import Body, RulebookVersion


class ProgrammingCycle(models.Model):
    """The programming of one budget year, opened by the office; its dates come from the rulebook it froze."""

    year = models.PositiveSmallIntegerField(_("budget year"), unique=True)
    rulebook = models.ForeignKey(RulebookVersion, models.PROTECT, related_name="+")
    note = models.TextField(_("what ministries should know"), blank=True)
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("programming of a year")
        verbose_name_plural = _("programming of years")
        ordering = ["-year"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.year}"


class AnalysisDuty(models.Model):
    """A body that is asked for its sectoral analyses; it may say, with a reason, that it proposes no call."""

    cycle = models.ForeignKey(ProgrammingCycle, models.PROTECT, related_name="duties")
    body = models.ForeignKey(Body, models.PROTECT, related_name="analysis_duties")
    none_reason = models.TextField(_("why no call is proposed"), blank=True)
    none_at = models.DateTimeField(null=True, blank=True)
    none_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("body asked for analyses")
        verbose_name_plural = _("bodies asked for analyses")
        ordering = ["cycle", "body__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "body"], name="body_is_asked_once_a_cycle"),
            models.CheckConstraint(
                condition=Q(none_at__isnull=True, none_by__isnull=True, none_reason="")
                | (Q(none_at__isnull=False, none_by__isnull=False) & ~Q(none_reason="")),
                name="duty_none_at_by_and_why",
            ),
        ]

    def __str__(self):
        return f"{self.cycle}: {self.body}"


class ItemSum(models.Model):
    """Where a row of the decision comes from: its analysis, the sum asked, the sum proposed to the Government."""

    item = models.OneToOneField(PriorityItem, models.CASCADE, related_name="sums")
    analysis = models.OneToOneField(
        "grants.SectorAnalysis", models.PROTECT, null=True, blank=True, related_name="sums"
    )
    asked = MoneyField(_("asked by the body"), null=True, blank=True)
    proposed = MoneyField(_("proposed to the Government"), null=True, blank=True)
    decided_reason = models.CharField(_("why the Government decided otherwise"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("sums of a row of the decision")
        verbose_name_plural = _("sums of rows of the decision")
        constraints = [
            models.CheckConstraint(
                condition=Q(analysis__isnull=True) | Q(asked__isnull=False), name="sum_of_analysis_is_asked"
            ),
        ]

    def __str__(self):
        return str(self.item)


class CouncilOpinion(models.Model):
    """What the Council said about the draft decision, at which session."""

    class Outcome(models.TextChoices):
        POSITIVE = "positive", _("positive")
        REMARKS = "remarks", _("positive, with remarks")
        NEGATIVE = "negative", _("negative")

    decision = models.OneToOneField(PriorityDecision, models.PROTECT, related_name="opinion")
    outcome = models.CharField(_("opinion"), max_length=10, choices=Outcome.choices)
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+")
    given_on = models.DateField(_("given on"))
    text = models.TextField(_("text of the opinion"))
    after_proposal = models.BooleanField(_("recorded after the decision was proposed"), default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("opinion of the Council")
        verbose_name_plural = _("opinions of the Council")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="opinion_has_text")]

    def __str__(self):
        return f"{self.decision}: {self.get_outcome_display()}"
