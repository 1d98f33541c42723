"""Changes and the deletion of an organisation as its own people see them."""

from typing import Any

from django.db.models import F, Q, QuerySet

from ngo_registry.acting import Deed, roles_for
from ngo_registry.conditions_of_parties import CHANGE_PAPERS as PARTY_PAPERS
from ngo_registry.conditions_online import missing
from ngo_registry.kinds_of_changes import files_of_change, title_of
from ngo_registry.models import Letter, Organisation, Party, PartyChange, RegisterFiling
from ngo_registry.queries.memberships import own_entries, owned
from ngo_registry.queries.party_people import parties_of
from office.models import StoredFile, User

S = RegisterFiling.State
ONLINE = RegisterFiling.Origin.ONLINE
ENTRY = RegisterFiling.Kind.ENTRY


def changes_of(organisation: Organisation) -> QuerySet:
    """Changes and deletions of this organisation, the newest first; drafts of officers stay in the office."""
    return shown_to_its_people(organisation.filings.all())


def changes_of_party(party: Party) -> QuerySet:
    """The same of a party; its entry with the founders' statements stays with who filed it."""
    return shown_to_its_people(party.filings.all())


def changes_for(user: User, organisation: Organisation | None) -> QuerySet:
    """Changes of the organisation the person acts for now, and of every party the person acts for."""
    mine = Q(party__in=parties_of(user).values("pk"))
    if organisation is not None:
        mine |= Q(organisation=organisation)
    return shown_to_its_people(RegisterFiling.objects.filter(mine))


def shown_to_its_people(rows: QuerySet) -> QuerySet:
    """Changes and deletions among these filings, without drafts of the office."""
    rows = rows.exclude(filing_kind=ENTRY).exclude(~Q(origin=ONLINE), submitted_at__isnull=True)
    with_facts = ("organisation__municipality", "party__municipality", "party__sign", "municipality", "sign")
    return rows.select_related(*with_facts, "decision__file", "online__receipt__file").order_by("-pk")


def own_filings(user: User) -> QuerySet:
    """Online filings a person may send: own entries, changes of organisations and of parties they own."""
    mine = own_entries(user) | Q(organisation__in=owned(user, Deed.SEND).values("organisation"))
    mine |= Q(party__in=parties_of(user, roles_for(Party, Deed.SEND)).values("pk")) & ~Q(filing_kind=ENTRY)
    return RegisterFiling.objects.filter(mine, origin=ONLINE).select_related("organisation", "party")


def own_letters(user: User) -> QuerySet:
    """Letters in the online filings of a person."""
    rows = Letter.objects.filter(filing__in=own_filings(user).values("pk"))
    return rows.select_related("filing__organisation", "filing__party", "document__file")


def letters_in_order(user: User) -> list[Letter]:
    """The letters of a person, those that wait to be opened first, then the newest; a page of them."""
    return list(own_letters(user).order_by(F("served_on").desc(nulls_first=True), "-pk")[:200])


def home_of(letter: Letter) -> tuple[str, int]:
    """Where an opened letter is read: on the page of an entry beside its term, else as the file itself."""
    if letter.filing.filing_kind == ENTRY:
        return "ngo_registry_portal:filing", letter.filing_id
    return "ngo_registry_portal:letter", letter.pk


def papers_asked(filing: RegisterFiling) -> tuple[str, ...]:
    """Papers that belong to a change or a deletion; written online also the signed application."""
    names: tuple[str, ...] = ("deletion_paper", "closing_account")
    if filing.party_change:
        sign = ("sign",) if filing.party_change == PartyChange.SIGN else ()
        names = (*sign, *PARTY_PAPERS[filing.party_change])
    elif filing.change_kind:
        names = files_of_change(filing)
    return ("application", *names) if filing.origin == ONLINE else names


def enclosed(filing: RegisterFiling) -> list[tuple[str, Any, StoredFile]]:
    """Papers handed in with a change or a deletion, each with the name of the paper."""
    papers = [(name, title_of(filing, name), getattr(filing, name)) for name in papers_asked(filing)]
    return [(name, title, stored) for name, title, stored in papers if stored]


def receipt_of(filing: RegisterFiling) -> StoredFile | None:
    """The receipt of a filing sent online, once it is drawn."""
    online = getattr(filing, "online", None)
    return online.receipt.file if online and online.receipt else None


def change_facts(filing: RegisterFiling) -> dict[str, Any]:
    """What the page of one change shows."""
    return {
        "unmet": missing(filing) if filing.is_open and filing.filing_kind != ENTRY else [],
        "letters": list(filing.letters.select_related("document__file")),
        "complaints": list(filing.complaints.select_related("decision")),
        "people": [*filing.representatives.all(), *filing.governingmembers.all()],
    }
