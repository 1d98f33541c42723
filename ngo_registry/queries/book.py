"""Lines of the books of the registers: of a time, of one organisation or party, part by part as they are printed."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ngo_registry.models import PartyEntry, RegisterEntry
from office.models import Job, User

ORGANISATION, PARTY = "organisation", "party"  # whose book it is, as addresses name it
FILES = {ORGANISATION: "knjiga-registra", PARTY: "knjiga-partija"}
JOB = "ngo_registry.book"
PART = 200  # lines one print holds: five seconds of drawing
AT_ONCE = 20  # lines drawn while the person waits: half a second; a longer print is work of its own


def book_lines(
    holder: str = ORGANISATION,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    of: int | None = None,
) -> QuerySet:
    """Lines of one of the two books in their order, of a time or of one organisation or party."""
    entries = PartyEntry.objects if holder == PARTY else RegisterEntry.objects
    rows = within(entries.select_related(holder, "by", "filing"), since, until)
    return rows.filter(**{holder: of}) if of else rows


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
    def is_short(self) -> bool:
        """It is drawn at once."""
        return len(self.lines) <= AT_ONCE

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


def print_under_way(by: User, params: dict[str, Any]) -> Job | None:
    """The same print this person has already ordered and that is not drawn yet."""
    going = Job.objects.filter(kind=JOB, ordered_by=by, params=params)
    return going.filter(state__in=[Job.State.WAITING, Job.State.RUNNING]).order_by("-pk").first()
