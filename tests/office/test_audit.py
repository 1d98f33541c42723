"""The audit trail: append-only, chained per subject, sealed; every tampering is found and named."""

import threading

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from office import audit
from office.models import AuditEvent, AuditSeal, Job, NumberSeries
from office.queries.audit import breaks
from office.seals import seal_hash, summed
from office.service import locked
from office.services.audit import seal_audit
from tests.threads import in_threads


@pytest.fixture
def trail(fresh_database) -> None:
    """A database of its own whose trail begins with this test."""
    tamper("DELETE FROM office_auditevent")


def thing() -> Job:
    """Something to write lines about."""
    return Job.objects.create(kind="x")


def lines(count: int, obj: Job | None = None) -> Job:
    """So many lines about one thing, each in its own transaction."""
    obj = obj or thing()
    for number in range(count):
        with transaction.atomic():
            audit.record(
                "step", locked(obj), by=None, note=f"č {number}", data={"sum": number / 3, "n": number}
            )
    return obj


def tamper(sql: str, *params) -> None:
    """A database administrator at work: triggers off, any statement."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, params)


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["UPDATE office_auditevent SET note = 'x'", "DELETE FROM office_auditevent"])
def test_lines_cannot_be_changed_or_deleted(sql):
    obj = lines(1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert [event.note for event in audit.timeline(obj)] == ["č 0"]


@pytest.mark.django_db
def test_chain_per_subject():
    one = lines(3)
    lines(2)
    events = audit.timeline(one)
    assert [event.prev_hash for event in events] == ["", events[0].hash, events[1].hash]
    assert list(breaks()) == []


def test_eight_threads_on_one_subject_keep_one_chain(trail):
    obj = thing()
    in_threads(8, lambda number: lines(10, obj))
    events = audit.timeline(obj)
    assert len(events) == 80
    assert [event.prev_hash for event in events] == ["", *(event.hash for event in events[:-1])]
    assert list(breaks()) == []


def test_seals_follow_each_other_and_cover_every_line_once(trail):
    assert seal_audit(by=None) == []
    obj = lines(5)
    first = seal_audit(by=None)
    lines(3, obj)
    second = seal_audit(by=None)
    assert [seal.count for seal in (*first, *second)] == [5, 3]
    assert second[0].prev == first[0].hash and seal_audit(by=None) == []
    assert list(breaks()) == [] and list(breaks(outside=first[0].hash)) == []
    assert list(breaks(outside="f" * 64)) == [f"The seal {'f' * 64}, kept outside, is not in the database."]


def test_line_of_an_open_transaction_waits_for_the_next_seal(trail):
    """A lower number may be committed after a higher one was sealed: identity numbers commit out of order."""
    slow, quick = thing(), thing()
    written, sealed = threading.Event(), threading.Event()
    counts = []

    def side(number):
        if number == 0:
            with transaction.atomic():
                audit.record("slow", slow, by=None)
                written.set()
                sealed.wait(10)
        else:
            written.wait(10)
            audit.record("quick", quick, by=None)
            counts.append([seal.count for seal in seal_audit(by=None)])
            sealed.set()

    in_threads(2, side)
    counts.append([seal.count for seal in seal_audit(by=None)])
    assert counts == [[], [2]]
    lower, higher = AuditEvent.objects.order_by("pk")
    assert (lower.action, higher.action) == ("slow", "quick") and list(breaks()) == []


def test_after_a_restore_the_count_of_transactions_begins_anew(trail):
    obj = lines(3)
    seal_audit(by=None)
    lines(2, obj)  # not sealed when the backup was made
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        ahead = cursor.fetchone()[0] + 1_000_000
    tamper("UPDATE office_auditevent SET xid = xid + %s", ahead)
    tamper("DELETE FROM office_auditseal")
    rewritten(ahead)
    assert list(breaks()) == []
    lines(4, obj)
    assert [seal.count for seal in seal_audit(by=None)] == [2, 4]
    lines(1, obj)
    assert [seal.count for seal in seal_audit(by=None)] == [1]
    assert list(breaks()) == []


def rewritten(ahead: int) -> None:
    """The first seal as a server far ahead in its transaction numbers would have written it."""
    borders = AuditEvent.objects.order_by("pk").values_list("xid", flat=True)
    range_ = summed(ahead, borders[3], 0)
    seal = AuditSeal(
        first_id=range_.first_id,
        last_id=range_.last_id,
        count=range_.count,
        root=range_.root,
        from_xid=range_.from_xid,
        to_xid=range_.to_xid,
        floor_id=0,
    )
    seal.hash = seal_hash(seal)
    seal.save()


TAMPERINGS = {
    "note edited": (
        "UPDATE office_auditevent SET note = 'other' WHERE id = {third}",
        "was changed after it was written",
    ),
    "line cut": ("DELETE FROM office_auditevent WHERE id = {third}", "does not follow the line before it"),
    "tail cut": ("DELETE FROM office_auditevent WHERE id = {last}", "covers 5 lines, but 4 are there"),
    "hash edited": (
        "UPDATE office_auditevent SET hash = repeat('0', 64) WHERE id = {last}",
        "was changed after it was written",
    ),
    "seal edited": ("UPDATE office_auditseal SET count = 4", "was changed after it was written"),
    "seal cut": ("DELETE FROM office_auditseal WHERE prev = ''", "does not follow the seal before it"),
}


@pytest.mark.parametrize("case", TAMPERINGS)
def test_every_tampering_is_found_and_named(case, trail, capsys):
    obj = lines(5)
    seal_audit(by=None)
    lines(2)
    seal_audit(by=None)
    call_command("verify_audit")
    assert capsys.readouterr().out.startswith("Whole: 7 lines, 2 seals.\nLast seal: ")
    events = audit.timeline(obj)
    sql, sentence = TAMPERINGS[case]
    tamper(sql.format(third=events[2].pk, last=events[4].pk))
    with pytest.raises(CommandError, match=sentence) as no:
        call_command("verify_audit")
    assert no.value.returncode == 1


def test_rewritten_history_with_new_hashes_does_not_match_the_seal(trail):
    obj = lines(3)
    seal_audit(by=None)
    before = ""
    for event in audit.timeline(obj):
        event.note, event.prev_hash = "invented", before
        before = audit.digest(event)
        tamper(
            "UPDATE office_auditevent SET note = %s, prev_hash = %s, hash = %s WHERE id = %s",
            event.note,
            event.prev_hash,
            before,
            event.pk,
        )
    assert list(breaks()) == [
        f"Seal {AuditSeal.objects.get().pk} (lines {events_span(obj)}) does not match its lines."
    ]


def events_span(obj: Job) -> str:
    """First and last number of the lines about a thing."""
    events = audit.timeline(obj)
    return f"{events[0].pk}–{events[-1].pk}"


def test_broken_audit_takes_the_change_back(trail, monkeypatch):
    obj = thing()

    def fail(*args, **kwargs):
        raise RuntimeError("audit broke")

    monkeypatch.setattr(audit, "digest", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        Job.objects.filter(pk=obj.pk).update(kind="changed")
        NumberSeries.objects.create(kind="x", year=2026)
        audit.record("change", obj, by=None)
    obj.refresh_from_db()
    assert (obj.kind, NumberSeries.objects.count(), AuditEvent.objects.count()) == ("x", 0, 0)


def test_work_in_another_database_of_the_server_does_not_hold_up_a_seal(trail):
    lines(2)
    settings = connection.get_connection_params() | {"dbname": "postgres"}
    settings.pop("cursor_factory", None)
    settings.pop("context", None)
    with psycopg.connect(**settings) as elsewhere, elsewhere.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        lines(1)
        assert [seal.count for seal in seal_audit(by=None)] == [3]
    assert list(breaks()) == []
