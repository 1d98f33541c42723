"""The statistics of the register as pictures and tables: each figure leads to the list it is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ngo_registry.queries.figures import GroupLine, Statistics, YearLine
from office.charts import Bar, Tile, bars, columns, tiles
from office.templatetags.saradnja import number, script

YEARS_DRAWN, BARS = 10, 12
GROUPS = ("kinds", "municipalities", "areas")
FILTERS = {"kinds": "kind", "municipalities": "municipality", "areas": "area"}


@dataclass(frozen=True)
class Cell:
    """A figure of a table and the list behind it."""

    value: int
    query: str


@dataclass(frozen=True)
class Table:
    """Figures under each other; the first column names the row."""

    name: str
    caption: str
    head: list[str]
    rows: list[tuple[str, list[Cell]]]
    pictures: list["Picture"] = field(default_factory=list)


@dataclass(frozen=True)
class Picture:
    """A chart with the sentence it proves."""

    name: str
    of: str  # the table that has the same figures
    title: str
    draw: Callable[[], SafeString]


class Shown:
    """The statistics under the chosen filters, in the language of the reader."""

    def __init__(self, found: Statistics, chosen: dict[str, str]) -> None:
        self.found, self.chosen = found, chosen
        self.year = int(chosen.get("year") or 0)
        self.rest = {name: value for name, value in chosen.items() if value and name != "year"}

    def cell(self, value: int, **filters: Any) -> Cell:
        """A figure with the filters of the list that give it."""
        return Cell(value, urlencode(self.rest | filters))

    @property
    def now(self) -> list[Cell]:
        """In the register now, and deleted."""
        found = self.found
        return [self.cell(found.stands, status="existing"), self.cell(found.gone, status="deleted")]

    def tables(self) -> list[Table]:
        """Every table that has figures, with the charts drawn of it."""
        drawn = self.pictures()
        made = filter(None, (self.table(name) for name in ("years", *GROUPS)))
        return [replace(table, pictures=[each for each in drawn if each.of == table.name]) for table in made]

    def table(self, name: str) -> Table | None:
        """A table by its name; none when there is nothing in it."""
        if name == "years":
            return self.years() if self.found.years else None
        lines = getattr(self.found, name, []) if name in GROUPS else []
        return self.groups(name, lines) if lines else None

    def years(self) -> Table:
        """Founded, entered, deleted in each year, and in the register at its end."""
        head = [_("Year"), *of_a_year(), _("In the register at the end of the year")]
        rows = [
            (
                str(line.year),
                [
                    self.cell(line.founded, founded=line.year),
                    self.cell(line.entered, entered=line.year),
                    self.cell(line.deleted, deleted=line.year),
                    self.cell(line.standing, standing=line.year),
                ],
            )
            for line in self.found.years
        ]
        return Table("years", _("Organisations by year"), head, rows)

    def groups(self, name: str, lines: list[GroupLine]) -> Table:
        """Kinds, municipalities or areas: as they stand now, or in the chosen year."""
        caption, first = captions()[name]
        now = [_("In the register now"), pgettext("statistics", "Deleted")]
        rows = [(called(line), self.cells(FILTERS[name], line)) for line in lines]
        return Table(name, caption, [first, *(of_a_year() if self.year else now)], rows)

    def cells(self, filter_name: str, line: GroupLine) -> list[Cell]:
        """The figures of one line."""
        own = {filter_name: line.key}
        if self.year:
            events = ("founded", "entered", "deleted")
            return [self.cell(getattr(line, event), **own, **{event: self.year}) for event in events]
        return [
            self.cell(line.stands, **own, status="existing"),
            self.cell(line.gone, **own, status="deleted"),
        ]

    def pictures(self) -> list[Picture]:
        """Every chart that says something under these filters."""
        made = [
            self.of_years("standing", standing_title),
            self.of_years("entered", entered_title),
            self.of_years("deleted", deleted_title),
            *(self.of_groups(name) for name in GROUPS),
        ]
        return [picture for picture in made if picture]

    def picture(self, name: str) -> Picture | None:
        """One chart by its name."""
        return next((each for each in self.pictures() if each.name == name), None)

    def of_years(self, event: str, title_of: Callable[[list[YearLine]], str]) -> Picture | None:
        """The last years as columns."""
        lines = self.found.years[:YEARS_DRAWN][::-1]
        if len(lines) < 2 or not any(getattr(line, event) for line in lines):
            return None
        parts = [Bar(str(line.year), getattr(line, event), number(getattr(line, event))) for line in lines]
        title = title_of(lines)
        return Picture(event, "years", title, lambda: columns(parts, title=title, description=same_figures()))

    def of_groups(self, name: str) -> Picture | None:
        """Tiles where the municipalities have a place on the map, else lying bars; now or entered in the year."""
        lines: list[GroupLine] = getattr(self.found, name)
        event = "entered" if self.year else "stands"
        if len(lines) < 2 or not any(getattr(line, event) for line in lines):
            return None
        ordered = sorted(lines, key=lambda line: -getattr(line, event))
        first, second = (getattr(line, event) for line in ordered[:2])
        title = self.group_title(name, ordered[0], first) if first > second else captions()[name][0]
        mapped = [line for line in lines if getattr(line.thing, "tile_col", None) is not None]
        if name == "municipalities" and len(mapped) > 1:
            parts = [tile_of(line, getattr(line, event)) for line in mapped]
            return Picture(name, name, title, lambda: tiles(parts, title=title, description=same_figures()))
        rows = [
            Bar(called(line), getattr(line, event), number(getattr(line, event))) for line in ordered[:BARS]
        ]
        return Picture(name, name, title, lambda: bars(rows, title=title, description=same_figures()))

    def group_title(self, name: str, line: GroupLine, value: int) -> str:
        """The sentence a chart of groups proves."""
        facts = {"name": called(line), "n": number(value), "year": self.year}
        now = {
            "kinds": _("The commonest kind: %(name)s, %(n)s in the register"),
            "municipalities": _("The most organisations have their seat here: %(name)s, %(n)s"),
            "areas": _("The most organisations work in this area: %(name)s, %(n)s"),
        }
        of_year = {
            "kinds": _("The kind entered most often in %(year)s: %(name)s, %(n)s"),
            "municipalities": _("The most entries in %(year)s: %(name)s, %(n)s"),
            "areas": _("The area with the most entries in %(year)s: %(name)s, %(n)s"),
        }
        return (of_year if self.year else now)[name] % facts


def captions() -> dict[str, tuple[str, str]]:
    """How the tables of groups are called, and their first columns."""
    return {
        "kinds": (_("Organisations by kind"), _("Kind")),
        "municipalities": (_("Organisations by municipality of the seat"), _("Municipality")),
        "areas": (_("Organisations by area of work"), _("Area of work")),
    }


def of_a_year() -> list[str]:
    """Names of what a year brought."""
    names = (
        pgettext("statistics", "Founded"),
        pgettext("statistics", "Entered"),
        pgettext("statistics", "Deleted"),
    )
    return list(names)


def called(line: GroupLine) -> str:
    """A kind, a municipality or an area as the reader's language writes it."""
    return str(capfirst(script(str(line.thing))))


