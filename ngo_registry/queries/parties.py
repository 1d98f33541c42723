"""The register of parties: the list, one party, its state as the book keeps it, statements of a filing."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ngo_registry.models import (
    PARTY_FACTS,
    FounderStatement,
    Party,
    PartyEntry,
    RegisterFiling,
    StatementImport,
    StatementRow,
)
from ngo_registry.party_facts_in_words import side_by_side
from ngo_registry.queries.party_search import best_first, narrowed
from ngo_registry.queries.past import State, plain
from office.models import IssuedDocument, StoredFile
from office.scripts import fold

PAGE = 50
ENDING = ("status", "deleted_on", "deletion_ground", "deletion_reason")
HEAD = (
    _("register number"),
    _("name"),
    _("short name"),
    _("former names"),
    _("status"),
    _("municipality"),
    _("place"),
    _("address of the seat"),
    _("representative"),
    _("day of founding"),
    _("day of the statute"),
    _("day of the programme"),
    _("day of entry"),
    _("number of the decision"),
    _("day of deletion"),
    _("ground of deletion"),
    _("act of deletion"),
    _("web site"),
    _("public e-mail"),
)
COLUMNS = (
    "number", "name", "short_name", "former_names", "status", "municipality__name", "place", "address",
    "represented_by", "founded_on", "statute_on", "programme_on", "registered_on", "decision_number", "deleted_on",
    "deletion_ground", "deletion_act", "website", "email",
)  # fmt: skip


@dataclass(frozen=True)
class FoundParties:
    """One page of the list, and what was searched instead when a word was mistyped."""

    rows: list[Party]
    count: int
    page: int
    pages: int
    corrected: str = ""


def party_search(words: str = "", status: str = "", page: int = 1) -> FoundParties:
    """One page of the public list."""
    rows, corrected = narrowed(words, status)
    if fold(words):
        rows = best_first(rows, corrected or words)
    count = rows.count()
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    return FoundParties(list(rows[(page - 1) * PAGE : page * PAGE]), count, page, pages, corrected)


def party_rows(words: str = "", status: str = "") -> Iterator[tuple[Any, ...]]:
    """Rows of a download: public columns only, no founder in any of them."""
    statuses = dict(Party.Status.choices)
    grounds = dict(Party._meta.get_field("deletion_ground").choices)
    for row in narrowed(words, status)[0].values_list(*COLUMNS).iterator(chunk_size=2000):
        cells = dict(zip(COLUMNS, row, strict=True))
        cells["status"] = str(statuses[cells["status"]])
        cells["deletion_ground"] = str(grounds.get(cells["deletion_ground"], ""))
        yield tuple(cells.values())


def all_parties() -> QuerySet[Party]:
    """Every party, for the address of one."""
    return Party.objects.select_related("municipality", "sign")


def public_party(number: str) -> Party | None:
    """The party of an address of the register."""
    return all_parties().filter(number=number).first()


def book_of(party: Party) -> list[PartyEntry]:
    """Lines of the book, the first one first."""
    return list(party.entries.select_related("filing").order_by("on", "pk"))


def timeline_of(entries: list[PartyEntry]) -> list[tuple[PartyEntry, list[tuple[str, str, str]]]]:
    """Lines of the book, the newest first, each change with its facts before and after."""
    change = PartyEntry.Kind.CHANGE
    return [(line, side_by_side(line.facts) if line.kind == change else []) for line in entries[::-1]]


def extract_of(party: Party) -> IssuedDocument | None:
    """The extract that holds."""
    rows = IssuedDocument.objects.select_related("file").filter(
        kind="ngo_registry.party_extract",
        subject="ngo_registry.party",
        subject_id=str(party.pk),
        status=IssuedDocument.Status.VALID,
        public=True,
    )
    return rows.order_by("-pk").first()


def party_state(party: Party) -> State:
    """What the book says of a party now: public facts, the sign by the fingerprint of its file."""
    state: State = {name: plain(getattr(party, name)) for name in (*PARTY_FACTS, *ENDING) if name != "sign"}
    state["sign"] = party.sign.sha256 if party.sign else ""
    state["represented_by"] = ", ".join(part for part in (party.represented_by, party.represented_as) if part)
    return state


def sign_data(stored: StoredFile | None) -> str:
    """The sign as a part of a document; nothing when its file is not there."""
    if stored is None or not stored.path.is_file():
        return ""
    return f"data:{stored.content_type};base64,{base64.b64encode(stored.path.read_bytes()).decode()}"


def filings_of_party(party: Party) -> list[RegisterFiling]:
    """Filings of a party, the newest first."""
    return list(party.filings.order_by("-pk"))


@dataclass(frozen=True)
class StatementPage:
    """One page of the statements of a filing."""

    rows: list[FounderStatement]
    count: int
    page: int
    pages: int


def statements_of(
    filing: RegisterFiling, *, words: str = "", only: set[int] | None = None, page: int = 1
) -> StatementPage:
    """Statements in their order; `only` those of these rows."""
    rows = filing.statements.order_by("pk")
    if only is not None:
        rows = rows.filter(pk__in=only)
    found = list(rows)
    if fold(words):
        found = [row for row in found if fold(words) in fold(row.name)]
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, page), pages)
    return StatementPage(found[(page - 1) * PAGE : page * PAGE], len(found), page, pages)


def statement_imports(filing: RegisterFiling) -> QuerySet[StatementImport]:
    """Tables of statements of a filing, the newest first."""
    return filing.statement_imports.select_related("created_by")


def import_rows(batch: StatementImport, *, rejected: bool, most: int = 20) -> list[StatementRow]:
    """The first rows of one outcome."""
    rows = batch.rows.exclude(faults={}) if rejected else batch.rows.filter(faults={})
    return list(rows.order_by("line")[:most])
