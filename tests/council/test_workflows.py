"""The tables of states against a second copy of the law, written by hand."""

import datetime
import itertools

import pytest
import time_machine
from django.utils import timezone

from council.models import NominationCall, Proposal, Session
from council.services import proposals as proposal_verbs
from council.workflows.nomination import NOMINATION
from council.workflows.proposal import PROPOSAL
from council.workflows.session import SESSION
from office.refusal import refusal_of
from tests.factories import council as make

pytestmark = pytest.mark.django_db

PEOPLE = ("office", "body", "other_body", "register", "ngo", "other_ngo")

# (state, person) -> steps that are possible; every other step is refused. The deadline has passed and every
# proposal is checked, one of them valid.
CALL = {
    ("draft", "office"): {"publish", "cancel"},
    ("draft", "body"): {"publish", "cancel"},
    ("published", "office"): {"publish_list", "cancel"},
    ("published", "body"): {"publish_list", "cancel"},
    ("listed", "office"): {"appoint", "cancel"},
    ("listed", "body"): {"appoint", "cancel"},
}
PROPOSAL_OPEN = {
    ("draft", "ngo"): {"submit", "withdraw"},
    ("submitted", "ngo"): {"withdraw"},
}
PROPOSAL_CLOSED = {
    **PROPOSAL_OPEN,  # the second of arrival is judged by the service
    ("submitted", "office"): {"accept", "reject"},
    ("submitted", "body"): {"accept", "reject"},
    ("valid", "office"): {"reject"},
    ("valid", "body"): {"reject"},
    ("invalid", "office"): {"accept"},
    ("invalid", "body"): {"accept"},
}
SESSIONS = {
    ("scheduled", "office"): {"hold", "cancel"},
    ("held", "office"): {"adopt_minutes"},
}


def people(body, owner):
    """Six people, each with another right."""
    return {
        "office": make.officer(),
        "body": make.officer(body, "body_officer"),
        "other_body": make.officer(make.body(), "body_officer"),
        "register": make.officer(role="registry_officer"),
        "ngo": owner,
        "other_ngo": make.ngo()[0],
    }


def possible(workflow, obj, person) -> set[str]:
    """Names of the steps the table lets this person take now."""
    steps = (step.name for step in workflow.transitions)
    return {name for name in steps if refusal_of(workflow.check, obj, name, by=person, note="razlog") is None}


def test_nomination_call():
    body = make.body()
    office = make.officer()
    call = make.open_call(body, by=office)
    proposal = make.filed(call, "Ana Marić")
    crowd = people(body, proposal.submitted_by)
    with make.after_deadline(call):
        make.judge(proposal, by=office)
        for state, who in itertools.product(NominationCall.State.values, PEOPLE):
            call.state = state
            assert possible(NOMINATION, call, crowd[who]) == CALL.get((state, who), set()), (state, who)


@pytest.mark.parametrize(("closed", "table"), [(False, PROPOSAL_OPEN), (True, PROPOSAL_CLOSED)])
def test_proposal(closed, table):
    body = make.body()
    call = make.open_call(body)
    proposal = make.filed(call, "Ana Marić")
    crowd = people(body, proposal.submitted_by)
    at = call.deadline + datetime.timedelta(days=1) if closed else timezone.now()
    with time_machine.travel(at, tick=False):
        for state, who in itertools.product(Proposal.State.values, PEOPLE):
            proposal.state = state
            assert possible(PROPOSAL, proposal, crowd[who]) == table.get((state, who), set()), (state, who)


def test_a_proposal_stands_still_when_its_call_is_over():
    call = make.open_call()
    proposal = make.filed(call, "Ana Marić")
    office = make.officer()
    with make.after_deadline(call):
        for state in ("draft", "listed", "appointed", "cancelled", "no_valid"):
            proposal.call.state = state
            assert possible(PROPOSAL, proposal, proposal.submitted_by) == set()
            assert possible(PROPOSAL, proposal, office) == set()


def test_session():
    office = make.officer()
    session = make.session(make.council(by=office), by=office)
    session.minutes = "Zapisnik."
    crowd = people(make.body(), make.ngo()[0])
    for state, who in itertools.product(Session.State.values, PEOPLE):
        session.state = state
        assert possible(SESSION, session, crowd[who]) == SESSIONS.get((state, who), set()), (state, who)


def test_a_call_for_the_council_is_run_by_its_keepers_only():
    office = make.officer()
    council = make.council(by=office, filled=False)
    body = make.body()
    seat = council.seats.get(name="volonterizam")
    call = make.draft_call(
        body, by=office, kind="council", council=council, seats=[{"name": seat.name, "council_seat": seat}]
    )
    assert possible(NOMINATION, call, make.officer(body, "body_officer")) == set()
    assert possible(NOMINATION, call, office) == {"publish", "cancel"}


def test_conditions_of_the_steps():
    """What a step asks beside the right and the state."""
    office = make.officer()
    empty = make.draft_call(by=office)
    empty.seats.all().delete()
    assert possible(NOMINATION, empty, office) == {"cancel"}
    call = make.open_call(by=office)
    assert possible(NOMINATION, call, office) == {"cancel"}  # the deadline has not passed
    proposal = make.filed(call, "Ana Marić")
    with make.after_deadline(call):
        assert possible(NOMINATION, call, office) == {"cancel"}  # not checked yet
        make.judge(proposal, by=office, failing="tax")
        assert possible(NOMINATION, call, office) == {"end_without_valid", "cancel"}
    assert str(refusal_of(NOMINATION.check, call, "cancel", by=office, note=" ").reason).startswith(
        "Write the reason"
    )
    assert proposal_verbs.missing_of(proposal) == []
