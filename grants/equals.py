"""Applications with equal points and the rungs a rule of the rulebook makes of them.

Pure: the order of the input changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from grants.draw import lot


class TieRule(StrEnum):
    """Who, or what, orders applications with equal points."""

    COMMISSION = "commission"
    CRITERIA = "criteria"
    ARRIVAL = "arrival"
    LOWER_SUM = "lower_sum"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class Equal:
    """One of the equals: its number, when it arrived, what it asks, its points by the criteria of the rule in order."""

    key: int
    number: str
    arrived: datetime
    asked: Decimal
    points: tuple[Fraction, ...] = ()


def says_something(rule: str, group: Iterable[Equal], seed: str = "") -> bool:
    """A rule orders only what it can measure: a lot needs its seed, criteria need to be criteria of the call."""
    if rule == TieRule.COMMISSION:
        return False
    if rule == TieRule.LOT:
        return bool(seed)
    return rule != TieRule.CRITERIA or any(each.points for each in group)


def measure(rule: str, each: Equal, seed: str = "") -> tuple[Any, ...]:
    """What the rule compares; the smaller one stands first."""
    if rule == TieRule.CRITERIA:
        return tuple(-points for points in each.points)
    if rule == TieRule.ARRIVAL:
        return (each.arrived,)
    if rule == TieRule.LOWER_SUM:
        return (each.asked,)
    return (lot(seed, each.number),) if rule == TieRule.LOT else ()


def rungs(rule: str, group: Iterable[Equal], seed: str = "") -> list[list[int]]:
    """The equals in groups that the rule still leaves equal, the first group first; all in one when it says nothing."""
    rows = sorted(group, key=lambda each: (each.number, each.key))
    if not rows:
        return []
    if not says_something(rule, rows, seed):
        return [[each.key for each in rows]]
    found: dict[tuple[Any, ...], list[int]] = {}
    for each in rows:
        found.setdefault(measure(rule, each, seed), []).append(each.key)
    return [found[measured] for measured in sorted(found)]


def steps(rule: str, groups: Iterable[Iterable[Equal]], seed: str = "") -> dict[int, int]:
    """For every key of these groups, on which rung of its own group it stands: 0 is the first."""
    return {
        key: number
        for group in groups
        for number, keys in enumerate(rungs(rule, group, seed))
        for key in keys
    }
