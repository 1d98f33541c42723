"""A filing is opened, written from its papers, filed, taken, completed."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ngo_registry.acting import Deed
from ngo_registry.conditions import enclosures_complete
from ngo_registry.models import (
    Founder,
    FounderStatement,
    GoverningMember,
    RegisterFiling,
    Representative,
)
from ngo_registry.rules import (
    check_edits_register,
    check_files_or_edits,
    is_applicant,
)
from ngo_registry.rules_of_taking import check_hands_over, check_receives
from ngo_registry.services.checks import keep_earlier
from ngo_registry.services.sending import sent, sent_again
from ngo_registry.services.terms import (
    check_came,
    check_completion_days,
    count_anew,
    counted_day,
    decision_due,
    start_clock,
)
from ngo_registry.workflows import FILING
from ngo_registry.writing import check_writable
from office.audit import record
from office.models import Area, StoredFile, User
from office.numbers import next_number
from office.refusal import Refused
from office.service import locked, service

PEOPLE: dict[str, type] = {
    "founder": Founder,
    "representative": Representative,
    "member": GoverningMember,
    "statement": FounderStatement,
}
S = RegisterFiling.State
COMPARED = frozenset({"name", "short_name", "sign", "sign_text"})


@service
def open_entry(*, kind: str, by: User) -> RegisterFiling:
    """Begin the entry of an organisation from its papers."""
    check_edits_register(by, None)
    filing = RegisterFiling.objects.create(kind=kind, created_by=by, received_on=timezone.localdate())
    record("open", filing, by=by, data={"kind": kind}, to_state=filing.state)
    return filing


def editable(filing: RegisterFiling, by: User) -> RegisterFiling:
    """The locked filing, when its facts may still be written."""
    check_files_or_edits(by, filing, Deed.PREPARE)
    filing = locked(filing)
    if not filing.editable:
        raise Refused(_("The filing is decided; its facts stay as they were decided on."))
    if is_applicant(by, filing, Deed.PREPARE):
        check_writable(by, filing, timezone.now())
    return filing


@service
def save_section(
    *,
    filing: RegisterFiling,
    section: str,
    facts: dict[str, Any],
    by: User,
    areas: Iterable[Area] | None = None,
    leaving: dict[str, Iterable[Any]] | None = None,
) -> RegisterFiling:
    """Keep what was written in one section: facts, areas, people who leave."""
    filing = editable(filing, by)
    facts = compare_anew(filing, facts)
    days = (filing.posted_on, filing.received_on)
    for name, value in facts.items():
        setattr(filing, name, value)
    filing.save(update_fields=list(facts))
    if days != (filing.posted_on, filing.received_on):
        count_anew(filing)
    if areas is not None:
        filing.areas.set(areas)
    for name, people in (leaving or {}).items():
        getattr(filing, name).set(people)
    record("write", filing, by=by, data={"section": section})
    start_clock(filing, by)
    return filing


def compare_anew(filing: RegisterFiling, facts: dict[str, Any]) -> dict[str, Any]:
    """A new name, short name or sign of a party is compared with earlier parties once more."""
    differ = any(name in facts and facts[name] != getattr(filing, name) for name in COMPARED)
    return facts | {"compared": False} if filing.of_party and filing.compared and differ else facts


@service
def save_person(
    *, filing: RegisterFiling, what: str, facts: dict[str, Any], by: User, row: Any = None
) -> Any:
    """Add or change a founder, a representative or a member of a body."""
    filing = editable(filing, by)
    row = row or PEOPLE[what](filing=filing)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    record("write", filing, by=by, data={"section": what, "row": row.pk})
    start_clock(filing, by)
    return row


@service
def remove_person(*, filing: RegisterFiling, what: str, row: Any, by: User) -> None:
    """Take a person out of a filing that is not decided yet."""
    filing = editable(filing, by)
    record("remove", filing, by=by, data={"section": what, "row": row.pk})
    row.delete()
    start_clock(filing, by)


@service
def attach(
    *,
    filing: RegisterFiling,
    papers: dict[str, StoredFile],
    by: User,
    came_on: datetime.date | None = None,
) -> RegisterFiling:
    """Enclose files; a new one takes the place of the old in the filing, the old file stays kept.

    The last paper that was missing starts the term, from the day it came (today unless said).
    """
    filing = editable(filing, by)
    check_came(filing, came_on)
    keep_earlier(filing, papers, by)
    facts = compare_anew(filing, papers)
    for field, value in facts.items():
        setattr(filing, field, value)
    filing.save(update_fields=list(facts))
    record("attach", filing, by=by, data={field: stored.sha256 for field, stored in papers.items()})
    start_clock(filing, by, came_on=came_on)
    return filing


@service
def submit(*, filing: RegisterFiling, by: User) -> RegisterFiling:
    """The filing gets its case number; when nothing is missing, the legal term begins.

    What was written online goes through its own door from here too: received now, whole or not at all.
    """
    filing = locked(filing)
    if filing.origin == RegisterFiling.Origin.ONLINE:
        return sent(filing, timezone.now(), by)
    FILING.check(filing, "submit", by=by)
    now = timezone.now()
    complete = enclosures_complete(filing)
    return FILING.apply(
        filing,
        "submit",
        by=by,
        submitted_at=now,
        submitted_by=by,
        complete_at=now if complete else None,
        due=decision_due(counted_day(filing.posted_on, filing.received_on), filing.kind)
        if complete
        else None,
        case_number=next_number("filing", year=timezone.localdate().year),
    )


@service
def take(*, filing: RegisterFiling, by: User) -> RegisterFiling:
    """An officer takes the filing into process; a second officer comes too late."""
    return FILING.apply(locked(filing), "take", by=by, taken_at=timezone.now(), taken_by=by)


@service
def put_back(*, filing: RegisterFiling, by: User) -> RegisterFiling:
    """A filing taken by mistake waits for an officer again, as long as nothing was done in it."""
    return FILING.apply(locked(filing), "put_back", by=by, taken_at=None, taken_by=None)


@service
def hand_over(*, filing: RegisterFiling, to: User, note: str, by: User) -> RegisterFiling:
    """Another officer carries the filing on; the note says how far it is."""
    check_edits_register(by, filing)
    filing = locked(filing)
    check_hands_over(by, filing)
    check_receives(to, filing)
    if not note.strip():
        raise Refused(_("Write for your colleague how far the filing is."), field="note")
    former, filing.taken_by = filing.taken_by, to
    filing.save(update_fields=["taken_by"])
    record("hand over", filing, by=by, note=note, data={"to": to, "from": former})
    return filing


@service
def complete(
    *,
    filing: RegisterFiling,
    by: User,
    posted_on: datetime.date | None = None,
    received_on: datetime.date | None = None,
) -> RegisterFiling:
    """The papers have come; the term of the decision begins when nothing is missing any more.

    On paper both days are kept and the rulebook says which counts: late is late, as in the portal.
    """
    filing = locked(filing)
    if is_applicant(by, filing):
        return sent_again(filing, timezone.now(), by)
    received_on = received_on or timezone.localdate()
    FILING.check(filing, "complete", by=by)
    check_completion_days(filing, posted_on, received_on)
    whole = enclosures_complete(filing)
    return FILING.apply(
        filing,
        "complete",
        by=by,
        completion_posted_on=posted_on,
        completion_received_on=received_on,
        complete_at=timezone.now() if whole else None,
        due=decision_due(counted_day(posted_on, received_on), filing.kind) if whole else None,
    )


@service
def withdraw(*, filing: RegisterFiling, note: str, by: User) -> RegisterFiling:
    """The applicant gives the filing up."""
    return FILING.apply(locked(filing), "withdraw", by=by, note=note)
