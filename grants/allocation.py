"""Who gets how much: the money of a call given out along the ranking (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from office.money import half_up, share, share_at_least

Key = TypeVar("Key")
NOTHING = Decimal("0.00")


class Mode(StrEnum):
    """How the money is given out."""

    FULL = "full"  # the full sum asked, from the top, until the money is spent
    FLOOR_SHARE = "floor_share"  # the least share the law allows (80 %) to as many as it reaches


class Outcome(StrEnum):
    """What the allocation says about one application."""

    AWARDED = "awarded"
    NOT_SUPPORTED = "not_supported"


class Reason(StrEnum):
    """Machine code of the reason; the sentence is made where it is shown."""

    FULL_SUM = "full_sum"  # params: requested, percent
    CAPPED = "capped"  # params: requested, percent, cap
    REST_OF_MONEY = "rest_of_money"  # params: requested, percent, floor
    FLOOR_SHARE = "floor_share"  # params: requested, percent, floor
    LEAST_AMOUNT = "least_amount"  # params: requested, percent, floor, min_amount
    NOT_ENOUGH_MONEY = "not_enough_money"  # params: requested, needed, rest, floor
    BELOW_MIN_SCORE = "below_min_score"  # params: score, min_score
    CAP_BELOW_FLOOR = "cap_below_floor"  # params: requested, needed, cap, floor
    BELOW_MIN_AMOUNT = "below_min_amount"  # params: amount, min_amount


@dataclass(frozen=True, slots=True)
class Ask(Generic[Key]):
    """One application as it stands in the ranking; the sequence of asks is the rank order."""

    key: Key
    requested: Decimal
    score: Decimal | None = None
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What binds the allocation: from the call's own text and its frozen rulebook."""

    money: Decimal
    mode: Mode = Mode.FULL
    floor_percent: Decimal | None = Decimal(80)
    min_score: Decimal | None = None
    min_amount: Decimal | None = None
    max_amount: Decimal | None = None
    reserved_percent: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class AllocationLine(Generic[Key]):
    """The outcome for one application with the reason that will be published."""

    key: Key
    amount: Decimal
    outcome: Outcome
    reason: Reason
    params: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Allocation(Generic[Key]):
    """All lines in rank order, and what is left."""

    lines: tuple[AllocationLine[Key], ...]
    spent: Decimal
    rest: Decimal
    reserved_rest: Decimal = NOTHING

    @property
    def unallocated(self) -> Decimal:
        """Everything that stays with the body, reserved share included."""
        return self.rest + self.reserved_rest


def project_limits(
    total: Decimal, min_percent: Decimal | int | None, max_percent: Decimal | int | None
) -> tuple[Decimal | None, Decimal | None]:
    """Least and largest sum of one project when the call sets them as shares of its money."""
    least = None if min_percent is None else share(total, min_percent)
    most = None if max_percent is None else share(total, max_percent)
    return least, most


def allocate(asks: Sequence[Ask[Key]], terms: Terms) -> Allocation[Key]:
    """Go down the ranking once; what does not fit is passed over with its reason, the next is tried.

    A reserved share of the money goes only to asks marked reserved, and those draw on it alone.
    The sum of all awards never exceeds the money. ValueError when the terms contradict themselves.
    """
    _check(asks, terms)
    reserve = share(terms.money, terms.reserved_percent)
    pots = {True: reserve, False: terms.money - reserve}
    lines: list[AllocationLine[Key]] = []
    for ask in asks:
        pot = ask.reserved and reserve > 0
        line = _line(ask, terms, pots[pot])
        pots[pot] -= line.amount
        lines.append(line)
    spent = sum((line.amount for line in lines), NOTHING)
    return Allocation(tuple(lines), spent, pots[False], pots[True])


def _line(ask: Ask[Key], terms: Terms, rest: Decimal) -> AllocationLine[Key]:
    """Outcome of one application when so much money is left."""
    if terms.min_score is not None and ask.score is not None and ask.score < terms.min_score:
        return _refused(ask, Reason.BELOW_MIN_SCORE, score=ask.score, min_score=terms.min_score)
    floor = terms.floor_percent
    least = ask.requested if floor is None else share_at_least(ask.requested, floor)
    cap = ask.requested if terms.max_amount is None else min(ask.requested, terms.max_amount)
    if floor is not None and cap < least:
        facts = {"requested": ask.requested, "needed": least, "cap": cap, "floor": floor}
        return _refused(ask, Reason.CAP_BELOW_FLOOR, **facts)
    wanted = cap
    if terms.mode is Mode.FLOOR_SHARE:  # but never less than the least amount for a project
        wanted = min(cap, max(least, terms.min_amount or NOTHING))
    amount = min(wanted, rest)
    if amount < min(least, wanted):
        facts = {"requested": ask.requested, "needed": min(least, wanted), "rest": rest}
        return _refused(ask, Reason.NOT_ENOUGH_MONEY, **facts, floor=floor or Decimal(100))
    if terms.min_amount is not None and amount < terms.min_amount:
        return _refused(ask, Reason.BELOW_MIN_AMOUNT, amount=amount, min_amount=terms.min_amount)
    return _awarded(ask, amount, wanted, cap, terms)


def _awarded(
    ask: Ask[Key], amount: Decimal, wanted: Decimal, cap: Decimal, terms: Terms
) -> AllocationLine[Key]:
    """An award with the reason for its size."""
    params = {"requested": ask.requested, "percent": half_up(amount * 100 / ask.requested)}
    if terms.floor_percent is not None:
        params["floor"] = terms.floor_percent
    if terms.mode is Mode.FLOOR_SHARE and terms.min_amount == amount:
        reason = Reason.LEAST_AMOUNT
        params["min_amount"] = terms.min_amount
    elif terms.mode is Mode.FLOOR_SHARE:
        reason = Reason.FLOOR_SHARE
    elif amount < wanted:
        reason = Reason.REST_OF_MONEY
    elif cap < ask.requested:
        reason = Reason.CAPPED
        params["cap"] = cap
    else:
        reason = Reason.FULL_SUM
    return AllocationLine(ask.key, amount, Outcome.AWARDED, reason, params)


def _refused(ask: Ask[Key], reason: Reason, **params: Decimal) -> AllocationLine[Key]:
    return AllocationLine(ask.key, NOTHING, Outcome.NOT_SUPPORTED, reason, dict(params))


def _check(asks: Sequence[Ask[Key]], terms: Terms) -> None:
    if terms.mode is Mode.FLOOR_SHARE and terms.floor_percent is None:
        raise ValueError("The mode floor_share needs the least share of the sum asked.")
    if terms.floor_percent is not None and not 0 < terms.floor_percent <= 100:
        raise ValueError("The least share must lie above 0 and not above 100 percent.")
    if not 0 <= terms.reserved_percent <= 100:
        raise ValueError("The reserved share must lie between 0 and 100 percent.")
    if terms.money < 0 or any(ask.requested <= 0 for ask in asks):
        raise ValueError("The money may not be negative and every sum asked must be above zero.")
