"""Calls for representatives from draft to appointment, through the services.

Rules tried: council.nomination_days, council.list_days, council.selection.
"""

import datetime

import pytest
import time_machine
from django.utils import timezone

from council.models import CouncilAppointment, ListedCandidate, NominationCall
from council.queries import counted_proposals, leading
from council.services import nominations
from office.audit import timeline
from office.models import Job
from office.refusal import Refused
from tests.council.checks import broken
from tests.factories import council as make

pytestmark = pytest.mark.django_db

PODGORICA = datetime.timezone(datetime.timedelta(hours=2))


def test_published_case_of_the_council_2018():
    """Call of 12.7.2018: ten days end on Sunday 22.7., so proposals came until Monday 23.7.2018."""
    with time_machine.travel(datetime.datetime(2018, 7, 12, 11, 30, tzinfo=PODGORICA), tick=False):
        call = make.open_call()
    assert timezone.localtime(call.deadline).isoformat() == "2018-07-23T23:59:59+02:00"
    assert call.list_due == datetime.date(2018, 7, 30)
    assert call.number.endswith("-JP-2018-0001")


def test_the_rulebook_is_frozen_with_publication():
    call = make.open_call()
    assert call.rulebook.code == "me-2018"
    assert [event.action for event in timeline(call)] == ["draft", "publish"]
    assert call.published_at < call.deadline


def test_most_valid_proposals_wins():
    office = make.officer()
    call = make.open_call(by=office)
    ana = [make.filed(call, "Ana Marić"), make.filed(call, "Ана Марић"), make.filed(call, "ANA MARIC")]
    bojan = [make.filed(call, "Bojan Perić"), make.filed(call, "Bojan Perić")]
    with make.after_deadline(call):
        for proposal in ana[:1] + bojan:
            make.judge(proposal, by=office)
        for proposal in ana[1:]:
            make.judge(proposal, by=office, failing="governing")
        first = leading(call)
        assert (first.candidate_name, first.valid_count) == ("Bojan Perić", 2)
        nominations.publish_list(call=call, by=office)
        call.refresh_from_db()
        assert (call.state, call.list_number.endswith("-0001")) == ("listed", True)
        rows = ListedCandidate.objects.filter(seat__call=call).values_list(
            "place", "name", "valid_count", "selected"
        )
        assert list(rows) == [(1, "Bojan Perić", 2, True), (2, "Ana Marić", 1, False)]
        assert Job.objects.get().kind == "council.nomination_list"
        nominations.appoint(call=call, by=office)
    call.refresh_from_db()
    assert call.state == "appointed"
    assert "-IM-" in call.act_number
    assert broken() == []


def test_without_a_valid_proposal_the_call_ends_and_a_second_official_sits():
    office = make.officer()
    call = make.open_call(by=office, kind="commission")
    proposal = make.filed(call, "Ana Marić")
    with make.after_deadline(call):
        make.judge(proposal, by=office, failing="independent", reason="Kandidatkinja je državna službenica.")
        assert leading(call) is None
        call = nominations.publish_list(call=call, by=office)
    assert call.state == NominationCall.State.NO_VALID
    proposal.refresh_from_db()
    assert proposal.reason == "Kandidatkinja je državna službenica. (Uredba o izboru predstavnika NVO 41/18)"
    with pytest.raises(Refused):
        nominations.appoint(call=call, by=office)


def test_a_call_nobody_answered_ends_too():
    office = make.officer()
    call = make.open_call(by=office)
    with make.after_deadline(call):
        assert nominations.publish_list(call=call, by=office).state == "no_valid"


