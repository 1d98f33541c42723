"""What is kept beside an evaluator: each change of the list with its reason, capacity, closed payment data."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.candidacies import Candidacy
from grants.models.evaluators import Evaluator, EvaluatorList


class EvaluatorListChange(models.Model):
    """Who came on a version or left it, why, and from which day the reason holds."""

    class Kind(models.TextChoices):
        ADDED = "added", pgettext_lazy("list of evaluators", "added")
        REMOVED = "removed", pgettext_lazy("list of evaluators", "removed")

    list = models.ForeignKey(EvaluatorList, models.CASCADE, related_name="changes")
    evaluator = models.ForeignKey(Evaluator, models.PROTECT, related_name="list_changes")
    kind = models.CharField(_("change"), max_length=8, choices=Kind.choices)
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("since"))
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("change of the list")
        verbose_name_plural = _("changes of the list")
        ordering = ["list", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["list", "evaluator"], name="one_change_of_a_person_on_a_version"),
            models.CheckConstraint(condition=~Q(reason=""), name="change_of_the_list_says_why"),
        ]

    def __str__(self):
        return f"{self.list}: {self.evaluator}"


class EvaluatorCapacity(models.Model):
    """How many projects the person takes on; empty means that no limit was stated."""

    evaluator = models.OneToOneField(Evaluator, models.CASCADE, related_name="capacity")
    at_once = models.PositiveSmallIntegerField(_("projects at the same time, at most"), null=True, blank=True)
    in_year = models.PositiveSmallIntegerField(_("projects in a year, at most"), null=True, blank=True)
    stated_at = models.DateTimeField(_("stated"))
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("capacity of an evaluator")
        verbose_name_plural = _("capacities of evaluators")

    def __str__(self):
        return f"{self.evaluator}: {self.at_once} / {self.in_year}"


class EvaluatorPayment(models.Model):
    """What the payroll needs to pay a fee; nobody but the person and payroll officers sees it."""

    evaluator = models.OneToOneField(Evaluator, models.PROTECT, related_name="payment")
    jmbg = models.CharField(_("personal number (JMB)"), max_length=13, blank=True)
    home_address = models.CharField(_("address of residence"), max_length=250, blank=True)
    iban = models.CharField(_("bank account"), max_length=34, blank=True)
    bank_account_holder = models.CharField(_("holder of the account"), max_length=150, blank=True)
    given_at = models.DateTimeField(_("given"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    closed = ("jmbg", "home_address", "iban", "bank_account_holder")

    class Meta:
        verbose_name = _("payment data of an evaluator")
        verbose_name_plural = _("payment data of evaluators")

    def __str__(self):
        return str(self.evaluator)
