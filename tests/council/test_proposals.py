"""Proposals of NGOs: in time to the second, once, by those who may, with nothing lost.

Rules tried: council.experience_years, council.ngo_conditions, council.candidate_conditions.
"""

import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from post_office.models import Email

from council.models import Proposal, ProposalFile
from council.services import proposals
from council.services.nominations import check_proposal
from office.refusal import Refused
from tests.factories import council as make
from tests.factories.registry import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF"
)


@pytest.fixture
def ready():
    """A whole draft in an open call: (call, draft, person)."""
    call = make.open_call()
    person, organisation = make.ngo()
    return call, make.draft_of(call, "Ana Marić", person=person, organisation=organisation), person


def test_receipt_number_and_letter(ready):
    call, draft, person = ready
    proposal = proposals.submit_proposal(proposal=draft, by=person, at=timezone.now())
    assert (proposal.state, proposal.number) == (
        "submitted",
        f"{call.body.code.upper()}-PK-{timezone.localdate().year}-0001",
    )
    letter = Email.objects.get(to=person.email)
    assert letter.subject.endswith(proposal.number)
    assert call.title in letter.message


@pytest.mark.parametrize(
    ("seconds", "taken"), [(-1, True), (0, True), (0.999, True), (1, False), (3600, False)]
)
def test_the_last_second_counts_whole(ready, seconds, taken):
    call, draft, person = ready
    assert timezone.localtime(call.deadline).strftime("%H:%M:%S") == "23:59:59"
    at = call.deadline + datetime.timedelta(seconds=seconds)
    with time_machine.travel(at + datetime.timedelta(minutes=5), tick=False):  # the queue was long
        if taken:
            assert proposals.submit_proposal(proposal=draft, by=person, at=at).submitted_at == at
        else:
            with pytest.raises(Refused, match="deadline passed") as no:
                proposals.submit_proposal(proposal=draft, by=person, at=at)
            assert no.value.law == "Uredba o izboru predstavnika NVO 41/18"
            draft.refresh_from_db()
            assert (draft.state, draft.candidate_name, draft.number) == ("draft", "Ana Marić", "")


def test_a_second_submit_of_the_same_draft_names_the_first(ready):
    _call, draft, person = ready
    first = proposals.submit_proposal(proposal=draft, by=person, at=timezone.now())
    with pytest.raises(Refused, match=first.number):
        proposals.submit_proposal(proposal=draft, by=person, at=timezone.now())


def test_one_candidate_for_each_place(ready):
    call, draft, person = ready
    proposals.submit_proposal(proposal=draft, by=person, at=timezone.now())
    with pytest.raises(Refused, match="one candidate is allowed"):
        proposals.start_draft(call=call, organisation=draft.organisation, by=person, at=timezone.now())
    with pytest.raises(IntegrityError, match="one_proposal_per_ngo_and_seat"), transaction.atomic():
        Proposal.objects.create(
            call=call,
            seat=draft.seat,
            organisation=draft.organisation,
            candidate_name="Drugi",
            candidate_key="drugi",
        )


def test_opening_twice_finds_the_same_draft(ready):
    call, draft, person = ready
    again = proposals.start_draft(call=call, organisation=draft.organisation, by=person, at=timezone.now())
    assert again.pk == draft.pk


def test_what_is_missing_is_said_and_the_draft_stays(ready):
    _call, draft, person = ready
    proposals.save_draft(proposal=draft, by=person, candidate_name="Ana", experience="", stated=["statute"])
    with pytest.raises(Refused) as no:
        proposals.submit_proposal(proposal=draft, by=person, at=timezone.now())
    assert str(no.value.reason) == (
        "The proposal is not complete: name and surname of the candidate; experience of the candidate; "
        "statements on conditions that are not ticked: 7."
    )
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_missing_papers_only_warn(ready):
    _call, draft, person = ready
    assert len(proposals.missing_papers_of(draft)) == 5
    assert proposals.submit_proposal(proposal=draft, by=person, at=timezone.now()).state == "submitted"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cv.pdf", b""),
        ("cv.pdf", b"<html><script>alert(1)</script></html>"),
        ("cv.exe", b"MZ" + b"\0" * 100),
        ("cv.png", PDF),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_lost(ready, name, data):
    _call, draft, person = ready
    with pytest.raises(Refused):
        proposals.add_file(proposal=draft, kind="cv", upload=SimpleUploadedFile(name, data), by=person)
    draft.refresh_from_db()
    assert (draft.candidate_name, draft.state, ProposalFile.objects.count()) == ("Ana Marić", "draft", 0)