def test_equal_candidates_need_a_written_choice():
    office = make.officer()
    call = make.open_call(by=office)
    seat = call.seats.get()
    both = [make.filed(call, "Ana Marić"), make.filed(call, "Bojan Perić")]
    with make.after_deadline(call):
        for proposal in both:
            make.judge(proposal, by=office)
        assert leading(call) is None
        with pytest.raises(Refused, match="equally many"):
            nominations.publish_list(call=call, by=office)
        with pytest.raises(Refused, match="reason"):
            nominations.choose_between_equal(seat=seat, candidate_key="bojan peric", reason=" ", by=office)
        with pytest.raises(Refused, match="not among"):
            nominations.choose_between_equal(seat=seat, candidate_key="neko treci", reason="x", by=office)
        nominations.choose_between_equal(
            seat=seat, candidate_key="bojan peric", reason="Duže iskustvo.", by=office
        )
        assert leading(call).candidate_name == "Bojan Perić"
        nominations.publish_list(call=call, by=office)
    chosen = ListedCandidate.objects.get(selected=True)
    assert (chosen.name, chosen.reason) == ("Bojan Perić", "Duže iskustvo.")


def test_two_spellings_are_joined_with_a_reason_and_can_be_separated():
    office = make.officer()
    call = make.open_call(by=office)
    seat = call.seats.get()
    one, other = make.filed(call, "Aleksandra Marić"), make.filed(call, "Saša Marić")
    with make.after_deadline(call):
        for proposal in (one, other):
            make.judge(proposal, by=office)
        join = {"call": call, "seat": seat, "key": "sasa maric", "into": "aleksandra maric", "by": office}
        with pytest.raises(Refused, match="reason"):
            nominations.join_candidates(**join, reason="")
        assert nominations.join_candidates(**join, reason="Ista biografija.") == 1
        assert [(row.key, row.valid_count) for row in counted_proposals(call)[0].candidates] == [
            ("aleksandra maric", 2)
        ]
        other.refresh_from_db()
        nominations.separate_candidate(proposal=other, reason="Greška.", by=office)
        assert len(counted_proposals(call)[0].candidates) == 2
    assert [event.action for event in timeline(call)][-2:] == ["join_candidates", "separate_candidate"]


def test_the_council_is_filled_from_the_list():
    office = make.officer()
    council = make.council(by=office, filled=False)
    seats = council.seats.filter(name__in=["volonterizam", "razvoj NVO"])
    call = make.open_call(
        by=office,
        kind="council",
        council=council,
        seats=[{"name": seat.name, "council_seat": seat} for seat in seats],
    )
    places = {seat.name: seat for seat in call.seats.all()}
    one = make.filed(call, "Ana Marić", seat=places["volonterizam"])
    two = make.filed(call, "Ana Marić", seat=places["volonterizam"])
    with make.after_deadline(call):
        for proposal in (one, two):
            make.judge(proposal, by=office)
        nominations.publish_list(call=call, by=office)
        nominations.appoint(call=call, by=office, act_number="07-2344")
    member = CouncilAppointment.objects.get()
    assert (member.person_name, member.seat.name, member.act_number) == (
        "Ana Marić",
        "volonterizam",
        "07-2344",
    )
    assert set(member.organisations.all()) == {one.organisation, two.organisation}
    assert member.ends_on == council.ends_on
    assert broken() == []


def test_a_published_call_is_not_edited_and_a_cancelled_one_says_why():
    office = make.officer()
    call = make.open_call(by=office)
    with pytest.raises(Refused, match="not changed"):
        nominations.edit_call(call=call, by=office, title="Drugo")
    call = nominations.cancel_call(call=call, reason="Greška u tekstu.", by=office)
    assert (call.state, call.end_reason) == ("cancelled", "Greška u tekstu.")


def test_where_organisations_vote_there_is_no_call_for_the_council(settings):
    office = make.officer()
    council = make.council(by=office, filled=False)
    settings.OFFICE_JURISDICTION = "novi_sad"
    with pytest.raises(Refused, match="no Council"):
        make.draft_call(by=office, kind="council", council=council)


def test_officers_of_another_body_do_not_run_the_call():
    with pytest.raises(Refused, match="own officers"):
        make.draft_call(make.body(), by=make.officer(make.body(), "body_officer"))
