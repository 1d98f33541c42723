"""Sessions of a commission: agenda, attendance, recusals, votes and conclusions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.applications import Application
from grants.models.calls import Call
from grants.models.commissions import Commission, CommissionMember
from office.models import IssuedDocument


class CommissionSession(models.Model):
    """One session: called, opened with a quorum, closed; its minutes are signed by the president."""

    class State(models.TextChoices):
        CALLED = "called", _("session called")
        OPEN = "open", _("session under way")
        HELD = "held", _("held, minutes being written")
        CONFIRMED = "confirmed", _("minutes confirmed")
        CANCELLED = "cancelled", _("session not held")

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("session number"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.CALLED)
    starts_at = models.DateTimeField(_("beginning"))
    place = models.CharField(_("place"), max_length=200)
    called_at = models.DateTimeField()
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField(_("members"), null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(_("needed for a quorum"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    notes = models.TextField(_("course of the session"), blank=True)
    minutes_number = models.CharField(_("number of the minutes"), max_length=60, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("session of a commission")
        verbose_name_plural = _("sessions of commissions")
        ordering = ["commission", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "number"], name="commission_session_number"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by__isnull=True)
                | Q(opened_at__isnull=False, opened_by__isnull=False, quorum__isnull=False),
                name="session_opened_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="session_closed_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(minutes_number=""),
                name="session_confirmed_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self._meta.verbose_name}"


class SessionPresence(models.Model):
    """Whether a member came, and why not."""

    session = models.ForeignKey(CommissionSession, models.CASCADE, related_name="presences")
    member = models.ForeignKey(CommissionMember, models.PROTECT, related_name="presences")
    present = models.BooleanField(_("present"))
    note = models.CharField(_("why absent"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("presence at a session")
        verbose_name_plural = _("presences at sessions")
        ordering = ["session", "member"]
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="presence_once")]

    def __str__(self):
        return f"{self.session}: {self.member}"


class SessionItem(models.Model):
    """A point of the agenda, the proposal voted on, and the conclusion."""

    class Outcome(models.TextChoices):
        OPEN = "", pgettext_lazy("vote", "not voted")
        ADOPTED = "adopted", pgettext_lazy("vote", "adopted")
        NOT_ADOPTED = "not_adopted", pgettext_lazy("vote", "not adopted")
        TAKEN_NOTE = "noted", pgettext_lazy("vote", "taken note of")

    session = models.ForeignKey(CommissionSession, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("point of the agenda"), max_length=300)
    call = models.ForeignKey(
        Call,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="session_items",
        verbose_name=_("public call"),
    )
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="session_items"
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, blank=True, default="")
    conclusion = models.TextField(_("conclusion"), blank=True)

    class Meta:
        verbose_name = _("point of the agenda")
        verbose_name_plural = _("points of the agenda")
        ordering = ["session", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "order"], name="agenda_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | ~Q(conclusion=""), name="voted_item_has_conclusion"
            ),
        ]

    def __str__(self):
        return self.title


class SessionVote(models.Model):
    """How one member voted on one point; a recused member does not vote, and the reason stands here."""

    class Choice(models.TextChoices):
        FOR = "for", pgettext_lazy("vote", "for")
        AGAINST = "against", pgettext_lazy("vote", "against")
        ABSTAINED = "abstained", pgettext_lazy("vote", "abstained")
        RECUSED = "recused", pgettext_lazy("vote", "recused")

    item = models.ForeignKey(SessionItem, models.CASCADE, related_name="votes")
    member = models.ForeignKey(CommissionMember, models.PROTECT, related_name="votes")
    choice = models.CharField(_("vote"), max_length=12, choices=Choice.choices)
    reason = models.CharField(_("reason of the recusal"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["item", "member"]
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="one_vote_per_member"),
            models.CheckConstraint(condition=~Q(choice="recused") | ~Q(reason=""), name="recusal_has_reason"),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_choice_display()}"


class CallStatement(models.Model):
    """A member's statement for one call, given when its applicants are known."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="statements")
    member = models.ForeignKey(CommissionMember, models.PROTECT, related_name="call_statements")
    text = models.TextField(_("statement"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("statement for a call")
        verbose_name_plural = _("statements for calls")
        ordering = ["call", "member"]
        constraints = [models.UniqueConstraint(fields=["call", "member"], name="one_statement_per_call")]

    def __str__(self):
        return f"{self.member}: {self.call}"


class FoundTie(models.Model):
    """A tie the register showed between a member and an applicant, and what the member said of it."""

    statement = models.ForeignKey(CallStatement, models.PROTECT, related_name="ties")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    what = models.CharField(_("what the register shows"), max_length=300)
    exempted = models.BooleanField(_("steps aside"))
    explanation = models.CharField(_("why it is no conflict"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tie found in the register")
        verbose_name_plural = _("ties found in the register")
        ordering = ["statement", "application"]
        constraints = [
            models.CheckConstraint(
                condition=Q(exempted=True) | ~Q(explanation=""), name="denied_tie_is_explained"
            ),
        ]

    def __str__(self):
        return self.what
