"""Statistics of the register, read from the figures counted for them."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils import timezone

from ngo_registry.models import FiguresCounted, OrganisationKind, RegisterFigure
from office.models import Area, Municipality

Event = RegisterFigure.Event
EVENTS = (Event.FOUNDED, Event.ENTERED, Event.DELETED)
NOW = (Event.STANDS, Event.GONE, Event.UNDATED)


@dataclass
class YearLine:
    """One year: how many were founded, entered, deleted in it, and stood in the register at its end."""

    year: int
    founded: int = 0
    entered: int = 0
    deleted: int = 0
    standing: int = 0


@dataclass
class GroupLine:
    """One kind, municipality or area: now in the register and gone, or what a chosen year brought."""

    key: str  # as the filter of the list writes it
    thing: Any
    stands: int = 0
    gone: int = 0
    founded: int = 0
    entered: int = 0
    deleted: int = 0


@dataclass(frozen=True)
class Statistics:
    """Everything the page of statistics shows."""

    counted: FiguresCounted | None
    years: list[YearLine] = field(default_factory=list)
    kinds: list[GroupLine] = field(default_factory=list)
    municipalities: list[GroupLine] = field(default_factory=list)
    areas: list[GroupLine] = field(default_factory=list)
    stands: int = 0  # in the register now
    gone: int = 0  # deleted, whenever it was
    undated: int = 0  # in the register now, without a day of entry: in no year


def statistics(kind: str = "", municipality: Municipality | None = None, year: int = 0) -> Statistics:
    """The figures, all or of one kind, municipality, year; few questions, whatever the size of the register."""
    whole = RegisterFigure.objects.filter(**({"kind": kind} if kind else {}))
    alone = whole.filter(area__isnull=True)
    if municipality:
        alone = alone.filter(municipality=municipality)
    rows = alone.order_by().values_list("event", "year", "kind", "municipality").annotate(Sum("rows"))
    found = list(rows)
    now = {event: sum(row[-1] for row in found if row[0] == event) for event in NOW}
    return Statistics(
        counted=FiguresCounted.objects.first(),
        years=by_year(found),
        kinds=grouped(found, 2, dict(OrganisationKind.choices), year),
        municipalities=[] if municipality else by_municipality(found, year),
        areas=[] if municipality else by_area(whole, year),
        stands=now[Event.STANDS],
        gone=now[Event.GONE],
        undated=now[Event.UNDATED],
    )


def by_year(found: list[tuple]) -> list[YearLine]:
    """Every year from the first entry on, the newest first; who is there is carried from year to year."""
    counts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for event, year, _kind, _place, rows in found:
        if year:
            counts[event][year] += rows
    known = {year for years in counts.values() for year in years}
    lines, standing = [], 0
    last = timezone.localdate().year  # its end is not there yet: it stands as it stands today
    for year in range(min(known), last + 1) if known else ():
        standing += counts[Event.CAME][year] - counts[Event.LEFT][year]
        lines.append(YearLine(year, *(counts[event][year] for event in EVENTS), standing))
    return lines[::-1]


def grouped(found: list[tuple], place: int, things: dict, year: int) -> list[GroupLine]:
    """Sums of every thing that has any, the greatest first: of a year, or as things stand now."""
    lines = {key: GroupLine(str(key), thing) for key, thing in things.items()}
    wanted = EVENTS if year else (Event.STANDS, Event.GONE)
    for row in found:
        line, event = lines.get(row[place]), row[0]
        if line and event in wanted and row[1] == year:
            setattr(line, event, getattr(line, event) + row[-1])
    used = [line for line in lines.values() if any(getattr(line, event) for event in wanted)]
    return sorted(used, key=lambda line: [-getattr(line, event) for event in wanted])


def by_municipality(found: list[tuple], year: int) -> list[GroupLine]:
    """Sums of municipalities; the key is the code of the filter."""
    return with_codes(grouped(found, 3, {row.pk: row for row in Municipality.objects.all()}, year))


def by_area(whole: QuerySet, year: int) -> list[GroupLine]:
    """Sums of areas of work; who works in two is counted in both."""
    rows = whole.filter(area__isnull=False, year=year).order_by()
    found = list(rows.values_list("event", "year", "area").annotate(Sum("rows")))
    return with_codes(grouped(found, 2, {row.pk: row for row in Area.objects.all()}, year))


def with_codes(lines: list[GroupLine]) -> list[GroupLine]:
    """The same lines under the codes the filters use."""
    for line in lines:
        line.key = line.thing.code
    return lines


def municipality_of(code: str) -> Municipality | None:
    """The municipality of the filter."""
    return Municipality.objects.filter(code=code[:12]).first() if code else None
