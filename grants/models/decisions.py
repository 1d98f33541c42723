"""The decision on the allocation of funds."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.applications import Application
from grants.models.calls import Call
from grants.models.fields import MoneyField
from grants.models.ranking import AllocationVariant
from office.models import IssuedDocument


class Decision(models.Model):
    """The act that gives the money, signed by two people, published with a reason for each application."""

    class State(models.TextChoices):
        DRAFTED = "drafted", _("drafted")
        SIGNED = "signed", _("signed")
        PUBLISHED = "published", _("published")
        ANNULLED = "annulled", pgettext_lazy("decision", "annulled")

    call = models.OneToOneField(Call, models.PROTECT, related_name="decision")
    variant = models.ForeignKey(
        AllocationVariant, models.PROTECT, null=True, related_name="decisions"
    )  # an annulled decision lets its variant go
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFTED)
    number = models.CharField(_("number"), max_length=60, blank=True)
    decided_on = models.DateField(_("date"), null=True, blank=True)
    legal_remedy = models.TextField(_("legal remedy"), blank=True)
    unallocated = MoneyField(_("unallocated"))
    drafted_at = models.DateTimeField(null=True, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_signed_at = models.DateTimeField(null=True, blank=True)
    first_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_signed_at = models.DateTimeField(null=True, blank=True)
    second_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("decision on allocation of funds")
        verbose_name_plural = _("decisions on allocation of funds")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="annulled") | Q(variant__isnull=False),
                name="decision_follows_a_variant",
            ),
            models.CheckConstraint(
                condition=Q(state="drafted")
                | Q(
                    first_signed_at__isnull=False,
                    second_signed_at__isnull=False,
                    second_signed_by__isnull=False,
                    decided_on__isnull=False,
                )
                & ~Q(number=""),
                name="signed_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(drafted_at__isnull=True, drafted_by__isnull=True)
                | Q(drafted_at__isnull=False, drafted_by__isnull=False),
                name="decision_drafted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(first_signed_at__isnull=True, first_signed_by__isnull=True)
                | Q(first_signed_at__isnull=False, first_signed_by__isnull=False),
                name="decision_first_signed_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(first_signed_by__isnull=True)
                | Q(second_signed_by__isnull=True)
                | ~Q(first_signed_by=models.F("second_signed_by")),
                name="decision_signed_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="decision_published_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.number}".strip()


@pghistory.track()
class DecisionRow(models.Model):
    """What the decision says of one application: a sum, or why not, always with a reason."""

    class Outcome(models.TextChoices):
        AWARDED = "awarded", _("awarded")
        NOT_SUPPORTED = "not_supported", _("not supported")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="rows")
    application = models.OneToOneField(Application, models.PROTECT, related_name="decision_row")
    order = models.PositiveSmallIntegerField()
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome.choices)
    amount = MoneyField(_("amount"), default=0)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("row of the decision")
        verbose_name_plural = _("rows of the decision")
        ordering = ["decision", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="awarded", amount__gt=0) | Q(outcome="not_supported", amount=0),
                name="award_has_money_refusal_none",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_row_has_reason"),
        ]

    def __str__(self):
        return f"{self.application}: {self.amount}"
