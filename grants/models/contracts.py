"""Contracts, payments and the reports of NGOs."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.decisions import DecisionRow
from grants.models.fields import MoneyField
from grants.models.parts import BudgetLine
from office.models import IssuedDocument, StoredFile


@pghistory.track()
class Contract(models.Model):
    """The contract between the body and the NGO."""

    class State(models.TextChoices):
        DRAFTED = "drafted", _("drafted")
        SIGNED = "signed", _("signed")
        ACTIVE = "active", _("being carried out")
        CLOSED = "closed", _("closed")
        TERMINATED = "terminated", _("terminated")

    row = models.OneToOneField(DecisionRow, models.PROTECT, related_name="contract")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFTED)
    number = models.CharField(_("number"), max_length=60, unique=True)
    amount = MoneyField(_("amount"))
    starts_on = models.DateField(_("start"))
    ends_on = models.DateField(_("end"))
    report_due = models.DateField(_("final report due"))
    interim_due = models.DateField(_("interim report due"), null=True, blank=True)
    bank_account = models.CharField(_("account"), max_length=34, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    unspent = MoneyField(_("unspent"), null=True, blank=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    closed = ("bank_account",)

    class Meta:
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="contract_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="contract_has_money"),
            models.CheckConstraint(
                # a contract may end before anybody signed it
                condition=Q(state__in=["drafted", "terminated"]) | Q(signed_on__isnull=False),
                name="signed_contract_has_day",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="contract_closed_at_and_by",
            ),
        ]

    def __str__(self):
        return self.number


@pghistory.track()
class Tranche(models.Model):
    """A payment, planned and then made."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="tranches")
    order = models.PositiveSmallIntegerField(_("order"))
    amount = MoneyField(_("amount"))
    planned_on = models.DateField(_("planned on"))
    condition = models.CharField(_("condition"), max_length=200, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    reference = models.CharField(_("reference of the payment"), max_length=60, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ["contract", "order"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "order"], name="instalments_in_order"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_has_money"),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True, recorded_at__isnull=True, recorded_by__isnull=True)
                | Q(paid_on__isnull=False, recorded_at__isnull=False, recorded_by__isnull=False)
                & ~Q(reference=""),
                name="payment_has_its_reference",
            ),
        ]

    def __str__(self):
        return f"{self.contract}/{self.order}"


class GrantReport(models.Model):
    """The NGO's narrative and financial report on a contract."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned for correction")
        ACCEPTED = "accepted", _("accepted")

    class Kind(models.TextChoices):
        INTERIM = "interim", _("interim report")
        FINAL = "final", _("final report")

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="reports")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.FINAL)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    number = models.CharField(_("number"), max_length=60, blank=True)
    activities = models.TextField(_("what was done"), blank=True)
    results = models.TextField(_("results against the plan"), blank=True)
    users = models.PositiveIntegerField(_("users reached"), null=True, blank=True)
    deviations = models.TextField(_("what went otherwise and why"), blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_note = models.TextField(_("what the body answered"), blank=True)
    spent = MoneyField(_("spent"), null=True, blank=True)
    unspent = MoneyField(_("unspent"), null=True, blank=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("report of an NGO")
        verbose_name_plural = _("reports of NGOs")
        ordering = ["contract", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contract"], condition=Q(kind="final"), name="one_final_report"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="filed_report_submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="report_decided_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.contract}"


class ReportReminder(models.Model):
    """A reminder of the day of a report, sent by e-mail; each is sent once."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="reminders")
    kind = models.CharField(_("kind"), max_length=10, choices=GrantReport.Kind.choices)
    due = models.DateField(_("due by"))
    late = models.BooleanField(_("its day has passed"))
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder of a report")
        verbose_name_plural = _("reminders of reports")
        ordering = ["contract", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "kind", "due", "late"], name="each_reminder_of_a_report_once"
            ),
        ]

    def __str__(self):
        return f"{self.contract}: {self.get_kind_display()}"


class GrantReportLine(models.Model):
    """What was spent on one budget line, and its proof."""

    report = models.ForeignKey(GrantReport, models.CASCADE, related_name="lines")
    budget_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="+")
    planned = MoneyField(_("planned"))
    spent = MoneyField(_("spent"), default=0)
    note = models.CharField(_("note, number of the invoice"), max_length=300, blank=True)
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("line of a report")
        verbose_name_plural = _("lines of reports")
        ordering = ["report", "budget_line__order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "budget_line"], name="one_line_per_budget_line"),
            models.CheckConstraint(condition=Q(spent__gte=0), name="spent_not_negative"),
        ]

    def __str__(self):
        return f"{self.budget_line}: {self.spent}"
