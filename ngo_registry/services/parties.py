"""Parties are entered, changed and deleted by decision; the book gets its line, the number its own series."""

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ngo_registry import articles
from ngo_registry.conditions_of_parties import CHANGED_PARTY_FACTS, verdict_of
from ngo_registry.models import (
    PARTY,
    PARTY_FACTS,
    Letter,
    Party,
    PartyChange,
    PartyEntry,
    RegisterFiling,
)
from ngo_registry.queries.filings import OPEN
from ngo_registry.queries.parties import party_state
from ngo_registry.queries.past import State, differences
from ngo_registry.rules import check_asks, check_edits_register
from ngo_registry.services.filings import editable
from ngo_registry.services.letters import put_in_post
from ngo_registry.services.memberships import shut_out, welcome_applicant
from ngo_registry.workflows import FILING
from office.audit import record
from office.jobs import order_job
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.scripts import sort_key
from office.service import locked, service

DOCUMENTS = "ngo_registry.filing_documents"
Kind = RegisterFiling.Kind
Origin = RegisterFiling.Origin
TAKEN = {"party_name_not_taken", "party_short_name_not_taken"}


@service
def open_party_change(
    *, party: Party, party_change: str, by: User, origin: str = Origin.PAPER
) -> RegisterFiling:
    """Begin a change of one kind, from its papers or online; today's facts stand in it."""
    party = check_opens(party, by, origin)
    if party.filings.filter(filing_kind=Kind.CHANGE, party_change=party_change, state__in=OPEN).exists():
        raise Refused(_("A change of this kind is already in process for this party."), law=articles.PARTIES)
    return opened(party, by, origin, filing_kind=Kind.CHANGE, party_change=PartyChange(party_change))


@service
def open_party_deletion(*, party: Party, by: User, origin: str = Origin.PAPER) -> RegisterFiling:
    """Begin the deletion of a party; only one such filing is open at a time."""
    party = check_opens(party, by, origin)
    if party.filings.filter(filing_kind=Kind.DELETION, state__in=OPEN).exists():
        raise Refused(_("A deletion of this party is already in process."), law=articles.PARTIES)
    return opened(party, by, origin, filing_kind=Kind.DELETION)


def check_opens(party: Party, by: User, origin: str) -> Party:
    """An officer opens what came on paper, who acts for the party what is written online; the party is entered."""
    if origin == Origin.ONLINE:
        check_asks(by, party)
    else:
        check_edits_register(by, None)
    party = locked(party)
    if party.status == Party.Status.DELETED:
        raise Refused(_("The party is already deleted from the register."), law=articles.PARTIES)
    return party


def opened(party: Party, by: User, origin: str, **what: str) -> RegisterFiling:
    """The draft with the facts as they are entered today."""
    online = origin == Origin.ONLINE
    filing = RegisterFiling.objects.create(
        kind=PARTY,
        party=party,
        origin=origin,
        created_by=by,
        received_on=None if online else timezone.localdate(),
        applicant_name=by.full_name if online else "",
        applicant_email=by.email if online else "",
        **{name: getattr(party, name) for name in PARTY_FACTS},
        **what,
    )
    record("open", filing, by=by, data={"party": party, **what}, to_state=filing.state)
    return filing


@service
def confirm_comparison(*, filing: RegisterFiling, by: User) -> RegisterFiling:
    """The officer compared names and signs with those of earlier parties and found them essentially different."""
    check_edits_register(by, filing)
    filing = editable(filing, by)
    if not filing.of_party:
        raise Refused(_("This filing concerns no party."))
    filing.compared = True
    filing.save(update_fields=["compared"])
    record("compare signs", filing, by=by, data={"name": filing.name})
    return filing


def enter_party(filing: RegisterFiling, by: User) -> RegisterFiling:
    """The head signs: the party is entered, changed or deleted; called by the decision under its lock."""
    if filing.party_id:
        filing.party = locked(filing.party)
    FILING.check(filing, "enter", by=by)
    before = party_state(filing.party) if filing.party_id else {}
    if filing.filing_kind == Kind.ENTRY:
        filing.party = create_party(filing)
    year = timezone.localdate().year
    FILING.apply(
        filing,
        "enter",
        by=by,
        party=filing.party,
        decided_at=timezone.now(),
        decided_by=by,
        decision_number=next_number("decision", year=year),
        due=None,
    )
    text = EFFECTS[filing.filing_kind](filing.party, filing, by)
    write_party_line(filing, before, text, by)
    put_in_post(filing, Letter.Kind.DECISION, filing.decision_number, by)
    order_job(DOCUMENTS, subject=filing, by=by)
    return filing


