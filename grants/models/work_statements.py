"""What an evaluator did in a call and what is owed for it: a fee for each locked sheet, under a ceiling."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.calls import Call
from grants.models.evaluation import Assignment
from grants.models.evaluators import Evaluator
from grants.models.fields import MoneyField
from office.models import IssuedDocument


class WorkStatement(models.Model):
    """The statement of work of one evaluator for one call."""

    class State(models.TextChoices):
        ISSUED = "issued", pgettext_lazy("statement of work", "issued")
        PAID = "paid", pgettext_lazy("statement of work", "paid")
        ANNULLED = "annulled", pgettext_lazy("statement of work", "annulled")

    evaluator = models.ForeignKey(Evaluator, models.PROTECT, related_name="work")
    call = models.ForeignKey(Call, models.PROTECT, related_name="work_statements")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.CharField(_("number"), max_length=60, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ISSUED)
    fee = MoneyField(_("fee for one project"))
    ceiling = MoneyField(_("ceiling of fees in the year"), null=True, blank=True)
    basis = models.CharField(_("basis of the fee"), max_length=300)
    earlier = MoneyField(_("counted in this year before"))
    gross = MoneyField(_("fees before the ceiling"))
    payable = MoneyField(_("to be paid"))
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    payment_reference = models.CharField(_("number of the payment"), max_length=60, blank=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("statement of work")
        verbose_name_plural = _("statements of work")
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(payable__lte=F("gross")), name="paid_at_most_the_fees"),
            models.CheckConstraint(
                condition=Q(state="paid", paid_on__isnull=False) | ~Q(state="paid") & Q(paid_on__isnull=True),
                name="paid_statement_has_its_day",
            ),
        ]

    def __str__(self):
        return self.number


class WorkLine(models.Model):
    """One locked sheet on a statement; a sheet is paid once."""

    statement = models.ForeignKey(WorkStatement, models.CASCADE, related_name="lines")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="work_lines")
    counted = models.BooleanField(_("counted"), default=True)  # False: freed by an annulled statement

    class Meta:
        verbose_name = _("sheet on a statement of work")
        verbose_name_plural = _("sheets on statements of work")
        ordering = ["statement", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(counted=True), name="a_sheet_is_paid_once"
            )
        ]

    def __str__(self):
        return f"{self.statement}: {self.assignment}"
