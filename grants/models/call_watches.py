"""Who is written to about calls: addresses that ordered news without an account, and drafts before the deadline."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application
from grants.models.calls import Call
from office.models import Area, Body


class CallWatcher(models.Model):
    """An address that ordered news of calls; it goes with its last watch."""

    email = models.EmailField(_("e-mail (closed)"))
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField(_("last asked to confirm"), auto_now_add=True)

    closed = ("email",)

    class Meta:
        verbose_name = _("watcher of calls")
        verbose_name_plural = _("watchers of calls")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_call_watcher_per_address")]

    def __str__(self):
        return f"watcher {self.pk}"


class CallWatch(models.Model):
    """One call, or all calls of a body, an area, with these words; counts once confirmed from the address."""

    watcher = models.ForeignKey(CallWatcher, models.CASCADE, related_name="watches")
    call = models.ForeignKey(Call, models.CASCADE, null=True, blank=True, related_name="watches")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.CASCADE, null=True, blank=True, related_name="+")
    words = models.CharField(_("words"), max_length=100, blank=True)
    asked_at = models.DateTimeField(_("ordered"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("watch of calls")
        verbose_name_plural = _("watches of calls")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["watcher", "call", "body", "area", "words"],
                nulls_distinct=False,
                name="one_watch_of_calls",
            ),
            models.CheckConstraint(
                condition=Q(call__isnull=True) | Q(body__isnull=True, area__isnull=True, words=""),
                name="watch_of_a_call_or_of_many",
            ),
        ]

    def __str__(self):
        return f"watch {self.pk}"


class DraftReminder(models.Model):
    """A reminder sent for a draft before one deadline; a later deadline is reminded of anew."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="reminders")
    hours = models.PositiveSmallIntegerField(_("hours before the deadline"))
    deadline = models.DateTimeField(_("deadline it spoke of"))
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder of a draft")
        verbose_name_plural = _("reminders of drafts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "hours", "deadline"], name="one_reminder_of_a_deadline"
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.hours}"
