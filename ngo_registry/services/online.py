"""Verbs of an applicant on an online filing: begin, write, enclose, send, complete, withdraw."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ngo_registry.acting import Deed
from ngo_registry.models import FilingSave, OnlineFiling, OrganisationKind, RegisterFiling
from ngo_registry.queries.told import told_at
from ngo_registry.rules import check_applies
from ngo_registry.services.checks import check_signed_once, keep_earlier
from ngo_registry.services.filings import PEOPLE, compare_anew
from ngo_registry.services.sending import answers_of, sent, sent_again
from ngo_registry.workflows import FILING
from ngo_registry.writing import check_writable
from office.audit import record
from office.mail import send
from office.models import Area, IssuedDocument, StoredFile, User
from office.refusal import Refused
from office.service import locked, service

S = RegisterFiling.State
MAX_DRAFTS = 10
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
    if what == "statement":
        check_signed_once(row)
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


@service
def submit(*, filing: RegisterFiling, at: datetime.datetime, by: User) -> RegisterFiling:
    """Send the filing, received at the moment the request arrived."""
    return sent(locked(filing), at, by)


@service
def complete(*, filing: RegisterFiling, at: datetime.datetime, by: User) -> RegisterFiling:
    """Send the completed filing again; the term of the decision begins anew."""
    return sent_again(locked(filing), at, by)


@service
def withdraw(*, filing: RegisterFiling, note: str, by: User) -> RegisterFiling:
    """The applicant gives the filing up."""
    filing = locked(filing)
    check_applies(by, filing, Deed.PREPARE if filing.state == S.DRAFT else Deed.SEND)
    return FILING.apply(filing, "withdraw", by=by, note=note, due=None)


@service
def keep_receipt(*, filing: RegisterFiling, document: IssuedDocument, by: User) -> None:
    """Keep the issued receipt with the filing and tell its number to the applicant."""
    online = locked(filing.online)
    online.receipt = document
    online.save(update_fields=["receipt"])
    at = timezone.localtime(filing.submitted_at).strftime("%d.%m.%Y. %H:%M:%S %Z")
    facts = {"filing": filing, "document": document, "at": at}
    for address in told_at(filing):
        send(
            "ngo_registry/emails/filing_receipt.txt",
            to=address,
            about=filing,
            context=facts,
            language=document.language,
        )
