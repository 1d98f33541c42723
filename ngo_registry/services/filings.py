"""A filing is opened, written from its papers, filed, taken, completed."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ngo_registry import articles
from ngo_registry.conditions import enclosures_complete
from ngo_registry.models import (
    Founder,
    GoverningMember,
    Organisation,
    RegisterFiling,
    Representative,
)
from ngo_registry.rules import check_edits_register
from ngo_registry.workflows import FILING
from office import jurisdiction
from office.audit import record
from office.deadlines import add_days
from office.models import Area, StoredFile, User
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import rules_for
from office.service import locked, service

PEOPLE: dict[str, type] = {"founder": Founder, "representative": Representative, "member": GoverningMember}
DEFAULT_COMPLETION_DAYS = 8


@service
def open_entry(*, kind: str, by: User) -> RegisterFiling:
    """Begin the entry of an organisation from its papers."""
    check_edits_register(by, None)
    filing = RegisterFiling.objects.create(kind=kind, created_by=by, received_on=timezone.localdate())
    record("open", filing, by=by, data={"kind": kind}, to_state=filing.state)
    return filing


@service
def open_deletion(*, organisation: Organisation, by: User) -> RegisterFiling:
    """Begin the deletion of an organisation; only one such filing is open at a time."""
    check_edits_register(by, None)
    organisation = locked(organisation)
    if organisation.status == Organisation.Status.DELETED:
        raise Refused(_("The organisation is already deleted from the register."), law=articles.TERMINATION)
    open_states = {state for t in FILING.transitions for state in t.source} - {RegisterFiling.State.REFUSED}
    if organisation.filings.filter(filing_kind=RegisterFiling.Kind.DELETION, state__in=open_states).exists():
        raise Refused(_("A deletion of this organisation is already in process."))
    filing = RegisterFiling.objects.create(
        filing_kind=RegisterFiling.Kind.DELETION,
        organisation=organisation,
        kind=organisation.kind,
        name=organisation.name,
        created_by=by,
        received_on=timezone.localdate(),
    )
    record("open", filing, by=by, data={"organisation": organisation}, to_state=filing.state)
    return filing


def editable(filing: RegisterFiling, by: User) -> RegisterFiling:
    """The locked filing, when its facts may still be written."""
    check_edits_register(by, filing)
    filing = locked(filing)
    if not filing.editable:
        raise Refused(_("The filing is decided; its facts stay as they were decided on."))
    return filing


@service
def save_section(
    *,
    filing: RegisterFiling,
    section: str,
    facts: dict[str, Any],
    by: User,
    areas: Iterable[Area] | None = None,
) -> RegisterFiling:
    """Keep what the officer wrote in one section."""
    filing = editable(filing, by)
    for name, value in facts.items():
        setattr(filing, name, value)
    filing.save(update_fields=list(facts))
    if areas is not None:
        filing.areas.set(areas)
    record("write", filing, by=by, data={"section": section})
    return filing


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
    return row


@service
def remove_person(*, filing: RegisterFiling, what: str, row: Any, by: User) -> None:
    """Take a person out of a filing that is not decided yet."""
    filing = editable(filing, by)
    record("remove", filing, by=by, data={"section": what, "row": row.pk})
    row.delete()


@service
def attach(*, filing: RegisterFiling, papers: dict[str, StoredFile], by: User) -> RegisterFiling:
    """Enclose files; a new one takes the place of the old in the filing, the old file stays kept."""
    filing = editable(filing, by)
    for field, stored in papers.items():
        setattr(filing, field, stored)
    filing.save(update_fields=list(papers))
    record("attach", filing, by=by, data={field: stored.sha256 for field, stored in papers.items()})
    return filing


@service
def submit(*, filing: RegisterFiling, by: User) -> RegisterFiling:
    """The filing gets its case number; when nothing is missing, the legal term begins."""
    filing = locked(filing)
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
        due=decision_due(timezone.localdate()) if complete else None,
        case_number=next_number("filing", year=timezone.localdate().year),
    )


def decision_due(day: datetime.date) -> datetime.date | None:
    """Last day for the decision on a filing complete on this day."""
    days = rules_for(None, day).register.decision_days.value
    return add_days(day, days, jurisdiction.current().calendar) if days else None


@service
def take(*, filing: RegisterFiling, by: User) -> RegisterFiling:
    """An officer takes the filing into process; a second officer comes too late."""
    return FILING.apply(locked(filing), "take", by=by, taken_at=timezone.now(), taken_by=by)


@service
def ask_completion(*, filing: RegisterFiling, note: str, by: User) -> RegisterFiling:
    """The applicant is told what is missing and until when; the term of the decision stands still."""
    today = timezone.localdate()
    days = rules_for(None, today).register.completion_days.value or DEFAULT_COMPLETION_DAYS
    return FILING.apply(
        locked(filing),
        "ask_completion",
        by=by,
        note=note,
        completion_asked_at=timezone.now(),
        completion_text=note,
        completion_due=add_days(today, days, jurisdiction.current().calendar),
        complete_at=None,
        due=None,
    )


@service
def complete(*, filing: RegisterFiling, by: User) -> RegisterFiling:
    """The papers have come; the term of the decision begins when nothing is missing any more."""
    filing = locked(filing)
    whole = enclosures_complete(filing)
    return FILING.apply(
        filing,
        "complete",
        by=by,
        complete_at=timezone.now() if whole else None,
        due=decision_due(timezone.localdate()) if whole else None,
    )


@service
def withdraw(*, filing: RegisterFiling, note: str, by: User) -> RegisterFiling:
    """The applicant gives the filing up."""
    return FILING.apply(locked(filing), "withdraw", by=by, note=note)


@service
def note_appeal(*, filing: RegisterFiling, note: str, by: User) -> RegisterFiling:
    """An appeal against the refusal has come."""
    return FILING.apply(locked(filing), "appeal", by=by, note=note)
