"""Yearly plans handed in as a whole, and the reminders sent to bodies that are late."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.models import Body


class PlanReturn(models.Model):
    """What a body said about its calls of a year: a plan, no calls, or (the office) that it is not obliged."""

    class Answer(models.TextChoices):
        PLAN = "plan", pgettext_lazy("yearly plan", "plan handed in")
        NONE = "none", pgettext_lazy("yearly plan", "no calls planned")
        EXEMPT = "exempt", pgettext_lazy("yearly plan", "not obliged")

    body = models.ForeignKey(Body, models.PROTECT, related_name="plan_returns")
    year = models.PositiveSmallIntegerField(_("year"))
    answer = models.CharField(_("answer"), max_length=8, choices=Answer.choices)
    reason = models.TextField(_("reason"), blank=True)
    handed_in_at = models.DateTimeField(_("handed in"))
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("yearly plan of a body")
        verbose_name_plural = _("yearly plans of bodies")
        ordering = ["-year", "body__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="one_plan_per_body_and_year"),
            models.CheckConstraint(condition=Q(answer="plan") | ~Q(reason=""), name="no_plan_says_why"),
        ]

    def __str__(self):
        return f"{self.body} {self.year}"


class Reminder(models.Model):
    """A reminder to a body that is late; at most one a day for the same duty."""

    class Duty(models.TextChoices):
        ANALYSES = "analyses", _("sectoral analyses")
        PLAN = "plan", _("yearly plan of calls")
        CALL = "call", _("public calls of the year")

    class Channel(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        LETTER = "letter", _("by letter")

    duty = models.CharField(_("what is owed"), max_length=10, choices=Duty.choices)
    body = models.ForeignKey(Body, models.PROTECT, related_name="reminders")
    year = models.PositiveSmallIntegerField(_("year"))
    day = models.DateField(_("day"))
    channel = models.CharField(_("way"), max_length=8, choices=Channel.choices)
    number = models.CharField(_("number of the letter"), max_length=60, blank=True)
    reached = models.PositiveSmallIntegerField(_("addresses written to"), default=0)
    days_late = models.PositiveSmallIntegerField(_("days late on that day"))
    sent_at = models.DateTimeField(_("recorded"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("reminder to a body")
        verbose_name_plural = _("reminders to bodies")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "body", "year", "day"], name="one_reminder_a_day"),
            models.CheckConstraint(
                condition=(Q(channel="letter", reached=0) & ~Q(number=""))
                | Q(channel="email", reached__gte=1, number=""),
                name="reminder_reached_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.body} {self.day}"
