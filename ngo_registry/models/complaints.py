"""A complaint against a refusal or a dismissal: when it came, what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models.filing import RegisterFiling
from ngo_registry.models.letters import Letter
from office.models import IssuedDocument, StoredFile


class Complaint(models.Model):
    """What the applicant says against an act; decided by an act of its own."""

    class Outcome(models.TextChoices):
        WAITING = "", pgettext_lazy("complaint", "waits for the decision")
        UPHELD = "upheld", pgettext_lazy("complaint", "upheld")
        REJECTED = "rejected", pgettext_lazy("complaint", "rejected")

    filing = models.ForeignKey(RegisterFiling, models.PROTECT, related_name="complaints")
    against = models.CharField(_("against"), max_length=20, choices=RegisterFiling.State.choices)
    act_number = models.CharField(_("number of the contested act"), max_length=60)
    text = models.TextField(_("what is contested and why"))
    paper = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enclosure")
    )
    posted_on = models.DateField(_("day of posting"), null=True, blank=True)
    received_on = models.DateField(_("day of receipt"))
    filed_at = models.DateTimeField(auto_now_add=True)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    in_time = models.BooleanField(_("filed in time"), default=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_number = models.CharField(
        pgettext_lazy("register", "number of the decision"), max_length=60, blank=True
    )
    decision_reason = models.TextField(_("reasons"), blank=True)
    decision = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, outcome="")
                | Q(decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(outcome="")
                & ~Q(decision_number="")
                & ~Q(decision_reason=""),
                name="complaint_decided_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(against__in=["refused", "dismissed"]), name="complaint_against_a_negative_act"
            ),
            models.UniqueConstraint(
                fields=["filing"], condition=Q(outcome=""), name="one_open_complaint_of_a_filing"
            ),
            models.UniqueConstraint(fields=["filing", "act_number"], name="one_complaint_against_an_act"),
        ]

    def __str__(self):
        return f"{self.filing} · {self.get_outcome_display()}"