def test_withdrawn_until_the_deadline_and_proposed_again(ready):
    call, draft, person = ready
    proposal = proposals.submit_proposal(proposal=draft, by=person, at=timezone.now())
    late = call.deadline + datetime.timedelta(seconds=1)
    with pytest.raises(Refused, match="deadline passed"):
        proposals.withdraw_proposal(proposal=proposal, by=person, at=late)
    assert proposals.withdraw_proposal(proposal=proposal, by=person, at=call.deadline).state == "withdrawn"
    again = proposals.start_draft(call=call, organisation=draft.organisation, by=person, at=timezone.now())
    assert again.pk != draft.pk


def test_who_may_propose():
    call = make.open_call()
    person, organisation = make.ngo()
    facts = {"call": call, "at": timezone.now()}
    with pytest.raises(Refused, match="do not act"):
        proposals.start_draft(organisation=organisation, by=make.ngo()[0], **facts)
    viewer = MembershipFactory(organisation=organisation, role="viewer").user
    with pytest.raises(Refused, match="role"):
        proposals.start_draft(organisation=organisation, by=viewer, **facts)
    deleted = OrganisationFactory(deleted=True)
    with pytest.raises(Refused, match="deleted from the register"):
        proposals.start_draft(organisation=deleted, by=MembershipFactory(organisation=deleted).user, **facts)
    assert proposals.start_draft(organisation=organisation, by=person, **facts).state == "draft"


def test_registered_after_the_call():
    call = make.open_call()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    person, organisation = make.ngo(registered_on=tomorrow)
    draft = make.draft_of(call, "Ana Marić", person=person, organisation=organisation)
    with pytest.raises(Refused, match="after the call was published"):
        proposals.submit_proposal(proposal=draft, by=person, at=timezone.now())


def test_the_check_answers_every_condition_with_a_reason():
    office = make.officer()
    call = make.open_call(by=office)
    proposal = make.filed(call, "Ana Marić")
    every = dict.fromkeys(proposal.conditions.values_list("key", flat=True), (True, ""))
    assert sorted(every) == [
        "activity",
        "experience",
        "governing",
        "independent",
        "registered",
        "residence",
        "statute",
        "tax",
    ]
    with pytest.raises(Refused, match="after the deadline"):
        check_proposal(proposal=proposal, answers=every, by=office)
    with make.after_deadline(call):
        with pytest.raises(Refused, match="Answer every condition"):
            check_proposal(proposal=proposal, answers={"tax": (True, "")}, by=office)
        with pytest.raises(Refused, match="Write why"):
            check_proposal(proposal=proposal, answers={**every, "tax": (False, "")}, by=office)
        assert set(proposal.conditions.values_list("met", flat=True)) == {None}
        checked = check_proposal(
            proposal=proposal, answers={**every, "tax": (False, "Nema bilansa.")}, by=office
        )
        assert (checked.state, checked.reason) == (
            "invalid",
            "Nema bilansa. (Uredba o izboru predstavnika NVO 41/18)",
        )
        checked = check_proposal(
            proposal=checked, answers={**every, "tax": (False, "Bilans nije predat.")}, by=office
        )
        assert checked.reason.startswith("Bilans nije predat.")
        assert check_proposal(proposal=checked, answers=every, by=office).state == "valid"
