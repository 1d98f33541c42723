"""Verbs of an applicant on an online filing: begin, write, enclose, send, complete, withdraw."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ngo_registry.conditions import enclosures_complete
from ngo_registry.conditions_online import missing
from ngo_registry.models import FilingSave, OnlineFiling, OrganisationKind, RegisterFiling
from ngo_registry.rules import check_applies
from ngo_registry.services.checks import keep_earlier
from ngo_registry.services.filings import PEOPLE, compare_anew
from ngo_registry.services.terms import decision_due
from ngo_registry.workflows import FILING
from ngo_registry.writing import check_writable
from office.audit import record
from office.jobs import order_job
from office.mail import send
from office.models import Area, IssuedDocument, StoredFile, User
from office.numbers import next_number
from office.refusal import Refused
from office.service import locked, service

S = RegisterFiling.State
MAX_DRAFTS = 10
STATUTORY = (OrganisationKind.ASSOCIATION, OrganisationKind.FOUNDATION)
ANSWERS = frozenset(field.name for field in OnlineFiling._meta.fields)
SESSION = frozenset({"assembly_place", "chair", "minutes_taker"})  # of the body that decides


@service
def begin(*, kind: str, by: User) -> RegisterFiling:
    """Begin the entry of an organisation; the papers will print goals and activities as they are written."""
    mine = RegisterFiling.objects.filter(origin=RegisterFiling.Origin.ONLINE, created_by=by, state=S.DRAFT)
    if mine.count() >= MAX_DRAFTS:
        raise Refused(_("You have ten drafts. Finish one of them or give it up."))
    filing = RegisterFiling.objects.create(
        kind=kind,
        origin=RegisterFiling.Origin.ONLINE,
        created_by=by,
        applicant_name=by.full_name,
        applicant_email=by.email,
        statute_has_goals=kind != OrganisationKind.FOREIGN,
        acts_agree=kind != OrganisationKind.FOREIGN,
    )
    OnlineFiling.objects.create(filing=filing)
    record("open", filing, by=by, data={"kind": kind}, to_state=filing.state)
    return filing


def editable(filing: RegisterFiling, at: datetime.datetime, by: User) -> RegisterFiling:
    """The locked filing when its applicant may write in it now."""
    filing = locked(filing)
    check_writable(by, filing, at)
    return filing


@service
def save_part(
    *,
    filing: RegisterFiling,
    part: str,
    facts: dict[str, Any],
    at: datetime.datetime,
    by: User,
    version: int | None = None,
    areas: Iterable[Area] | None = None,
    leaving: dict[str, Iterable[Any]] | None = None,
) -> FilingSave:
    """Keep what the applicant wrote in one part; two windows at once overwrite nothing."""
    filing = editable(filing, at, by)
    save = note_save(filing, part, version, by)
    online, entry = answers_of(filing), filing.filing_kind == RegisterFiling.Kind.ENTRY
    known = ANSWERS if entry else SESSION  # a deletion says in the filing itself who receives the assets
    answers = {name: value for name, value in facts.items() if name in known and value is not None}
    own = compare_anew(filing, {name: value for name, value in facts.items() if name not in known})
    if "economic_activity" in own and entry:
        own["economic_in_statute"] = own["economic_activity"]  # the statute prints it from the same answer
    for row, values in ((filing, own), (online, answers)):
        for name, value in values.items():
            setattr(row, name, value)
        if values:
            row.save(update_fields=list(values))
    if areas is not None:
        filing.areas.set(areas)
    for name, people in (leaving or {}).items():
        getattr(filing, name).set(people)
    return save


def answers_of(filing: RegisterFiling) -> OnlineFiling:
    """The answers the papers are made from; a filing begun before it had any gets its row."""
    return OnlineFiling.objects.get_or_create(filing=filing)[0]


def note_save(filing: RegisterFiling, part: str, version: int | None, by: User) -> FilingSave:
    """Count the version of a part up; a stale one means that another window saved in between."""
    save = filing.saves.select_for_update().filter(key=part).first()
    if save and version is not None and save.version != version:
        at = timezone.localtime(save.saved_at).strftime("%H:%M")
        raise Refused(
            _("This part was saved in another window at %(time)s. Load the page again to see it.")
            % {"time": at},
            field="version",
        )
    save = save or FilingSave(filing=filing, key=part, version=0)
    save.version, save.saved_at, save.saved_by = save.version + 1, timezone.now(), by
    save.save()
    return save


@service
def save_one(
    *,
    filing: RegisterFiling,
    what: str,
    facts: dict[str, Any],
    at: datetime.datetime,
    by: User,
    row: Any = None,
) -> Any:
    """Add or change a founder, the representative or a member of a body."""
    filing = editable(filing, at, by)
    row = row or PEOPLE[what](filing=filing)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    note_save(filing, what, None, by)
    return row


@service
def remove_one(*, filing: RegisterFiling, what: str, row: Any, at: datetime.datetime, by: User) -> None:
    """Take a person out of the draft."""
    filing = editable(filing, at, by)
    note_save(filing, what, None, by)
    row.delete()


@service
def enclose(
    *, filing: RegisterFiling, papers: dict[str, StoredFile], at: datetime.datetime, by: User
) -> RegisterFiling:
    """Enclose signed papers; a new file takes the place of the old one in the filing."""
    filing = editable(filing, at, by)
    keep_earlier(filing, papers, by)
    facts = compare_anew(filing, papers)
    for field, value in facts.items():
        setattr(filing, field, value)
    filing.save(update_fields=list(facts))
    note_save(filing, "documents", None, by)
    record("attach", filing, by=by, data={field: stored.sha256 for field, stored in papers.items()})
    return filing


def with_day_of_statute(filing: RegisterFiling) -> RegisterFiling:
    """A statute was adopted at the founding unless the founders say otherwise; the register holds its day."""
    if filing.statute_on is None and filing.kind in STATUTORY:
        filing.statute_on = filing.founded_on
        filing.save(update_fields=["statute_on"])
    return filing


def check_nothing_missing(filing: RegisterFiling) -> None:
    """Everything a machine can see is there."""
    lacking = missing(filing)
    if lacking:
        first = lacking[0]
        raise Refused(f"{first.title}: {first.evidence}", law=first.law)


@service
def submit(*, filing: RegisterFiling, at: datetime.datetime, by: User) -> RegisterFiling:
    """Send the filing: it is received at the moment the request arrived, numbered, and its legal term begins."""
    filing = locked(filing)
    FILING.check(filing, "submit", by=by)
    check_nothing_missing(filing)
    answers_of(filing)  # keeps the receipt
    today = timezone.localdate(at)
    filing = with_day_of_statute(filing)
    filing = FILING.apply(
        filing,
        "submit",
        by=by,
        submitted_at=at,
        submitted_by=by,
        received_on=today,
        complete_at=at,
        due=decision_due(today, filing.kind),
        case_number=next_number("filing", year=today.year),
    )
    order_job("ngo_registry.filing_receipt", subject=filing, by=by)
    return filing


@service
def complete(*, filing: RegisterFiling, at: datetime.datetime, by: User) -> RegisterFiling:
    """Send the completed filing again; the term of the decision begins anew."""
    filing = locked(filing)
    check_writable(by, filing, at)
    FILING.check(filing, "complete", by=by)
    check_nothing_missing(filing)
    whole = enclosures_complete(with_day_of_statute(filing))
    due = decision_due(timezone.localdate(at), filing.kind) if whole else None
    return FILING.apply(filing, "complete", by=by, complete_at=at if whole else None, due=due)


@service
def withdraw(*, filing: RegisterFiling, note: str, by: User) -> RegisterFiling:
    """The applicant gives the filing up."""
    filing = locked(filing)
    check_applies(by, filing)
    return FILING.apply(filing, "withdraw", by=by, note=note, due=None)


@service
def keep_receipt(*, filing: RegisterFiling, document: IssuedDocument, by: User) -> None:
    """Keep the issued receipt with the filing and send its number to the applicant."""
    online = locked(filing.online)
    online.receipt = document
    online.save(update_fields=["receipt"])
    at = timezone.localtime(filing.submitted_at).strftime("%d.%m.%Y. %H:%M:%S %Z")
    facts = {"filing": filing, "document": document, "at": at}
    send(
        "ngo_registry/emails/filing_receipt.txt",
        to=filing.applicant_email or by.email,
        about=filing,
        context=facts,
        language=document.language,
    )
