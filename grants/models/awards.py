"""What an NGO answers to its award: the budget brought to the awarded sum, or a refusal of the money."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.decisions import DecisionRow
from grants.models.fields import MoneyField
from grants.models.parts import BudgetLine


@pghistory.track()
class AwardAnswer(models.Model):
    """From the body's request for an adapted budget to its acceptance, or to the NGO's refusal of the award."""

    class State(models.TextChoices):
        ASKED = "asked", _("adapted budget asked for")
        SUBMITTED = "submitted", _("adapted budget handed in")
        RETURNED = "returned", _("returned for correction")
        ACCEPTED = "accepted", _("adapted budget accepted")
        DECLINED = "declined", _("award refused by the organisation")

    row = models.OneToOneField(DecisionRow, models.PROTECT, related_name="answer")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.ASKED)
    due = models.DateField(_("answer by"), null=True, blank=True)
    explanation = models.TextField(_("what changes in the project"), blank=True)
    remark = models.TextField(_("remark of the body"), blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decline_reason = models.TextField(_("why the award is refused"), blank=True)

    class Meta:
        verbose_name = _("answer to an award")
        verbose_name_plural = _("answers to awards")
        ordering = ["row"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_at__isnull=True, asked_by__isnull=True)
                | Q(asked_at__isnull=False, asked_by__isnull=False),
                name="award_asked_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="award_submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="award_answered_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True, declined_by__isnull=True)
                | Q(declined_at__isnull=False, declined_by__isnull=False),
                name="award_declined_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | Q(declined_at__isnull=False) & ~Q(decline_reason=""),
                name="declined_award_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "accepted"]) | Q(submitted_at__isnull=False),
                name="adapted_budget_was_handed_in",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name}: {self.row_id}"


class AdaptedLine(models.Model):
    """What one budget line gets of the awarded sum."""

    answer = models.ForeignKey(AwardAnswer, models.CASCADE, related_name="lines")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="+")
    requested = MoneyField(_("from the award"))
    note = models.CharField(_("what changes"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("adapted budget line")
        verbose_name_plural = _("adapted budget lines")
        ordering = ["answer", "line__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "line"], name="each_budget_line_adapted_once"),
            models.CheckConstraint(condition=Q(requested__gte=0), name="adapted_line_not_negative"),
        ]

    def __str__(self):
        return f"{self.line}: {self.requested}"
