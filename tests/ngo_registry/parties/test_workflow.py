"""Who may do which step of a party's filing, by hand; several people at once; the laws over many rows."""

import datetime

import pytest
from django.utils import timezone

from ngo_registry import conditions
from ngo_registry.models import Complaint, Party, PartyEntry, RegisterFiling
from ngo_registry.services import complaints, decisions, parties
from ngo_registry.services.statements import set_aside
from ngo_registry.workflows import FILING, filing
from office.laws import broken
from office.models import NumberSeries
from office.refusal import Refused, allowed, refusal_of
from tests.factories.filings import refused
from tests.factories.parties import compared, entered_party, online_party, waiting_party, whole_party
from tests.factories.registry import UserFactory
from tests.ngo_registry.test_threads import outcomes

PEOPLE = {
    "applicant": (),  # wrote the application online
    "stranger": (),
    "officer": ("registry_officer",),  # took it
    "second_officer": ("registry_officer",),
    "head": ("registry_head",),
    "office": ("office_head",),
}
STAFF = {"officer", "second_officer", "head"}
ALLOWED = {
    ("draft", "submit"): {"applicant"},
    ("draft", "withdraw"): {"applicant", *STAFF},
    ("submitted", "take"): STAFF,
    ("submitted", "withdraw"): {"applicant", *STAFF},
    ("in_process", "ask_completion"): STAFF,
    ("in_process", "enter"): {"head"},
    ("in_process", "refuse"): {"head"},
    ("in_process", "dismiss"): {"head"},
    ("in_process", "withdraw"): {"applicant", *STAFF},
    ("completion_asked", "complete"): {"applicant", *STAFF},
    ("completion_asked", "dismiss"): {"head"},
    ("completion_asked", "withdraw"): {"applicant", *STAFF},
    ("refused", "appeal"): {"applicant", *STAFF},
    ("dismissed", "appeal"): {"applicant", *STAFF},
    ("appealed", "uphold"): {"head"},
    ("appealed", "confirm"): {"head"},
}


@pytest.fixture
def people(db):
    """One person of every role."""
    return {name: UserFactory(roles=roles) for name, roles in PEOPLE.items()}


def test_every_state_every_step_every_person(people, monkeypatch):
    monkeypatch.setattr(conditions, "conditions", lambda row: [])
    monkeypatch.setattr(filing, "enclosures_complete", lambda row: False)
    row = online_party(people["applicant"], count=1)
    row.taken_by, row.taken_at = people["officer"], timezone.now()
    row.completion_asked_at = timezone.now()
    row.completion_due = timezone.localdate() - datetime.timedelta(days=1)
    Complaint.objects.create(
        filing=row,
        against="refused",
        act_number="O-1",
        text="Nije tako.",
        received_on=timezone.localdate(),
        filed_by=people["officer"],
    )
    found = {}
    for state in RegisterFiling.State.values:
        row.state = state
        for step in FILING.transitions:
            may = {
                name
                for name, by in people.items()
                if allowed(FILING.check, row, step.name, by=by, note="razlog")
            }
            if may:
                found[state, step.name] = may
    assert found == ALLOWED


def test_each_verb_of_the_register_of_parties_belongs_to_its_officers(people):
    party = entered_party(people["officer"], people["head"])
    row = whole_party(people["officer"], name="Druga", short_name="D", count=1)
    statement = row.statements.get()
    verbs = {
        "change": lambda by: parties.open_party_change(party=party, party_change="seat", by=by),
        "deletion": lambda by: parties.open_party_deletion(party=party, by=by),
        "compare": lambda by: parties.confirm_comparison(filing=row, by=by),
        "aside": lambda by: set_aside(statement=statement, reason="razlog", by=by),
    }
    for verb in verbs.values():
        for name in ("applicant", "stranger", "office"):
            with pytest.raises(Refused, match="Only an officer"):
                verb(people[name])
        assert refusal_of(verb, people["officer"]) is None


def test_the_applicant_complains_against_a_refusal(people):
    row = online_party(people["applicant"])
    row.state, row.case_number = "in_process", "R-1"
    row.submitted_at, row.submitted_by = timezone.now(), people["applicant"]
    row.save()
    row = refused(row, people["head"], "Naziv.")
    complaint = complaints.file_complaint(filing=row, text="Nije.", by=people["applicant"])
    assert (complaint.in_time, complaint.against) == (True, "refused")


def test_laws_hold_and_name_what_is_broken(people):
    party = entered_party(people["officer"], people["head"])
    assert [place for _law, place in broken() if "party" in place.lower() or party.number in place] == []
    Party.objects.update(
        founders=199, sort_key="x", status="deleted", deleted_on="2026-11-01", deletion_reason="x"
    )
    found = [place for _law, place in broken() if party.number in place]
    assert len(found) == 3


def test_two_heads_sign_two_parties_of_one_name(fresh_database):
    officer, heads = (
        UserFactory(roles=("registry_officer",)),
        [UserFactory(roles=("registry_head",)) for _n in "ab"],
    )
    rows = [waiting_party(officer), waiting_party(officer)]
    work = lambda n: decisions.enter(filing=rows[n], by=heads[n])  # noqa: E731
    assert outcomes(2, work) == ["done", "refused"]
    assert Party.objects.count() == PartyEntry.objects.count() == 1


def test_numbers_taken_by_eight_at_once_have_no_gap_and_no_double(fresh_database):
    officer, head = UserFactory(roles=("registry_officer",)), UserFactory(roles=("registry_head",))
    rows = [waiting_party(officer, name=f"Stranka {word}", short_name=word) for word in "abcdefgh"]
    assert outcomes(8, lambda n: decisions.enter(filing=rows[n], by=head)) == ["done"] * 8
    year = timezone.localdate().year
    expected = [f"PP-{year}-{n:04d}" for n in range(1, 9)]
    assert sorted(Party.objects.values_list("number", flat=True)) == expected
    assert NumberSeries.objects.get(kind="party").last == 8


def test_a_refused_signature_takes_no_number(people):
    row = waiting_party(people["officer"], compared=False)
    with pytest.raises(Refused):
        decisions.enter(filing=row, by=people["head"])
    assert not NumberSeries.objects.filter(kind__in=["party", "party_entry"]).exists()
    decisions.enter(filing=compared(row, people["officer"]), by=people["head"])
    assert NumberSeries.objects.get(kind="party").last == 1
