"""The reader of workflow tables: what it lets through, refuses, offers, writes and draws."""

import pytest
from django.db import models, transaction

from office import audit, workflow
from office.models import Job
from office.refusal import Refused, allowed
from office.workflow import Transition, Workflow

S = Job.State


def check_is_owner(by, job):
    """Only the owner."""
    if by != "owner":
        raise Refused("This is not yours.", law="Art. 1")


TABLE = Workflow(
    subject="test.job", states=S, initial=S.WAITING,
    transitions=(
        Transition("start", frozenset({S.WAITING}), S.RUNNING, "Start", (check_is_owner,)),
        Transition("finish", frozenset({S.RUNNING}), S.DONE, "Finish"),
        Transition("fail", frozenset({S.RUNNING}), S.FAILED, "Fail", note_required=True, law="Art. 9"),
        Transition("cancel", frozenset({S.WAITING, S.RUNNING}), S.CANCELLED, only_if=lambda job: job.kind != "fixed"),
    ),
    final=frozenset({S.DONE, S.FAILED, S.CANCELLED}),
)  # fmt: skip


def job(state: str = S.WAITING, kind: str = "x") -> Job:
    """A thing with states."""
    return Job.objects.create(kind=kind, state=state)


# The second copy of the table, by hand: (state, transition) that pass for the owner with a reason.
PASSES = {
    ("waiting", "start"),
    ("running", "finish"),
    ("running", "fail"),
    ("waiting", "cancel"),
    ("running", "cancel"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("state", S.values)
@pytest.mark.parametrize("name", ["start", "finish", "fail", "cancel"])
@pytest.mark.parametrize("by", ["owner", "stranger"])
def test_matrix(state, name, by):
    passes = (state, name) in PASSES and (name != "start" or by == "owner")
    assert allowed(TABLE.check, job(state), name, by=by, note="because") == passes


@pytest.mark.django_db
def test_step_writes_state_facts_and_one_line():
    thing = job()
    TABLE.apply(thing, "start", by="owner", text="begun")
    thing.refresh_from_db()
    (line,) = audit.timeline(thing, "test.job")
    assert (thing.state, thing.text) == ("running", "begun")
    assert (line.actor, line.action, line.from_state, line.to_state) == (
        "owner",
        "start",
        "waiting",
        "running",
    )
    assert line.data == {"text": "begun"}


@pytest.mark.django_db
def test_refusal_has_its_sentence_article_and_field():
    with pytest.raises(Refused) as no:
        TABLE.check(job(S.RUNNING), "fail", by="owner", note="  ")
    assert (no.value.law, no.value.field) == ("Art. 9", "note")
    with pytest.raises(Refused, match="This is not yours") as no:
        TABLE.check(job(), "start", by="stranger")
    assert str(no.value) == "This is not yours. (Art. 1)"


@pytest.mark.django_db
def test_offers_are_the_steps_of_this_state_each_with_its_why_not():
    offers = TABLE.offered(job(), by="stranger")
    assert [(offer.name, str(offer.refusal or "")) for offer in offers] == [
        ("start", "This is not yours. (Art. 1)"),
        ("cancel", ""),
    ]
    assert [offer.name for offer in TABLE.offered(job(kind="fixed"), by="owner")] == ["start"]
    assert TABLE.offered(job(S.DONE), by="owner") == []


@pytest.mark.django_db
def test_nothing_changes_when_the_audit_line_cannot_be_written(monkeypatch):
    thing = job()

    def fail(*args, **kwargs):
        raise RuntimeError("audit broke")

    monkeypatch.setattr(workflow, "record", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        TABLE.apply(thing, "start", by="owner")
    assert Job.objects.get(pk=thing.pk).state == "waiting"


def test_drawing_names_every_step():
    drawn = TABLE.mermaid()
    assert drawn.startswith("stateDiagram-v2\n    [*] --> waiting\n    waiting --> running: start\n")
    assert "    failed --> [*]\n" in drawn and drawn.count("cancel\n") == 2


class Small(models.TextChoices):
    """Two states."""

    A = "a", "A"
    B = "b", "B"


STEP = Transition("go", frozenset({"a"}), "b")
WRONG = {
    "names repeat": ((STEP, STEP), {"b"}, "repeat"),
    "unknown state": ((Transition("go", frozenset({"a"}), "c"),), {"b"}, "unknown states"),
    "unreachable": ((Transition("go", frozenset({"a"}), "a"),), {"b"}, "unreachable"),
    "dead end not final": ((STEP,), set(), "dead ends"),
    "final with a way out": ((STEP, Transition("back", frozenset({"b"}), "a")), {"b"}, "dead ends"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_table_fails_when_it_is_written(case):
    steps, final, sentence = WRONG[case]
    with pytest.raises(ValueError, match=sentence):
        Workflow(subject="x", states=Small, initial="a", transitions=steps, final=frozenset(final))


def test_misspelt_step_is_a_mistake_of_the_programmer():
    with pytest.raises(KeyError, match="no transition 'jump'"):
        TABLE.transition("jump")
