"""Letters and acts that are delivered, and what an officer found condition by condition."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ngo_registry.models.filing import RegisterFiling
from office.models import IssuedDocument


class Letter(models.Model):
    """A letter or an act on its way to the applicant: terms run from the day of its service."""

    class Kind(models.TextChoices):
        COMPLETION = "completion", _("request for completion")
        DECISION = "decision", pgettext_lazy("letter", "decision")
        COMPLAINT = "complaint", _("decision on the complaint")

    class Served(models.TextChoices):
        PORTAL = "portal", pgettext_lazy("service", "in the portal")
        POST = "post", pgettext_lazy("service", "by registered post")
        PERSON = "person", pgettext_lazy("service", "in person")
        BOARD = "board", pgettext_lazy("service", "on the notice board")

    filing = models.ForeignKey(RegisterFiling, models.PROTECT, related_name="letters")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    number = models.CharField(_("number"), max_length=60)
    text = models.TextField(_("text"), blank=True)
    document = models.ForeignKey(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    served_on = models.DateField(_("day of service"), null=True, blank=True)
    served_how = models.CharField(_("way of service"), max_length=6, choices=Served.choices, blank=True)
    served_note = models.CharField(_("proof of service"), max_length=200, blank=True)
    served_at = models.DateTimeField(null=True, blank=True)
    served_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    term_ends = models.DateField(_("term ends"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(served_at__isnull=True, served_by__isnull=True, served_on__isnull=True)
                & Q(served_how="")
                | Q(served_at__isnull=False, served_by__isnull=False, served_on__isnull=False)
                & ~Q(served_how=""),
                name="letter_served_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(term_ends__isnull=True) | Q(served_on__isnull=False),
                name="letter_term_runs_from_service",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.get_kind_display()}"

    @property
    def key(self) -> str:
        """How the letter is named among the files of its filing."""
        return f"letter-{self.pk}"

    def is_over(self, today: datetime.date) -> bool:
        """The term that began with the service has passed."""
        return self.term_ends is not None and self.term_ends < today


class Finding(models.Model):
    """Why one condition stands in the way: kept with the act, as it was on that day."""

    filing = models.ForeignKey(RegisterFiling, models.PROTECT, related_name="findings")
    act_number = models.CharField(_("number of the act"), max_length=60)
    title = models.CharField(_("condition"), max_length=200)
    law = models.CharField(_("article"), max_length=120, blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("reason of an act")
        verbose_name_plural = _("reasons of acts")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(act_number=""), name="finding_says_why")
        ]

    def __str__(self):
        return self.title
