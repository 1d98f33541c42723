"""Who gets how much: the money of a call given out along the ranking (pure)."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from grants.proportion import Bounds, lifted
from office.money import half_up, share, share_at_least

Key = TypeVar("Key")
NOTHING = Decimal("0.00")


class Mode(StrEnum):
    """How the money is given out."""

    FULL = "full"  # the full sum asked, from the top, until the money is spent
    FLOOR_SHARE = "floor_share"  # the least share the law allows (80 %) to as many as it reaches
    PROPORTIONAL = (
        "proportional"  # as many as the least share reaches, then the same larger share for all of them
    )
    BY_HAND = "by_hand"  # sums written by the commission, each with its reason


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
    PROPORTIONAL = "proportional"  # params: requested, percent, floor
    OWNER_REST = "owner_rest"  # params: requested, percent, floor, cap
    AREA_REST = "area_rest"  # params: requested, percent, floor, cap
    OWNER_CAP = "owner_cap"  # params: requested, needed, rest, floor, cap
    AREA_CAP = "area_cap"  # params: requested, needed, rest, floor, cap
    BY_HAND = "by_hand"  # params: requested, percent
    NOT_BY_HAND = "not_by_hand"  # params: requested
    ABOVE_CAP = "above_cap"  # params: amount, cap
    UNDER_FLOOR = "under_floor"  # params: amount, needed, floor


class HandError(ValueError):
    """A sum written by hand that the terms do not allow: whose, why, with its numbers."""

    def __init__(self, key: Any, reason: Reason, params: dict[str, Decimal]) -> None:
        super().__init__(f"{key}: {reason}")
        self.key, self.reason, self.params = key, reason, params


@dataclass(frozen=True, slots=True)
class Ask(Generic[Key]):
    """One application as it stands in the ranking; the sequence of asks is the rank order."""

    key: Key
    requested: Decimal
    score: Decimal | None = None
    reserved: bool = False
    owner: Hashable = None
    area: Hashable = None


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
    owner_cap: Decimal | None = None  # all awards of one organisation together
    area_cap: Decimal | None = None  # all awards of one area together
    by_hand: Mapping[Any, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Room:
    """How much an application may still draw, and what narrows it when that is not the money itself."""

    rest: Decimal
    taken: Reason = Reason.NOT_ENOUGH_MONEY  # why nothing, when the least share does not fit
    partly: Reason = Reason.REST_OF_MONEY  # why not all
    cap: Decimal | None = None


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
    The sum of all awards never exceeds the money. ValueError when the terms contradict themselves,
    HandError when a sum written by hand does.
    """
    _check(asks, terms)
    pots = _Pots(terms)
    lines: list[AllocationLine[Key]] = []
    for ask in asks:
        by_hand = terms.mode is Mode.BY_HAND
        line = _hand_line(ask, terms, pots.room(ask)) if by_hand else _line(ask, terms, pots.room(ask))
        pots.take(ask, line.amount)
        lines.append(line)
    if terms.mode is Mode.PROPORTIONAL:
        lines = _lifted(asks, lines, terms)
        pots = _Pots(terms)
        for ask, line in zip(asks, lines, strict=True):
            pots.take(ask, line.amount)
    spent = sum((line.amount for line in lines), NOTHING)
    return Allocation(tuple(lines), spent, pots.money[False], pots.money[True])


class _Pots:
    """What is left of the money, of each organisation's cap and of each area's cap."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        reserve = share(terms.money, terms.reserved_percent)
        self.reserving = reserve > 0
        self.money = {True: reserve, False: terms.money - reserve}
        self.owners: dict[Hashable, Decimal] = {}
        self.areas: dict[Hashable, Decimal] = {}

    def pot(self, ask: Ask[Any]) -> bool:
        """Whether the ask draws on the reserved share."""
        return ask.reserved and self.reserving

    def room(self, ask: Ask[Any]) -> Room:
        """The narrowest of the three."""
        rooms = [Room(self.money[self.pot(ask)])]
        if self.terms.owner_cap is not None and ask.owner is not None:
            rest = self.owners.get(ask.owner, self.terms.owner_cap)
            rooms.append(Room(rest, Reason.OWNER_CAP, Reason.OWNER_REST, self.terms.owner_cap))
        if self.terms.area_cap is not None and ask.area is not None:
            rest = self.areas.get(ask.area, self.terms.area_cap)
            rooms.append(Room(rest, Reason.AREA_CAP, Reason.AREA_REST, self.terms.area_cap))
        return min(rooms, key=lambda room: room.rest)

    def take(self, ask: Ask[Any], amount: Decimal) -> None:
        """The award leaves the money and counts for its organisation and area."""
        self.money[self.pot(ask)] -= amount
        if self.terms.owner_cap is not None:
            self.owners[ask.owner] = self.owners.get(ask.owner, self.terms.owner_cap) - amount
        if self.terms.area_cap is not None:
            self.areas[ask.area] = self.areas.get(ask.area, self.terms.area_cap) - amount


def _limits(ask: Ask[Key], terms: Terms) -> tuple[Decimal, Decimal]:
    """Least and greatest sum of one application: the floor's share, the cap for a project."""
    floor = terms.floor_percent
    unfloored = NOTHING if terms.mode is Mode.PROPORTIONAL else ask.requested
    least = unfloored if floor is None else share_at_least(ask.requested, floor)
    cap = ask.requested if terms.max_amount is None else min(ask.requested, terms.max_amount)
    return least, cap


