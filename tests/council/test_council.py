"""The Council: seats, mandates, sessions, quorum, conclusions.

Rules tried: council.state_seats, council.ngo_seats, council.areas, council.term_years,
council.quorum_percent.
"""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from council.models import Conclusion, CouncilAppointment
from council.queries import current_council, next_session, seat_rows
from council.services import composition, sessions
from office.refusal import Refused
from tests.council.checks import broken
from tests.factories import council as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """An officer of the office."""
    return make.officer()


def test_president_and_twelve_for_three_years(office):
    council = make.council(by=office, appointed_on=datetime.date(2026, 3, 1))
    assert (council.number, council.ends_on) == (1, datetime.date(2029, 2, 28))
    kinds = list(council.seats.values_list("kind", flat=True))
    assert (kinds.count("president"), kinds.count("state"), kinds.count("ngo")) == (1, 6, 6)
    assert [row.seat.name for row in seat_rows(council)][7:] == list(make.AREAS)
    assert broken() == []


def test_the_rulebook_counts_the_seats(office):
    day = timezone.localdate()
    facts = {
        "name": "Savjet",
        "act_number": "1",
        "act_date": day,
        "appointed_on": day,
        "president": "ministar",
    }
    with pytest.raises(Refused, match="6 such seats, the list names 2") as no:
        composition.form_council(**facts, state_seats=["a", "b"], ngo_seats=make.AREAS, by=office)
    assert (no.value.law, no.value.field) == ("Odluka o Savjetu", "state_seats")


def test_a_seat_is_held_by_one(office):
    council = make.council(by=office)
    seat = council.seats.get(name="volonterizam")
    day = timezone.localdate()
    with pytest.raises(Refused, match="held by someone"):
        composition.appoint_member(seat=seat, person_name="Drugi", starts_on=day, act_number="2", by=office)
    with pytest.raises(IntegrityError, match="council_seat_held_by_one"), transaction.atomic():
        CouncilAppointment.objects.create(
            seat=seat, person_name="Drugi", act_number="2", starts_on=day, ends_on=council.ends_on
        )


def test_a_mandate_ends_with_a_reason_and_the_seat_is_filled_anew(office):
    council = make.council(by=office)
    seat = council.seats.get(name="volonterizam")
    member = seat.appointments.get()
    day = timezone.localdate()
    composition.end_appointment(appointment=member, ended_on=day, end_reason="own_request", by=office)
    with pytest.raises(Refused, match="former member"):
        composition.appoint_member(
            seat=seat, person_name="Nova Članica", starts_on=day, act_number="2", by=office
        )
    tomorrow = day + datetime.timedelta(days=1)
    composition.appoint_member(
        seat=seat, person_name="Nova Članica", starts_on=tomorrow, act_number="2", by=office
    )
    row = next(row for row in seat_rows(council, tomorrow) if row.seat == seat)
    assert (row.member.person_name, [former.person_name for former in row.former]) == (
        "Nova Članica",
        [member.person_name],
    )
    assert broken() == []


def test_the_deputy_comes_from_the_ngo_members(office):
    council = make.council(by=office)
    day = timezone.localdate()
    state = CouncilAppointment.objects.filter(seat__kind="state").first()
    with pytest.raises(Refused, match="represent NGOs"):
        composition.choose_deputy(appointment=state, since=day, by=office)
    first, second = CouncilAppointment.objects.filter(seat__kind="ngo")[:2]
    composition.choose_deputy(appointment=first, since=day, by=office)
    composition.choose_deputy(appointment=second, since=day, by=office)
    assert [row.member.pk for row in seat_rows(council) if row.is_deputy] == [second.pk]


def test_others_do_not_keep_the_council():
    council = make.council()
    with pytest.raises(Refused, match="kept by the office"):
        composition.end_appointment(
            appointment=CouncilAppointment.objects.first(),
            ended_on=timezone.localdate(),
            end_reason="absence",
            by=make.officer(make.body(), "body_officer"),
        )
    assert current_council() == council


def test_session_from_call_to_adopted_minutes(office):
    council = make.council(by=office)
    coming = make.session(council, by=office, days=7)
    assert next_session() == coming
    with pytest.raises(Refused, match="not taken place"):
        sessions.hold_session(session=coming, present=[], by=office)
    session = make.session(council, by=office, days=-2, items=3, held=True)
    assert (session.number, session.members, session.present, session.quorum_needed) == (2, 13, 13, 7)
    due = timezone.localdate() + datetime.timedelta(days=30)
    sessions.add_conclusion(
        session=session, text="Usvaja se izvještaj.", carrier="Direktorat", due=due, by=office
    )
    with pytest.raises(Refused, match="Write the minutes"):
        sessions.adopt_minutes(session=session, on=timezone.localdate(), by=office)
    sessions.write_minutes(session=session, minutes="Zapisnik.", by=office)
    assert (
        sessions.adopt_minutes(session=session, on=timezone.localdate(), by=office).state == "minutes_adopted"
    )
    conclusion = Conclusion.objects.get()
    with pytest.raises(Refused, match="what was done"):
        sessions.report_conclusion(conclusion=conclusion, status="partly", note="", by=office)
    assert (
        sessions.report_conclusion(conclusion=conclusion, status="done", note="", by=office).status == "done"
    )
    assert broken() == []


@pytest.mark.parametrize(("there", "quorum"), [(6, False), (7, True)])
def test_more_than_half_is_a_quorum(office, there, quorum):
    council = make.council(by=office)
    session = make.session(council, by=office)
    members = sessions.members_on(council, timezone.localtime(session.at).date())
    session = sessions.hold_session(session=session, present=members[:there], by=office)
    assert session.has_quorum is quorum
    facts = {"session": session, "text": "Zaključak.", "carrier": "Direktorat", "by": office}
    if quorum:
        assert sessions.add_conclusion(**facts).order == 1
    else:
        with pytest.raises(Refused, match="no quorum"):
            sessions.add_conclusion(**facts)


def test_the_agenda_keeps_its_order(office):
    session = make.session(make.council(by=office), by=office, items=3)
    sessions.remove_item(item=session.items.get(order=1), by=office)
    assert list(session.items.values_list("order", "title")) == [(1, "Tačka 2"), (2, "Tačka 3")]


def test_a_conclusion_past_its_day_is_overdue(office):
    session = make.session(make.council(by=office), by=office, days=-5, held=True)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    conclusion = sessions.add_conclusion(
        session=session, text="Rok.", carrier="MJU", due=yesterday, by=office
    )
    assert (conclusion.is_overdue, conclusion.days_overdue) == (True, 1)


def test_laws_find_a_broken_mandate(office):
    council = make.council(by=office)
    member = CouncilAppointment.objects.first()
    CouncilAppointment.objects.filter(pk=member.pk).update(
        ends_on=council.ends_on + datetime.timedelta(days=9)
    )
    assert broken() == [f"appointment {member.pk} lies outside the mandate of its Council"]