def create_party(filing: RegisterFiling) -> Party:
    """A new party with the facts of the filing; of its founders only their number."""
    person = filing.representatives.get()
    party = Party(
        **{name: getattr(filing, name) for name in PARTY_FACTS},
        number=f"{filing.case_number}/",
        represented_by=person.name,
        represented_as=person.position,
        represented_since=person.valid_from or timezone.localdate(),
        founders=verdict_of(filing, timezone.localdate()).valid,
        registered_on=timezone.localdate(),
        sort_key=sort_key(filing.name)[:1000],
    )
    party.place = party.place or str(party.municipality)
    saved_or_taken(party)
    return party


def saved_or_taken(party: Party, fields: list[str] | None = None) -> None:
    """Save; a name or short name entered meanwhile is a refusal, anything else stays an error."""
    try:
        with transaction.atomic():
            party.save(update_fields=fields)
    except IntegrityError as clash:
        if clash.__cause__.diag.constraint_name not in TAKEN:
            raise
        raise Refused(
            _("Another party was entered under this name or short name in the meantime."),
            law=articles.PARTIES,
        ) from clash


def give_party_number(party: Party, filing: RegisterFiling, by: User) -> str:
    """The number of the party, taken late so that a refusal leaves no gap."""
    party.number = next_number("party", year=timezone.localdate().year)
    party.decision_number = filing.decision_number
    party.save(update_fields=["number", "decision_number"])
    record("enter", party, by=by, data={"number": party.number, "filing": filing.case_number})
    welcome_applicant(filing, by)
    return party.name


def change_party(party: Party, filing: RegisterFiling, by: User) -> str:
    """The decided change takes effect: only the facts of its kind; old names stay as former ones."""
    kind = filing.party_change
    fields = list(CHANGED_PARTY_FACTS[kind])
    if kind in {PartyChange.NAME, PartyChange.SHORT_NAME}:
        former = [getattr(party, kind), *party.former_names.splitlines()]
        party.former_names = "\n".join(line for line in dict.fromkeys(former) if line)
        fields.append("former_names")
    for name in CHANGED_PARTY_FACTS[kind]:
        setattr(party, name, getattr(filing, name))
    party.place = party.place or str(party.municipality)
    if kind == PartyChange.NAME:
        party.sort_key = sort_key(party.name)[:1000]
        fields.append("sort_key")
    if kind == PartyChange.REPRESENTATIVE:
        person = filing.representatives.get()
        shut_out(filing, party, by)
        party.represented_by, party.represented_as = person.name, person.position
        party.represented_since = person.valid_from or filing.change_on or timezone.localdate()
        fields += ["represented_by", "represented_as", "represented_since"]
    saved_or_taken(party, [*fields, "changed_at"])
    record("change entered data", party, by=by, data={"what": kind, "act": filing.decision_number})
    return str(PartyChange(kind).label)


def delete_party(party: Party, filing: RegisterFiling, by: User) -> str:
    """The party ends; its row, its number and its history stay."""
    before = party.status
    party.status, party.deleted_on = Party.Status.DELETED, timezone.localdate()
    party.deletion_ground, party.deletion_reason = filing.party_ground, filing.deletion_reason
    party.deletion_act = filing.decision_number
    party.save()
    facts = {"filing": filing.case_number, "act": filing.decision_number}
    record(
        "delete",
        party,
        by=by,
        note=filing.deletion_reason,
        data=facts,
        from_state=before,
        to_state=party.status,
    )
    return filing.deletion_reason


EFFECTS: dict[str, Any] = {
    Kind.ENTRY: give_party_number,
    Kind.CHANGE: change_party,
    Kind.DELETION: delete_party,
}


def write_party_line(filing: RegisterFiling, before: State, text: str, by: User) -> PartyEntry:
    """Append the line of the book with what was and what is; its number is taken last."""
    with translation.override(settings.OFFICE_LANGUAGES[0]):
        words = PartyChange(filing.party_change).label if filing.party_change else text
        words = str(words)[:500]
    return PartyEntry.objects.create(
        number=next_number("party_entry", year=timezone.localdate().year),
        party=filing.party,
        filing=filing,
        kind=PartyEntry.Kind(filing.filing_kind),
        on=timezone.localdate(),
        act_number=filing.decision_number,
        text=words,
        facts=differences(before, party_state(filing.party)),
        by=by,
    )
