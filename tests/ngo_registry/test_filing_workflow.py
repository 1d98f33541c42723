"""Who may do which step of a filing: the table written a second time, by hand."""

import datetime

import pytest
from django.utils import timezone

from ngo_registry import conditions
from ngo_registry.models import Complaint, RegisterFiling
from ngo_registry.workflows import FILING, filing
from office.audit import record
from office.refusal import allowed
from tests.factories.filings import whole_filing
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db

PEOPLE = {
    "officer": ("registry_officer",),  # prepared the filing
    "second_officer": ("registry_officer",),
    "head": ("registry_head",),
    "head_who_prepared": ("registry_head",),
    "ministry": ("body_officer",),
    "administrator": ("administrator",),
    "nobody": (),
}
EDITORS = {"officer", "second_officer", "head", "head_who_prepared", "administrator"}
HEADS = {"head", "head_who_prepared", "administrator"}
ALLOWED = {
    ("draft", "submit"): EDITORS,
    ("draft", "withdraw"): EDITORS,
    ("submitted", "take"): EDITORS,
    ("submitted", "withdraw"): EDITORS,
    ("in_process", "put_back"): {"officer"},  # who took it, a moment ago
    ("in_process", "ask_completion"): EDITORS,
    ("in_process", "enter"): HEADS,
    ("in_process", "refuse"): {"head", "administrator"},
    ("in_process", "withdraw"): EDITORS,
    ("completion_asked", "complete"): EDITORS,
    ("completion_asked", "dismiss"): HEADS,
    ("completion_asked", "withdraw"): EDITORS,
    ("in_process", "dismiss"): HEADS,
    ("refused", "appeal"): EDITORS,
    ("dismissed", "appeal"): EDITORS,
    ("appealed", "uphold"): HEADS,
    ("appealed", "confirm"): HEADS,
    ("appealed", "confirm_dismissal"): HEADS,
}


@pytest.fixture
def people():
    """One person of every role."""
    return {name: UserFactory(roles=roles) for name, roles in PEOPLE.items()}


@pytest.mark.parametrize("against", ["refused", "dismissed"])
@pytest.mark.parametrize("preparer", ["officer", "head_who_prepared"])
def test_every_state_every_step_every_person(people, preparer, against, monkeypatch):
    monkeypatch.setattr(conditions, "conditions", lambda row: [])
    monkeypatch.setattr(filing, "enclosures_complete", lambda row: False)
    row = whole_filing(people[preparer], taken_by=people["officer"], taken_at=timezone.now())
    record("take", row, by=people["officer"])
    row.completion_asked_at = timezone.now()
    row.completion_due = timezone.localdate() - datetime.timedelta(days=1)
    Complaint.objects.create(
        filing=row,
        against=against,
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
    expected = dict(ALLOWED)
    del expected["appealed", "confirm_dismissal" if against == "refused" else "confirm"]
    if preparer == "officer":
        expected["in_process", "refuse"] = {"head", "head_who_prepared", "administrator"}
    assert found == expected


def test_steps_that_need_a_reason():
    assert {step.name for step in FILING.transitions if step.note_required} == {
        "ask_completion",
        "refuse",
        "dismiss",
        "withdraw",
        "uphold",
        "confirm",
        "confirm_dismissal",
    }


def test_a_filing_is_not_dismissed_before_the_end_of_the_term(people):
    row = RegisterFiling(state="completion_asked", completion_due=timezone.localdate())
    assert not allowed(FILING.check, row, "dismiss", by=people["head"], note="razlog")
    row.completion_asked_at = timezone.now()
    assert not allowed(FILING.check, row, "dismiss", by=people["head"], note="razlog")
    row.completion_due -= datetime.timedelta(days=1)
    assert allowed(filing.check_term_passed, people["head"], row)
