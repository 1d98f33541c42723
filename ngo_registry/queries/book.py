"""Lines of the book of the register: of a time or of one organisation, part by part as they are printed."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ngo_registry.models import RegisterEntry
from office.models import Job, User

JOB = "ngo_registry.book"
PART = 200  # lines one print holds: five seconds of drawing
AT_ONCE = 20  # lines drawn while the person waits: half a second; a longer print is work of its own


def book_lines(
    *, since: datetime.date | None = None, until: datetime.date | None = None, organisation: int | None = None
) -> QuerySet:
    """Lines of the book in their order, of a time or of one organisation."""
    rows = RegisterEntry.objects.select_related("organisation", "by", "filing").order_by("on", "pk")
    if since:
        rows = rows.filter(on__gte=since)
    if until:
        rows = rows.filter(on__lte=until)
    return rows.filter(organisation=organisation) if organisation else rows


def years_of_book() -> list[int]:
    """Years in which something was entered, the newest first."""
    return [day.year for day in RegisterEntry.objects.dates("on", "year", order="DESC")]


@dataclass(frozen=True)
class BookPart:
    """One part of the asked lines, as it is shown and printed."""

    lines: list[RegisterEntry]
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
