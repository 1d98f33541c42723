"""Counting of proposals: who has the most, who takes the places, who is equal at the last one. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate as counted: how many proposals, which place, whether a seat is theirs."""

    key: str
    count: int
    place: int
    selected: bool = False
    tied: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """All candidates of one seat in order, and how many places nobody could take yet."""

    standings: tuple[Standing, ...]
    free_places: int

    @property
    def is_settled(self) -> bool:
        """True when no choice between equal candidates is open."""
        return not any(s.tied and not s.selected for s in self.standings) or self.free_places == 0

    @property
    def selected(self) -> tuple[Standing, ...]:
        """Those who take a place, in order."""
        return tuple(s for s in self.standings if s.selected)


def count(valid_keys: Iterable[str], places: int, choices: Mapping[str, str] | None = None) -> Outcome:
    """Rank candidates by valid proposals; `choices` (key → reason) settle equal candidates at the last place.

    Equal candidates share a place. A candidate is chosen by the office only among those who are equal
    where the places run out; nobody with fewer proposals passes one with more.
    """
    choices = choices or {}
    totals: dict[str, int] = {}
    for key in valid_keys:
        totals[key] = totals.get(key, 0) + 1
    order = sorted(totals.items(), key=lambda row: (-row[1], row[0]))
    numbers = [number for _key, number in order]
    cut = numbers[places - 1] if len(numbers) > places and numbers[places - 1] == numbers[places] else 0
    sure = sum(1 for number in numbers if number > cut) if cut else min(len(numbers), places)
    chosen = [key for key, number in order if cut and number == cut and key in choices][: places - sure]
    standings = []
    for position, (key, number) in enumerate(order):
        tied = bool(cut) and number == cut
        standings.append(
            Standing(
                key=key,
                count=number,
                place=numbers.index(number) + 1,
                selected=key in chosen if tied else position < sure,
                tied=tied,
                reason=choices.get(key, "") if key in chosen else "",
            )
        )
    standings.sort(key=lambda s: (s.place, not s.selected, s.key))
    return Outcome(tuple(standings), free_places=places - sum(s.selected for s in standings))