def tile_of(line: GroupLine, value: int) -> Tile:
    """A municipality where it lies."""
    return Tile(line.thing.tile_col, line.thing.tile_row, called(line), value, number(value))


def same_figures() -> str:
    """The description of a chart: nothing is in it that the table has not."""
    return _("The same figures stand in the table.")


def standing_title(lines: list[YearLine]) -> str:
    """More, fewer or as many as at the beginning of the chart."""
    first, last = lines[0], lines[-1]
    facts = {
        "n": number(last.standing), "year": last.year, "before": number(first.standing), "then": first.year,
    }  # fmt: skip
    if last.standing > first.standing:
        return (
            _("The register grows: %(before)s at the end of %(then)s, %(n)s at the end of %(year)s") % facts
        )
    if last.standing < first.standing:
        return (
            _("The register shrinks: %(before)s at the end of %(then)s, %(n)s at the end of %(year)s") % facts
        )
    return _("The register is as large as at the end of %(then)s: %(n)s") % facts


def entered_title(lines: list[YearLine]) -> str:
    """The year with the most entries."""
    line = max(lines, key=lambda each: (each.entered, each.year))
    return _("The most entries were in %(year)s: %(n)s") % {"year": line.year, "n": number(line.entered)}


def deleted_title(lines: list[YearLine]) -> str:
    """The year with the most deletions."""
    line = max(lines, key=lambda each: (each.deleted, each.year))
    return _("The most deletions were in %(year)s: %(n)s") % {"year": line.year, "n": number(line.deleted)}
