"""Sessions of the Council: agenda, presence, minutes, conclusions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council.models.composition import Council, CouncilAppointment
from office.models import StoredFile


class Session(models.Model):
    """One session, or one consultation by e-mail, of a composition of the Council."""

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("by video link")
        E_CONSULTATION = "e_consultation", _("electronic consultation")

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("scheduled")
        HELD = "held", _("held")
        MINUTES_ADOPTED = "minutes_adopted", _("minutes adopted")
        CANCELLED = "cancelled", _("cancelled")

    council = models.ForeignKey(Council, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("number"))
    at = models.DateTimeField(_("date and hour"))
    mode = models.CharField(_("way"), max_length=20, choices=Mode.choices, default=Mode.IN_PERSON)
    place = models.CharField(_("place"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=16, choices=State.choices, default=State.SCHEDULED)
    held_at = models.DateTimeField(null=True, blank=True)
    members = models.PositiveSmallIntegerField(_("members with a mandate"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("members present"), null=True, blank=True)
    quorum_needed = models.PositiveSmallIntegerField(_("needed for a quorum"), null=True, blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    minutes_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    minutes_adopted_on = models.DateField(_("minutes adopted on"), null=True, blank=True)
    cancel_reason = models.TextField(_("reason of the cancellation"), blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="session_number_once_in_council"),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "minutes_adopted"])
                | Q(
                    held_at__isnull=False,
                    present__isnull=False,
                    members__isnull=False,
                    quorum_needed__isnull=False,
                ),
                name="session_held_counts_members",
            ),
            models.CheckConstraint(
                condition=~Q(state="minutes_adopted") | Q(minutes_adopted_on__isnull=False),
                name="session_minutes_have_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""), name="session_cancelled_says_why"
            ),
        ]

    def __str__(self):
        return _("Session %(number)s") % {"number": self.number}

    @property
    def has_quorum(self) -> bool:
        """Were enough members present to decide?"""
        return self.present is not None and self.present >= self.quorum_needed


class SessionAttendance(models.Model):
    """A member who was at a session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    appointment = models.ForeignKey(CouncilAppointment, models.PROTECT, related_name="attendances")

    class Meta:
        verbose_name = _("presence at a session")
        verbose_name_plural = _("presences at sessions")
        ordering = ["session", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "appointment"], name="member_present_once")]

    def __str__(self):
        return str(self.appointment)


class AgendaItem(models.Model):
    """A point of the agenda, with its material."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("point of the agenda"), max_length=300)
    text = models.TextField(_("explanation"), blank=True)
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("point of the agenda")
        verbose_name_plural = _("points of the agenda")
        ordering = ["session", "order"]
        constraints = [models.UniqueConstraint(fields=["session", "order"], name="agenda_order_once")]

    def __str__(self):
        return self.title


class Conclusion(models.Model):
    """What the Council concluded, who carries it out and until when."""

    class Status(models.TextChoices):
        OPEN = "open", _("not started")
        PARTLY = "partly", _("partly realised")
        DONE = "done", _("realised")
        CONTINUOUS = "continuous", _("continuous")
        DROPPED = "dropped", _("not realised")

    session = models.ForeignKey(Session, models.CASCADE, related_name="conclusions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="conclusions")
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("conclusion"))
    carrier = models.CharField(_("carrier"), max_length=200)
    due = models.DateField(_("due"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.OPEN)
    status_note = models.TextField(_("what was done"), blank=True)
    status_on = models.DateField(_("status of"), null=True, blank=True)

    class Meta:
        verbose_name = _("conclusion")
        verbose_name_plural = _("conclusions")
        ordering = ["session", "order"]
        constraints = [models.UniqueConstraint(fields=["session", "order"], name="conclusion_order_once")]

    def __str__(self):
        return self.text[:80]

    @property
    def is_overdue(self) -> bool:
        """Is its day past while it is not carried out?"""
        waiting = self.status in {self.Status.OPEN, self.Status.PARTLY}
        return bool(self.due and waiting and self.due < timezone.localdate())

    @property
    def days_overdue(self) -> int:
        """Calendar days past its day; 0 when it is not overdue."""
        return (timezone.localdate() - self.due).days if self.is_overdue else 0
