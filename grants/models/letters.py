"""Letters to applicants: what they say, how and when they were served; terms run from the day of service."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.applications import Application
from office.models import IssuedDocument


class GrantLetter(models.Model):
    """A letter or an act about one application on its way to the applicant."""

    class Kind(models.TextChoices):
        COMPLETION = "completion", _("request for completion")
        REJECTION = "rejection", _("rejection of the application")
        OBJECTION = "objection", _("reply to the objection")
        INSPECTION = "inspection", _("appointment for the inspection")
        REMINDER = "reminder", _("reminder of a missing report")

    class Served(models.TextChoices):
        PORTAL = "portal", pgettext_lazy("service", "in the portal")
        POST = "post", pgettext_lazy("service", "by registered post")
        PERSON = "person", pgettext_lazy("service", "in person")
        BOARD = "board", pgettext_lazy("service", "on the notice board")

    application = models.ForeignKey(Application, models.PROTECT, related_name="letters")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    number = models.CharField(_("number"), max_length=60, unique=True)
    text = models.TextField(_("text"))
    law = models.CharField(_("article"), max_length=100, blank=True)
    days = models.PositiveSmallIntegerField(_("days from the service"), null=True, blank=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    served_on = models.DateField(_("day of service"), null=True, blank=True)
    served_how = models.CharField(_("way of service"), max_length=6, choices=Served.choices, blank=True)
    served_note = models.CharField(_("proof of service"), max_length=200, blank=True)
    served_at = models.DateTimeField(null=True, blank=True)
    served_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    term_ends = models.DateField(_("term ends"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter to an applicant")
        verbose_name_plural = _("letters to applicants")
        ordering = ["pk"]
        indexes = [models.Index(fields=["served_on", "made_at"], name="letter_to_be_served")]
        constraints = [
            models.CheckConstraint(
                condition=Q(served_at__isnull=True, served_by__isnull=True, served_on__isnull=True)
                & Q(served_how="")
                | Q(served_at__isnull=False, served_by__isnull=False, served_on__isnull=False)
                & ~Q(served_how=""),
                name="grant_letter_served_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(term_ends__isnull=True) | Q(served_on__isnull=False),
                name="grant_letter_term_runs_from_service",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="grant_letter_says_something"),
        ]

    def __str__(self):
        return f"{self.number} {self.get_kind_display()}"

    def is_over(self, today: datetime.date) -> bool:
        """The term that began with the service has passed."""
        return self.term_ends is not None and self.term_ends < today
