"""Points to places: sheets to totals, totals to the final score, scores to a ranking (pure)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from office.money import cut, half_up

Key = TypeVar("Key")


class Rounding(StrEnum):
    """How a mean becomes a number with two decimals."""

    CUT = "cut"
    HALF_UP = "half_up"


class Aggregate(StrEnum):
    """How several sheets become one score."""

    MEAN = "mean"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sub-criterion as one scorer filled it."""

    criterion: str
    points: Decimal
    max_points: Decimal
    step: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Ranked(Generic[Key]):
    """One row of a ranking: equal scores share a place; order is empty until a tie is settled, and start is the first
    position of those who are still equal."""

    key: Key
    final: Decimal
    place: int
    tied: bool
    order: int | None
    start: int = 0


def check_points(points: Decimal, max_points: Decimal, step: Decimal = Decimal(1)) -> None:
    """ValueError with a sentence when the points are outside 0–max or between two steps."""
    if step <= 0:
        raise ValueError(_("The step of the points must be above zero."))
    if not points.is_finite() or points < 0 or points > max_points:
        raise ValueError(_("The points must lie between 0 and %(max)s.") % {"max": _plain(max_points)})
    if points % step:
        raise ValueError(_("The points must go in steps of %(step)s.") % {"step": _plain(step)})


def criterion_totals(lines: Iterable[SheetLine]) -> dict[str, Decimal]:
    """Points of one sheet by criterion, each line checked first."""
    totals: dict[str, Decimal] = {}
    for line in lines:
        check_points(line.points, line.max_points, line.step)
        totals[line.criterion] = totals.get(line.criterion, Decimal(0)) + line.points
    return totals


def sheet_total(lines: Iterable[SheetLine]) -> Decimal:
    """All points of one sheet."""
    return sum(criterion_totals(lines).values(), Decimal(0))


def final_score(
    totals: Sequence[Decimal],
    *,
    aggregate: str = Aggregate.MEAN,
    rounding: str = Rounding.HALF_UP,
    places: int = 2,
) -> Decimal:
    """Final points of an application from the totals of its n sheets; (A + B) / 2 for two.

    The mean is taken exactly and brought to the places once: 214 / 3 is 71.33 either way,
    191 / 3 is 63.66 cut and 63.67 half-up. ValueError without a sheet.
    """
    if not totals:
        raise ValueError(_("There is no score sheet to count."))
    total = sum(totals, Decimal(0))
    count = 1 if Aggregate(aggregate) is Aggregate.SUM else len(totals)
    return _to_places(Fraction(total) / count, Rounding(rounding), places)


def _to_places(value: Fraction, rounding: Rounding, places: int) -> Decimal:
    """An exact fraction brought to a number of decimals, without a rounding in between."""
    scaled = value * 10**places
    whole = int(scaled) if rounding is Rounding.CUT else int(scaled + Fraction(1, 2))
    return (cut if rounding is Rounding.CUT else half_up)(Decimal(whole).scaleb(-places), places)


def gap(totals: Sequence[Decimal]) -> Decimal:
    """Difference between the highest and the lowest sheet, for the commission to see."""
    return max(totals) - min(totals) if totals else Decimal(0)


def sheets_needed(totals: Sequence[Decimal], scorers: int, third_gap: Decimal | None) -> int:
    """How many sheets an application needs: one more when two differ by more than the rule allows."""
    if third_gap is not None and len(totals) >= scorers and gap(totals) > third_gap:
        return scorers + 1
    return scorers


def rank(
    finals: Mapping[Key, Decimal],
    tie_order: Mapping[Key, int] | None = None,
    *,
    steps: Mapping[Key, int] | None = None,
) -> list[Ranked[Key]]:
    """Places by falling score: 1, 2, 2, 4. Ties keep one place; a rule or the commission orders them.

    steps gives, for tied keys, the rung on which a rule puts them; equals of one rung stay equal.
    tie_order gives, for tied keys, the commission's order among themselves (1, 2, …). A tie group
    that is not ordered whole and without repeats keeps order None, as do no other rows.
    """
    counts = Counter(finals.values())
    chosen, rung = tie_order or {}, steps or {}
    rows: list[Ranked[Key]] = []
    place = 1
    for score in sorted(counts, reverse=True):
        group = [key for key, final in finals.items() if final == score]
        start = place
        for number in sorted({rung.get(key, 0) for key in group}):
            part = [key for key in group if rung.get(key, 0) == number]
            settled = len(part) == 1 or _settled(part, chosen)
            if settled and len(part) > 1:
                part.sort(key=lambda key: chosen[key])
            for offset, key in enumerate(part):
                order = start + offset if settled else None
                rows.append(Ranked(key, score, place, len(group) > 1, order, start))
            start += len(part)
        place += len(group)
    return rows


def _settled(group: Sequence[Key], chosen: Mapping[Key, int]) -> bool:
    """True when the commission gave every member of a tie its own number."""
    numbers = [chosen[key] for key in group if key in chosen]
    return len(numbers) == len(group) == len(set(numbers))


def open_ties(rows: Iterable[Ranked[Key]]) -> list[list[Key]]:
    """Groups of equal score that the commission has not ordered yet, best first."""
    groups: dict[int, list[Key]] = {}
    for row in rows:
        if row.order is None:
            groups.setdefault(row.start, []).append(row.key)
    return [groups[start] for start in sorted(groups)]


def in_order(rows: Iterable[Ranked[Key]]) -> list[Ranked[Key]]:
    """Rows in the order in which money is given; ValueError while a tie is open."""
    rows = list(rows)
    if any(row.order is None for row in rows):
        raise ValueError(_("Applications with equal points must be ordered by the commission first."))
    return sorted(rows, key=lambda row: row.order or 0)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")
