"""The Council: a new composition, its members, the end of a mandate, the deputy president."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from council.models import Council, CouncilAppointment, CouncilSeat
from council.rules import check_keeps_council
from ngo_registry.models import Organisation
from office.audit import record
from office.refusal import Refused
from office.rulebooks import rules_for
from office.service import locked, service

Kind = CouncilSeat.Kind


@service
def form_council(
    *,
    name: str,
    act_number: str,
    act_date: datetime.date,
    appointed_on: datetime.date,
    by: Any,
    president: str,
    state_seats: Iterable[str],
    ngo_seats: Iterable[str],
    ends_on: datetime.date | None = None,
    tasks: str = "",
) -> Council:
    """Enter a new composition of the Council: its act, its term and its seats as the rulebook counts them."""
    check_keeps_council(by)
    rules = rules_for(None, appointed_on).council
    state_seats, ngo_seats = list(state_seats), list(ngo_seats)
    for names, rule, field in (
        (state_seats, rules.state_seats, "state_seats"),
        (ngo_seats, rules.ngo_seats, "ngo_seats"),
    ):
        if rule.value is not None and len(names) != rule.value:
            raise Refused(
                _("The Council has %(due)s such seats, the list names %(given)s.")
                % {"due": rule.value, "given": len(names)},
                law=rule.law,
                field=field,
            )
    if ends_on is None and rules.term_years.value is None:
        raise Refused(_("The rulebook sets no term: write until when the mandate lasts."), field="ends_on")
    last = Council.objects.select_for_update().order_by("-number").first()
    if last and appointed_on <= last.appointed_on:
        raise Refused(_("A newer composition of the Council is already entered."), field="appointed_on")
    council = Council.objects.create(
        name=name,
        number=last.number + 1 if last else 1,
        act_number=act_number,
        act_date=act_date,
        appointed_on=appointed_on,
        ends_on=ends_on or end_of_term(appointed_on, rules.term_years.value),
        tasks=tasks,
        created_by=by,
    )
    rows = [
        (Kind.PRESIDENT, president),
        *((Kind.STATE, n) for n in state_seats),
        *((Kind.NGO, n) for n in ngo_seats),
    ]
    CouncilSeat.objects.bulk_create(
        CouncilSeat(council=council, kind=kind, name=seat, order=order)
        for order, (kind, seat) in enumerate(rows, start=1)
    )
    record("form", council, by=by, data={"seats": len(rows), "ends_on": council.ends_on})
    return council


@service
def appoint_member(
    *,
    seat: CouncilSeat,
    person_name: str,
    starts_on: datetime.date,
    act_number: str,
    by: Any,
    function: str = "",
    organisations: Iterable[Organisation] = (),
) -> CouncilAppointment:
    """Enter who takes a seat, by which act, from which day; the mandate ends with that of the Council."""
    check_keeps_council(by)
    seat = locked(seat)
    council = seat.council
    if seat.appointments.filter(ended_on__isnull=True).exists():
        raise Refused(
            _("The seat “%(seat)s” is held by someone: end that mandate first.") % {"seat": seat.name}
        )
    if not council.appointed_on <= starts_on <= council.ends_on:
        raise Refused(_("The mandate lies outside the term of this composition."), field="starts_on")
    before = seat.appointments.order_by("-ended_on").first()
    if before and starts_on <= before.ended_on:
        raise Refused(_("The former member held the seat on that day."), field="starts_on")
    appointment = CouncilAppointment.objects.create(
        seat=seat,
        person_name=person_name,
        function=function,
        act_number=act_number,
        starts_on=starts_on,
        ends_on=council.ends_on,
    )
    appointment.organisations.set(organisations)
    record("appoint", appointment, by=by, data={"seat": seat.name, "act": act_number})
    return appointment


@service
def end_appointment(
    *, appointment: CouncilAppointment, ended_on: datetime.date, end_reason: str, by: Any, end_act: str = ""
) -> CouncilAppointment:
    """End a mandate before its term, with the reason; the seat is free for a supplementary call."""
    check_keeps_council(by)
    appointment = locked(appointment)
    if appointment.ended_on:
        raise Refused(_("This mandate has already ended."))
    if not appointment.starts_on <= ended_on <= appointment.ends_on:
        raise Refused(_("The end lies outside the mandate."), field="ended_on")
    appointment.ended_on, appointment.end_reason, appointment.end_act = ended_on, end_reason, end_act
    appointment.deputy_since = None
    appointment.save(update_fields=["ended_on", "end_reason", "end_act", "deputy_since"])
    record("end", appointment, by=by, note=appointment.get_end_reason_display(), data={"ended_on": ended_on})
    return appointment


@service
def choose_deputy(*, appointment: CouncilAppointment, since: datetime.date, by: Any) -> CouncilAppointment:
    """Enter the deputy president, elected by the Council from the members who represent NGOs."""
    check_keeps_council(by)
    appointment = locked(appointment)
    if appointment.seat.kind != Kind.NGO:
        raise Refused(_("The deputy president is elected from the members who represent NGOs."))
    if not appointment.holds_on(since):
        raise Refused(_("The member does not hold the seat on that day."), field="since")
    CouncilAppointment.objects.filter(
        seat__council=appointment.seat.council, deputy_since__isnull=False
    ).update(deputy_since=None)
    appointment.deputy_since = since
    appointment.save(update_fields=["deputy_since"])
    record("choose_deputy", appointment, by=by, data={"since": since})
    return appointment


def end_of_term(day: datetime.date, years: int) -> datetime.date:
    """The last day of a term of so many years that begins on `day`."""
    try:
        same = day.replace(year=day.year + years)
    except ValueError:
        same = datetime.date(day.year + years, 3, 1)
    return same - datetime.timedelta(days=1)
