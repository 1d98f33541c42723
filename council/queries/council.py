"""What pages ask about the Council: who sits in it, when it meets, what it concluded."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from council.models import AgendaItem, Conclusion, Council, CouncilAppointment, CouncilSeat, Session
from ngo_registry.models import Organisation
from office.models import AuditEvent


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat as it stands on a day: who holds it, who held it before."""

    seat: CouncilSeat
    member: CouncilAppointment | None
    former: tuple[CouncilAppointment, ...]

    @property
    def is_deputy(self) -> bool:
        """Is the member deputy president?"""
        return bool(self.member and self.member.deputy_since)

    @property
    def proposers(self) -> list[Organisation]:
        """Organisations that proposed the member."""
        return list(self.member.organisations.all()) if self.member else []


def current_council(day: datetime.date | None = None) -> Council | None:
    """The composition whose mandate runs, else the last one that was appointed."""
    day = day or timezone.localdate()
    running = Council.objects.current(day).order_by("-number").first()
    return running or Council.objects.filter(appointed_on__lte=day).order_by("-number").first()


def seat_rows(council: Council, day: datetime.date | None = None) -> list[SeatRow]:
    """All seats in order with their members on that day (three queries)."""
    day = day or timezone.localdate()
    seats = council.seats.prefetch_related("appointments__organisations").order_by("order", "pk")
    return [_row(seat, day) for seat in seats]


def _row(seat: CouncilSeat, day: datetime.date) -> SeatRow:
    appointments = sorted(seat.appointments.all(), key=lambda a: (a.starts_on, a.pk))
    last_day = min(day, max((a.ends_on for a in appointments), default=day))
    member = next((a for a in appointments if a.holds_on(last_day)), None)
    return SeatRow(seat, member, tuple(a for a in appointments if a is not member and a.ended_on))


def councils() -> QuerySet[Council]:
    """All compositions, the newest first."""
    held = Q(seats__appointments__isnull=False, seats__appointments__ended_on__isnull=True)
    return Council.objects.annotate(
        seat_count=Count("seats", distinct=True), member_count=Count("seats", held, distinct=True)
    ).order_by("-number")


def sessions_of(council: Council) -> QuerySet[Session]:
    """Sessions of a composition, the newest first, with the sizes of agenda and conclusions."""
    return council.sessions.annotate(
        item_count=Count("items", distinct=True), conclusion_count=Count("conclusions", distinct=True)
    ).order_by("-at", "-pk")


def all_sessions() -> QuerySet[Session]:
    """Sessions of all compositions, the newest first."""
    return Session.objects.select_related("council", "minutes_file").order_by("-at", "-pk")


def session_pages() -> QuerySet[Session]:
    """Sessions with all a page of one shows."""
    return Session.objects.select_related("council", "minutes_file").prefetch_related(
        "items__stored", "conclusions__item", "attendances__appointment__seat"
    )


def next_session(at: datetime.datetime | None = None) -> Session | None:
    """The next scheduled session."""
    coming = Session.objects.filter(state=Session.State.SCHEDULED, at__gte=at or timezone.now())
    return coming.select_related("council").order_by("at").first()


def open_conclusions() -> QuerySet[Conclusion]:
    """Conclusions that are not carried out yet, the oldest deadline first."""
    waiting = [Conclusion.Status.OPEN, Conclusion.Status.PARTLY, Conclusion.Status.CONTINUOUS]
    rows = Conclusion.objects.filter(status__in=waiting).select_related("session__council")
    return rows.order_by("due", "pk")


def seats_of_organisation(organisation: Organisation) -> QuerySet[CouncilAppointment]:
    """Seats in the Council held by persons the organisation proposed."""
    rows = organisation.council_appointments.select_related("seat__council")
    return rows.order_by("-starts_on", "pk")


def seats_taken(
    keys: list[int], since: datetime.datetime, until: datetime.datetime
) -> list[tuple[int, CouncilAppointment, datetime.datetime]]:
    """Organisation, appointment and the moment it was entered, of appointments entered in this time."""
    through = CouncilAppointment.organisations.through.objects.filter(organisation__in=keys)
    pairs = list(through.values_list("organisation_id", "councilappointment_id"))
    if not pairs:
        return []
    entered = AuditEvent.objects.filter(
        subject=CouncilAppointment._meta.label_lower,
        subject_id__in=[str(pk) for _key, pk in pairs],
        action="appoint",
        at__gt=since,
        at__lte=until,
    )
    at = {int(pk): moment for pk, moment in entered.values_list("subject_id", "at")}
    rows = CouncilAppointment.objects.select_related("seat").in_bulk(list(at))
    return [(key, rows[pk], at[pk]) for key, pk in pairs if pk in rows]


def seats() -> QuerySet[CouncilSeat]:
    """All seats with their composition."""
    return CouncilSeat.objects.select_related("council")


def members() -> QuerySet[CouncilAppointment]:
    """All appointments with seat and composition."""
    return CouncilAppointment.objects.select_related("seat__council")


def agenda_items() -> QuerySet[AgendaItem]:
    """All points of agendas with their session."""
    return AgendaItem.objects.select_related("session")


def conclusions() -> QuerySet[Conclusion]:
    """All conclusions with session and composition."""
    return Conclusion.objects.select_related("session__council")


def past_scheduled(at: datetime.datetime) -> QuerySet[Session]:
    """Sessions whose hour has passed and for which nothing is entered yet."""
    return Session.objects.filter(state=Session.State.SCHEDULED, at__lt=at).order_by("at")


def overdue_conclusions(day: datetime.date) -> QuerySet[Conclusion]:
    """Conclusions past their day that are not carried out."""
    waiting = [Conclusion.Status.OPEN, Conclusion.Status.PARTLY]
    return Conclusion.objects.filter(status__in=waiting, due__lt=day).order_by("due", "pk")
