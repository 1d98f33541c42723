"""One share for all within the limits of each: how far a sum lifts everybody at once (pure)."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from office.money import cut


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one application asked, the least it gets and the most it may get."""

    requested: Decimal
    least: Decimal
    most: Decimal


def lifted(money: Decimal, bounds: Sequence[Bounds]) -> list[Decimal]:
    """Everybody gets the same share of the sum asked, never below the own least nor above the own most.

    The sums are cut to the cent, so together they never exceed the money. ValueError when the least sums
    alone are more than the money.
    """
    if sum((each.least for each in bounds), Decimal(0)) > money:
        raise ValueError("The least sums are more than the money.")
    if sum((each.most for each in bounds), Decimal(0)) <= money:
        return [each.most for each in bounds]
    part = common_share(Fraction(money), bounds)
    return [_cents(part, each) for each in bounds]


def common_share(money: Fraction, bounds: Sequence[Bounds]) -> Fraction:
    """The share of the sum asked at which all together take exactly the money."""
    turns = sorted(
        {point for each in bounds for point in (Fraction(each.least) / Fraction(each.requested), _most(each))}
        | {Fraction(0)}
    )
    at = bisect_right(turns, money, key=lambda share: _taken(share, bounds)) - 1
    below, above = turns[at], turns[at + 1]
    growing = sum(
        (
            Fraction(each.requested)
            for each in bounds
            if Fraction(each.least) / Fraction(each.requested) <= below and _most(each) >= above
        ),
        Fraction(0),
    )
    return below + (money - _taken(below, bounds)) / growing


def _most(each: Bounds) -> Fraction:
    return Fraction(each.most) / Fraction(each.requested)


def _taken(part: Fraction, bounds: Sequence[Bounds]) -> Fraction:
    """What all take together at this share."""
    return sum((_exact(part, each) for each in bounds), Fraction(0))


def _exact(part: Fraction, each: Bounds) -> Fraction:
    return min(max(part * Fraction(each.requested), Fraction(each.least)), Fraction(each.most))


def _cents(part: Fraction, each: Bounds) -> Decimal:
    """The exact sum cut to the cent, never under the least (which is in cents itself)."""
    exact = _exact(part, each)
    return max(each.least, cut(Decimal(int(exact * 100)).scaleb(-2)))
