"""Who may do which step of an imported list: the table written a second time, by hand."""

import pytest
from django.utils import timezone

from ngo_registry.models import ImportRow, RegisterImport
from ngo_registry.workflows import IMPORT
from office.models import StoredFile
from office.refusal import allowed, refusal_of
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
PEOPLE = {
    "officer": ("registry_officer",),
    "head": ("registry_head",),
    "ministry": ("body_officer",),
    "administrator": ("administrator",),
    "nobody": (),
}
STAFF = {"officer", "administrator"}
BY_HAND = {
    ("read", "reread"): STAFF,
    ("read", "check"): STAFF,
    ("read", "give_up"): STAFF,
    ("checked", "reread"): STAFF,
    ("checked", "check"): STAFF,
    ("checked", "order"): STAFF,
    ("checked", "apply"): STAFF,
    ("checked", "give_up"): STAFF,
    ("ordered", "order"): STAFF,
    ("ordered", "apply"): STAFF,
    ("ordered", "give_up"): STAFF,
    ("applied", "order_undo"): STAFF,
    ("applied", "undo"): STAFF,
    ("undoing", "order_undo"): STAFF,
    ("undoing", "undo"): STAFF,
    ("undoing", "keep"): STAFF,
}


@pytest.fixture
def batch():
    """A kept file with one new row."""
    file = StoredFile.objects.create(sha256="a" * 64, size=1, content_type="text/csv", name="a.csv")
    made = RegisterImport.objects.create(name="a.csv", file=file, as_of=timezone.localdate(), created=1)
    ImportRow.objects.create(batch=made, line=2, name="A", outcome="created")
    return made


def test_every_state_every_step_every_person(batch):
    people = {name: UserFactory(roles=roles) for name, roles in PEOPLE.items()}
    found = {}
    for state in RegisterImport.State.values:
        batch.state = state
        for step in IMPORT.transitions:
            may = {
                name
                for name, by in people.items()
                if allowed(IMPORT.check, batch, step.name, by=by, note="razlog")
            }
            if may:
                found[state, step.name] = may
    assert found == BY_HAND


def test_undoing_needs_a_reason():
    assert {step.name for step in IMPORT.transitions if step.note_required} == {"order_undo", "undo"}


def refusal(batch, step: str) -> str:
    """The sentence that stops the command's own step."""
    return str(refusal_of(IMPORT.check, batch, step, by=None, note="r"))


def test_what_must_be_true_first(batch):
    batch.state = "checked"
    batch.created = 0
    assert "No row of the file can be taken over" in refusal(batch, "order")
    batch.file = None
    assert "was not kept" in refusal(batch, "reread")
    batch.rows.all().delete()
    batch.state = "applied"
    assert "nothing to undo" in refusal(batch, "order_undo")
