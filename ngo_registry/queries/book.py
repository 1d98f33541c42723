"""Lines of the books of the registers: of a time, of one organisation or party, part by part as they are printed."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from ngo_registry.models import PartyEntry, RegisterEntry

PART = 200  # lines one print holds


def book_lines(
    *, since: datetime.date | None = None, until: datetime.date | None = None, organisation: int | None = None
) -> QuerySet:
    """Lines of the book in their order, of a time or of one organisation."""
    rows = within(RegisterEntry.objects.select_related("organisation", "by", "filing"), since, until)
    return rows.filter(organisation=organisation) if organisation else rows


def party_lines(
    *, since: datetime.date | None = None, until: datetime.date | None = None, party: int | None = None
) -> QuerySet:
    """The same of the book of political parties."""
    rows = within(PartyEntry.objects.select_related("party", "by", "filing"), since, until)
    return rows.filter(party=party) if party else rows


def within(rows: QuerySet, since: datetime.date | None, until: datetime.date | None) -> QuerySet:
    """Lines of these days in the order of the book."""
    if since:
        rows = rows.filter(on__gte=since)
    if until:
        rows = rows.filter(on__lte=until)
    return rows.order_by("on", "pk")


def years_of(rows: QuerySet) -> list[int]:
    """Years in which something was entered, the newest first."""
    return [day.year for day in rows.order_by().dates("on", "year", order="DESC")]


@dataclass(frozen=True)
class BookPart:
    """One part of the asked lines, as it is shown and printed."""

    lines: list[RegisterEntry] | list[PartyEntry]
    count: int
    number: int
    parts: int

    @property
    def first(self) -> str:
        """Number of the first line of the part."""
        return self.lines[0].number if self.lines else ""

    @property
    def last(self) -> str:
        """Number of the last line of the part."""
        return self.lines[-1].number if self.lines else ""


def part_of(rows: QuerySet, number: int) -> BookPart:
    """Two questions, however long the book is."""
    count = rows.count()
    parts = max(1, -(-count // PART))
    number = min(max(1, number), parts)
    return BookPart(list(rows[(number - 1) * PART : number * PART]), count, number, parts)