def _line(ask: Ask[Key], terms: Terms, room: Room) -> AllocationLine[Key]:
    """Outcome of one application when so much room is left."""
    if terms.min_score is not None and ask.score is not None and ask.score < terms.min_score:
        return _refused(ask, Reason.BELOW_MIN_SCORE, score=ask.score, min_score=terms.min_score)
    floor = terms.floor_percent
    least, cap = _limits(ask, terms)
    if floor is not None and cap < least:
        facts = {"requested": ask.requested, "needed": least, "cap": cap, "floor": floor}
        return _refused(ask, Reason.CAP_BELOW_FLOOR, **facts)
    wanted = cap
    if terms.mode in (Mode.FLOOR_SHARE, Mode.PROPORTIONAL):  # never less than the least amount for a project
        wanted = min(cap, max(least, terms.min_amount or NOTHING))
    amount = min(wanted, room.rest)
    if amount < min(least, wanted):
        facts = {"requested": ask.requested, "needed": min(least, wanted), "rest": room.rest}
        facts["floor"] = floor or Decimal(100)
        return _refused(ask, room.taken, **facts, **_cap_of(room))
    if terms.min_amount is not None and amount < terms.min_amount:
        return _refused(ask, Reason.BELOW_MIN_AMOUNT, amount=amount, min_amount=terms.min_amount)
    return _awarded(ask, amount, wanted, cap, terms, room)


def _cap_of(room: Room) -> dict[str, Decimal]:
    return {} if room.cap is None else {"cap": room.cap}


def _hand_line(ask: Ask[Key], terms: Terms, room: Room) -> AllocationLine[Key]:
    """The sum the commission wrote, held to the same floor, caps, least score and money."""
    amount = terms.by_hand.get(ask.key, NOTHING)
    if not amount:
        return _refused(ask, Reason.NOT_BY_HAND, requested=ask.requested)
    if terms.min_score is not None and ask.score is not None and ask.score < terms.min_score:
        raise HandError(ask.key, Reason.BELOW_MIN_SCORE, {"score": ask.score, "min_score": terms.min_score})
    least, cap = _limits(ask, terms) if terms.floor_percent is not None else (NOTHING, _limits(ask, terms)[1])
    least = max(least, terms.min_amount or NOTHING)
    if amount > cap:
        raise HandError(ask.key, Reason.ABOVE_CAP, {"amount": amount, "cap": cap})
    if amount < least:
        floor = terms.floor_percent or Decimal(0)
        raise HandError(ask.key, Reason.UNDER_FLOOR, {"amount": amount, "needed": least, "floor": floor})
    if amount > room.rest:
        facts = {"requested": ask.requested, "needed": amount, "rest": room.rest, **_cap_of(room)}
        raise HandError(ask.key, room.taken, facts)
    params = {"requested": ask.requested, "percent": half_up(amount * 100 / ask.requested)}
    return AllocationLine(ask.key, amount, Outcome.AWARDED, Reason.BY_HAND, params)


def _lifted(
    asks: Sequence[Ask[Key]], lines: list[AllocationLine[Key]], terms: Terms
) -> list[AllocationLine[Key]]:
    """Whom the least share reached is lifted to one larger share, as far as the money of each pot goes."""
    pots, found = _Pots(terms), list(lines)
    for pot in (True, False):
        here = [
            n for n, line in enumerate(lines) if line.outcome is Outcome.AWARDED and pots.pot(asks[n]) is pot
        ]
        bounds = [
            Bounds(asks[n].requested, lines[n].amount, max(lines[n].amount, _limits(asks[n], terms)[1]))
            for n in here
        ]
        for n, amount in zip(here, lifted(pots.money[pot], bounds), strict=True):
            found[n] = replace(lines[n], amount=amount)
    return [
        _of_share(ask, line, amount, terms)
        for ask, line, amount in zip(asks, lines, _within_caps(asks, lines, found, terms), strict=True)
    ]


def _within_caps(
    asks: Sequence[Ask[Key]],
    least: list[AllocationLine[Key]],
    wanted: list[AllocationLine[Key]],
    terms: Terms,
) -> list[Decimal]:
    """The lifted sums cut where an organisation or an area has its cap; nobody falls under the least share."""
    pots = _Pots(terms)
    for ask, line in zip(asks, least, strict=True):
        pots.take(ask, line.amount)
    amounts = []
    for ask, low, high in zip(asks, least, wanted, strict=True):
        more = min(high.amount - low.amount, pots.room(ask).rest)
        pots.take(ask, more)
        amounts.append(low.amount + more)
    return amounts


def _of_share(ask: Ask[Key], line: AllocationLine[Key], amount: Decimal, terms: Terms) -> AllocationLine[Key]:
    """The line of an application that got its part of the common share."""
    if line.outcome is not Outcome.AWARDED:
        return line
    if not amount or (terms.min_amount is not None and amount < terms.min_amount):
        needed = terms.min_amount or Decimal("0.01")
        facts = {"requested": ask.requested, "needed": needed, "rest": amount}
        return _refused(ask, Reason.NOT_ENOUGH_MONEY, **facts, floor=terms.floor_percent or Decimal(0))
    params = {"requested": ask.requested, "percent": half_up(amount * 100 / ask.requested)}
    if terms.floor_percent is not None:
        params["floor"] = terms.floor_percent
    whole = amount == ask.requested
    return AllocationLine(
        ask.key, amount, Outcome.AWARDED, Reason.FULL_SUM if whole else Reason.PROPORTIONAL, params
    )


def _awarded(
    ask: Ask[Key], amount: Decimal, wanted: Decimal, cap: Decimal, terms: Terms, room: Room
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
        reason = room.partly
        params |= _cap_of(room)
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
    if any(cap is not None and cap < 0 for cap in (terms.owner_cap, terms.area_cap)):
        raise ValueError("A cap may not be negative.")
    if terms.money < 0 or any(ask.requested <= 0 for ask in asks):
        raise ValueError("The money may not be negative and every sum asked must be above zero.")
