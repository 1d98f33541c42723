"""The Council: its compositions, seats and the people who hold them."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from office.models import Area, Body


class CouncilQuerySet(models.QuerySet):
    """Adjectives of compositions."""

    def current(self, day: datetime.date) -> "CouncilQuerySet":
        """Compositions whose mandate runs on that day."""
        return self.filter(appointed_on__lte=day, ends_on__gte=day)


class Council(models.Model):
    """One composition of the Council, appointed by an act for a term."""

    name = models.CharField(_("name"), max_length=300)
    number = models.PositiveSmallIntegerField(_("composition"), unique=True)
    act_number = models.CharField(_("number of the act"), max_length=60)
    act_date = models.DateField(_("date of the act"))
    appointed_on = models.DateField(_("mandate from"))
    ends_on = models.DateField(_("mandate until"))
    tasks = models.TextField(_("what the Council does"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = _("composition of the Council")
        verbose_name_plural = _("compositions of the Council")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("appointed_on")), name="council_ends_after_it_begins"
            ),
        ]

    def __str__(self):
        return self.name


class CouncilSeat(models.Model):
    """A seat: the president, a state body or an area for which NGOs propose."""

    class Kind(models.TextChoices):
        PRESIDENT = "president", _("president")
        STATE = "state", _("representative of a state body")
        NGO = "ngo", _("representative of NGOs")

    council = models.ForeignKey(Council, models.CASCADE, related_name="seats")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    name = models.CharField(_("area or body"), max_length=200)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("area")
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="council_seats", verbose_name=_("body")
    )

    class Meta:
        verbose_name = _("seat in the Council")
        verbose_name_plural = _("seats in the Council")
        ordering = ["council", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["council", "kind", "name"], name="council_seat_once"),
            models.UniqueConstraint(
                fields=["council"], condition=Q(kind="president"), name="council_has_one_president_seat"
            ),
        ]

    def __str__(self):
        return self.name


class CouncilAppointment(models.Model):
    """A person in a seat, from a day until a day."""

    class EndReason(models.TextChoices):
        OWN_REQUEST = "own_request", _("own request")
        CONDITIONS = "conditions", _("no longer fulfils the conditions")
        ABSENCE = "absence", _("absence from sessions")
        PROPOSER = "proposer", _("proposal of those who proposed the member")
        OFFICE_ENDED = "office_ended", _("end of duty in the state body")
        DEATH = "death", _("death")

    seat = models.ForeignKey(CouncilSeat, models.PROTECT, related_name="appointments")
    person_name = models.CharField(_("name and surname"), max_length=150)
    function = models.CharField(_("function"), max_length=200, blank=True)
    organisations = models.ManyToManyField(
        "ngo_registry.Organisation",
        blank=True,
        related_name="council_appointments",
        verbose_name=_("proposed by"),
    )
    nomination_call = models.ForeignKey(
        "council.NominationCall", models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    act_number = models.CharField(_("number of the act"), max_length=60)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    deputy_since = models.DateField(_("deputy president since"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(
        _("reason of the end"), max_length=20, choices=EndReason.choices, blank=True
    )
    end_act = models.CharField(_("number of the act of dismissal"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["seat", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(ended_on__isnull=True), name="council_seat_held_by_one"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="appointment_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=(Q(ended_on__isnull=True) & Q(end_reason=""))
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="appointment_ended_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")),
                name="appointment_ended_after_it_began",
            ),
        ]

    def __str__(self):
        return self.person_name

    def holds_on(self, day: datetime.date) -> bool:
        """Does the person hold the seat on that day?"""
        return self.starts_on <= day <= min(self.ends_on, self.ended_on or self.ends_on)
