"""Public calls by which NGOs name the people who represent them in public bodies."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.models import Area, Body, RulebookVersion

GRACE = datetime.timedelta(seconds=1)  # the last second of the deadline still counts whole


class NominationCallQuerySet(models.QuerySet):
    """Adjectives of nomination calls."""

    def public(self) -> "NominationCallQuerySet":
        """Calls the public may read: all but drafts."""
        return self.exclude(published_at__isnull=True)

    def open(self, at: datetime.datetime) -> "NominationCallQuerySet":
        """Published calls whose deadline has not passed."""
        return self.filter(state=NominationCall.State.PUBLISHED, deadline__gt=at - GRACE)

    def to_check(self, at: datetime.datetime) -> "NominationCallQuerySet":
        """Published calls past their deadline: the office checks proposals and publishes the list."""
        return self.filter(state=NominationCall.State.PUBLISHED, deadline__lte=at - GRACE)

    def results(self) -> "NominationCallQuerySet":
        """Calls with a published list or an outcome."""
        State = NominationCall.State
        return self.filter(state__in=[State.LISTED, State.APPOINTED, State.NO_VALID])


class NominationCall(models.Model):
    """A public call for NGO representatives: for a commission, the Council or a working body."""

    class Kind(models.TextChoices):
        COMMISSION = "commission", _("commission for the allocation of funds")
        COUNCIL = "council", _("Council")
        WORKING_BODY = "working_body", _("working body")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        LISTED = "listed", _("list published")
        APPOINTED = "appointed", _("representatives appointed")
        CANCELLED = "cancelled", _("cancelled")
        NO_VALID = "no_valid", _("ended without a valid proposal")

    kind = models.CharField(_("for"), max_length=20, choices=Kind.choices)
    body = models.ForeignKey(Body, models.PROTECT, related_name="nomination_calls", verbose_name=_("body"))
    council = models.ForeignKey(
        "council.Council",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nomination_calls",
        verbose_name=_("composition of the Council"),
    )
    title = models.CharField(_("title"), max_length=300)
    subject = models.TextField(_("what the representatives will do"), blank=True)
    field_of_work = models.CharField(_("field in which experience is asked"), max_length=300, blank=True)
    own_days = models.PositiveSmallIntegerField(
        _("days for proposals, where the rulebook sets none"), null=True, blank=True
    )
    contact = models.CharField(_("who answers questions"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    number = models.CharField(_("number"), max_length=60, blank=True)
    rulebook = models.ForeignKey(RulebookVersion, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    deadline = models.DateTimeField(_("deadline for proposals"), null=True, blank=True)
    list_due = models.DateField(_("the list is due by"), null=True, blank=True)
    list_number = models.CharField(_("number of the list"), max_length=60, blank=True)
    listed_at = models.DateTimeField(_("list published"), null=True, blank=True)
    act_number = models.CharField(_("number of the act of appointment"), max_length=60, blank=True)
    appointed_on = models.DateField(_("appointed on"), null=True, blank=True)
    end_reason = models.TextField(_("reason of the end"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = NominationCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for NGO representatives")
        verbose_name_plural = _("calls for NGO representatives")
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["state", "deadline"], name="nomination_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, deadline__isnull=True, number="")
                | (Q(published_at__isnull=False, deadline__isnull=False) & ~Q(number="")),
                name="nomination_published_has_number_and_deadline",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"]) | Q(published_at__isnull=False),
                name="nomination_left_draft_by_publication",
            ),
            models.CheckConstraint(
                condition=Q(deadline__isnull=True) | Q(deadline__gt=F("published_at")),
                name="nomination_deadline_after_publication",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["listed", "appointed"])
                | (Q(listed_at__isnull=False) & ~Q(list_number="")),
                name="nomination_listed_has_a_list",
            ),
            models.CheckConstraint(
                condition=~Q(state="appointed") | (Q(appointed_on__isnull=False) & ~Q(act_number="")),
                name="nomination_appointed_has_an_act",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(end_reason=""), name="nomination_cancelled_says_why"
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="nomination_number_once"
            ),
        ]

    def __str__(self):
        return self.title

    def is_open(self, at: datetime.datetime | None = None) -> bool:
        """May proposals still be handed in at that moment? The last second counts whole."""
        at = at or timezone.now()
        return self.state == self.State.PUBLISHED and at < self.deadline + GRACE

    @property
    def is_past_deadline(self) -> bool:
        """Has the time for proposals run out?"""
        return self.deadline is not None and timezone.now() >= self.deadline + GRACE


class NominationSeat(models.Model):
    """One area of a call and the number of places in it; the whole call when it has one area only."""

    call = models.ForeignKey(NominationCall, models.CASCADE, related_name="seats")
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    name = models.CharField(_("area or place"), max_length=200)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("area")
    )
    places = models.PositiveSmallIntegerField(_("number of places"), default=1)
    council_seat = models.ForeignKey(
        "council.CouncilSeat", models.PROTECT, null=True, blank=True, related_name="nomination_seats"
    )

    class Meta:
        verbose_name = _("place to be filled")
        verbose_name_plural = _("places to be filled")
        ordering = ["call", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "name"], name="nomination_seat_once_in_call"),
            models.CheckConstraint(condition=Q(places__gte=1), name="nomination_seat_has_a_place"),
            models.CheckConstraint(
                condition=Q(council_seat__isnull=True) | Q(places=1),
                name="nomination_council_seat_is_one_place",
            ),
        ]

    def __str__(self):
        return self.name


class TieDecision(models.Model):
    """The written choice of the office between candidates with equally many valid proposals."""

    seat = models.ForeignKey(NominationSeat, models.PROTECT, related_name="tie_decisions")
    candidate_key = models.CharField(max_length=200)
    reason = models.TextField(_("reason"))
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("decision between equal candidates")
        verbose_name_plural = _("decisions between equal candidates")
        constraints = [
            models.UniqueConstraint(fields=["seat", "candidate_key"], name="tie_decided_once_for_candidate"),
            models.CheckConstraint(condition=~Q(reason=""), name="tie_decision_has_reason"),
        ]

    def __str__(self):
        return f"{self.seat}: {self.candidate_key}"
