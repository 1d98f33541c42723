"""The public money of one organisation by year and body: a chart, the same sums as a table, the rows behind each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from office.charts import COLORS, Stack, stacks
from office.templatetags.saradnja import amount, script
from reports.models import SpendingRow

YEARS_DRAWN = 10


@dataclass(frozen=True)
class Group:
    """Rows of one year and one body, and their sum."""

    year: int
    body: str
    anchor: str
    rows: list[SpendingRow]

    @property
    def awarded(self) -> Decimal:
        """What they make together."""
        return sum((row.awarded for row in self.rows), Decimal(0))


@dataclass(frozen=True)
class MoneyOfYears:
    """Everything a page shows of it."""

    groups: list[Group]

    @property
    def years(self) -> list[tuple[int, list[Group], Decimal]]:
        """Each year with its bodies and its sum, the newest first."""
        found: dict[int, list[Group]] = defaultdict(list)
        for group in self.groups:
            found[group.year].append(group)
        return [(year, of, sum((each.awarded for each in of), Decimal(0))) for year, of in found.items()]

    @property
    def title(self) -> str:
        """What the chart shows, as a sentence."""
        years = self.years
        first, last = years[-1][0], years[0][0]
        facts = {"sum": amount(sum((each[2] for each in years), Decimal(0))), "first": first, "last": last}
        if first == last:
            return _("Public money in %(last)s by body: %(sum)s") % facts
        return _("Public money from %(first)s to %(last)s by body: %(sum)s in all") % facts

    def draw(self) -> SafeString:
        """The last years as columns made of bodies."""
        years = self.years[:YEARS_DRAWN][::-1]
        own, legend = legend_of([groups for _year, groups, _sum in years])
        rows = [
            Stack(str(year), parts_of(groups, own, len(legend)), amount(total))
            for year, groups, total in years
        ]
        return stacks(rows, legend, title=self.title, description=_("The same sums stand in the table."))


def legend_of(years: list[list[Group]]) -> tuple[list[str], list[str]]:
    """Bodies with a colour of their own, the greatest first, and the legend; the smallest stand together."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for group in chain.from_iterable(years):
        totals[group.body] += group.awarded
    bodies = sorted(totals, key=lambda body: (-totals[body], body))
    if len(bodies) <= len(COLORS):
        return bodies, bodies
    own = bodies[: len(COLORS) - 1]
    return own, [*own, _("Other bodies")]


def parts_of(groups: list[Group], own: Sequence[str], length: int) -> tuple[float, ...]:
    """The sums of one year in the order of the legend; what has no colour of its own goes to the last part."""
    parts = [0.0] * length
    for group in groups:
        parts[own.index(group.body) if group.body in own else length - 1] += float(group.awarded)
    return tuple(parts)


def money_of_years(rows: list[SpendingRow]) -> MoneyOfYears:
    """Rows by year and body, the newest year and the greatest sum first."""
    found: dict[tuple[int, int, str], list[SpendingRow]] = defaultdict(list)
    for row in rows:
        body = row.spending.body
        found[row.spending.year, body.pk, str(script(body.name))].append(row)
    groups = [Group(year, name, f"reported-{year}-{pk}", of) for (year, pk, name), of in found.items()]
    return MoneyOfYears(sorted(groups, key=lambda each: (-each.year, -each.awarded, each.body)))
