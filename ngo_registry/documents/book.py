"""The books of the registers and the state on a day, printed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ngo_registry import facts_in_words, party_facts_in_words
from ngo_registry.documents.party_book import party_columns_of
from ngo_registry.facts_in_words import label, shown
from ngo_registry.models import Organisation, OrganisationKind, Party, PartyEntry, RegisterEntry
from ngo_registry.queries.book import BookPart
from ngo_registry.queries.party_past import party_state_on
from ngo_registry.queries.past import State, state_on
from office.documents import letterhead, render_pdf

Kind = RegisterEntry.Kind
# Facts the columns of the law's book already hold; the rest of an entry stands behind them.
IN_COLUMNS = frozenset({"number", "registered_on", "founded_on", "statute_on", "name", "representatives"}) | {
    "place", "municipality", "address", "home_name", "home_seat", "home_country", "office_form",
}  # fmt: skip


@dataclass(frozen=True)
class PrintedLine:
    """A line of the book as it is printed: the columns of an entry, or what was and what is."""

    line: RegisterEntry | PartyEntry
    columns: list[tuple[str, str]]
    changes: list[tuple[str, str, str]]

    @property
    def holder(self) -> Organisation | Party | None:
        """Whose line it is; nobody's once the import that made it was undone."""
        return self.line.party if isinstance(self.line, PartyEntry) else self.line.organisation


def printed(lines: Iterable[RegisterEntry | PartyEntry]) -> list[PrintedLine]:
    """Every line with what it says, in the active language."""
    return [said(line) for line in lines]


def said(line: RegisterEntry | PartyEntry) -> PrintedLine:
    """One line: an entry by the columns of its book, anything else by what was and what is."""
    of_party = isinstance(line, PartyEntry)
    if line.kind == Kind.ENTRY and line.facts:
        return PrintedLine(line, party_columns_of(line) if of_party else columns_of(line), [])
    words = party_facts_in_words if of_party else facts_in_words
    return PrintedLine(line, [], words.side_by_side(line.facts))


def columns_of(line: RegisterEntry) -> list[tuple[str, str]]:
    """The columns of the by-law in their order, then every other fact that was entered."""
    facts: State = {name: new for name, (_old, new) in line.facts.items()}
    number = facts.get("number") or (line.organisation.number if line.organisation_id else "")
    seat = joined(facts, "address", "place", "municipality")
    first = [
        (_("No. of entry"), number),
        (_("Day of entry"), shown("registered_on", facts.get("registered_on") or line.on.isoformat())),
    ]
    people = (label("representatives"), shown("representatives", facts.get("representatives")))
    if facts.get("kind") == OrganisationKind.FOREIGN:
        form = shown("office_form", facts.get("office_form"))
        columns = [
            *first,
            (_("Registration in the state of its seat"), joined(facts, *HOME)),
            (label("name"), shown("name", facts.get("name"))),
            people,
            (_("Seat and form of the office in the state"), f"{seat}; {form}"),
        ]
    else:
        columns = [
            *first,
            (_("Founding act"), shown("founded_on", facts.get("founded_on"))),
            (_("Statute"), shown("statute_on", facts.get("statute_on"))),
            (label("name"), shown("name", facts.get("name"))),
            (_("Seat"), seat),
            people,
        ]
    rest = [
        (label(name), shown(name, value))
        for name, value in facts.items()
        if value not in (None, "", [], {}, False) and name not in IN_COLUMNS
    ]
    return [*columns, *rest]


HOME = ("home_name", "home_seat", "home_country")


def joined(facts: State, *names: str) -> str:
    """Facts of one column, each said once."""
    return ", ".join(dict.fromkeys(str(facts[name]) for name in names if facts.get(name))) or "–"


def book_pdf(
    part: BookPart,
    day: datetime.date,
    language: str,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    of_parties: bool = False,
) -> bytes:
    """One part of a book: number, day, organisation or party, act, what was, what is, who."""
    with translation.override(language):
        title = _("Book of the register of political parties") if of_parties else _("Book of the register")
        rows = printed(part.lines)
        context = {"letterhead": letterhead(), "number": "", "rows": rows, "part": part}
        context |= {"since": since, "until": until, "of_parties": of_parties}
        template = "ngo_registry/documents/book.html"
        return render_pdf(template, context, language=language, created=day, title=title)


def past_rows_of(holder: Organisation | Party, day: datetime.date) -> list[tuple[str, str]]:
    """Label and value of every fact of a day, in the active language; nothing before the entry."""
    if isinstance(holder, Party):
        state, words = party_state_on(holder, day), party_facts_in_words
    else:
        state, words = state_on(holder, day), facts_in_words
    return [(words.label(name), words.shown(name, value)) for name, value in (state or {}).items() if value]


def past_facts(
    holder: Organisation | Party, day: datetime.date, language: str, signer: Any
) -> dict[str, Any]:
    """The extract of a past day: the facts of one organisation or party as they stood at its end."""
    with translation.override(language):
        shown_day = date_format(day, "DATE_FORMAT")
        title = _("Extract from the register: state on %(day)s") % {"day": shown_day}
        rows = past_rows_of(holder, day)
    return {
        "kind": "ngo_registry.past_extract",
        "template": "ngo_registry/documents/past.html",
        "title": title,
        "issued_on": timezone.localdate(),
        "context": {"rows": rows, "organisation": holder, "day": day, "signer": signer},
    }
