"""The draw of evaluators: pure, the same for the same seed and input, as even as conflicts and capacity allow.

In words: every application and every pair of application and evaluator has a lot, the SHA-256 of the seed and the
codes. Applications come in the order of their lots. Each free place goes to the evaluator with the fewest
applications so far; among equals the smaller lot wins. When everybody who may take the application is busier than
somebody who may not, one of their applications of this draw passes on to a less busy evaluator, and so on, along the
shortest such chain. Nobody gets an application twice, a barred one, or more than there is room for.
"""

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

UNLIMITED = 10**6


@dataclass(frozen=True, slots=True)
class Candidate:
    """An evaluator by the number on the published list: applications held already, and room for more."""

    code: str
    held: int = 0
    room: int = UNLIMITED


@dataclass(frozen=True, slots=True)
class Lot:
    """An application by its number and how many places are free."""

    code: str
    places: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pairs of application and evaluator, and how many places of which application stayed free."""

    pairs: tuple[tuple[str, str], ...]
    short: tuple[tuple[str, int], ...]


def lot(seed: str, *codes: str) -> str:
    """The lot of an application, or of a pair: SHA-256 over the seed and the codes, one on a line."""
    return hashlib.sha256("\n".join((seed, *codes)).encode()).hexdigest()


def draw(
    seed: str,
    applications: Iterable[Lot],
    candidates: Iterable[Candidate],
    barred: Iterable[tuple[str, str]] = (),
) -> Drawn:
    """Draw evaluators for every free place; the order in which the input is given changes nothing."""
    table = Table(seed, list(candidates), frozenset(barred))
    short: dict[str, int] = {}
    for each in sorted(applications, key=lambda row: lot(seed, row.code)):
        for place in range(each.places):
            if not table.give(each.code):
                short[each.code] = each.places - place
                break
    return Drawn(tuple(sorted(table.pairs())), tuple(sorted(short.items())))


class Table:
    """Who holds what while the draw goes on."""

    def __init__(self, seed: str, candidates: list[Candidate], barred: frozenset[tuple[str, str]]) -> None:
        self.seed, self.barred = seed, barred
        self.codes = sorted(each.code for each in candidates)
        self.load = {each.code: each.held for each in candidates}
        self.room = {each.code: each.room for each in candidates}
        self.drawn: dict[str, set[str]] = {code: set() for code in self.codes}

    def pairs(self) -> list[tuple[str, str]]:
        """Application and evaluator of every drawn place."""
        return [(application, code) for code, held in self.drawn.items() for application in held]

    def may(self, application: str, code: str) -> bool:
        """Neither barred nor on the application already."""
        return (application, code) not in self.barred and application not in self.drawn[code]

    def give(self, application: str) -> bool:
        """Give one place, passing others on where that is needed; False when no chain ends at free room."""
        chain = self.chain(application)
        for moved, giver, taker in reversed(chain):
            if giver:
                self.drawn[giver].discard(moved)
            self.drawn[taker].add(moved)
        if chain:
            taker = chain[-1][2]
            self.load[taker] += 1
            self.room[taker] -= 1
        return bool(chain)

    def chain(self, application: str) -> list[tuple[str, str, str]]:
        """The steps (application, from, to) by which the place is given; the first step is from nobody."""
        open_codes = [code for code in self.codes if self.room[code] > 0]
        if not open_codes:
            return []
        least = min(self.load[code] for code in open_codes)
        came: dict[str, tuple[str, str]] = {}  # evaluator: (application that comes, from whom)
        depth: dict[str, int] = {}
        queue: deque[str] = deque()
        for code in self.codes:
            if self.may(application, code):
                came[code], depth[code] = (application, ""), 0
                queue.append(code)
        if not any(self.room[code] > 0 and self.load[code] == least for code in came):
            self.spread(queue, came, depth)
        ends = [code for code in came if self.room[code] > 0]
        if not ends:
            return []
        end = min(ends, key=lambda code: (self.load[code], depth[code], lot(self.seed, application, code)))
        return self.back(end, came)

    def spread(self, queue: deque[str], came: dict[str, tuple[str, str]], depth: dict[str, int]) -> None:
        """Everybody who can be reached by passing on applications of this draw, the shortest way first."""
        while queue:
            giver = queue.popleft()
            for moved in sorted(self.drawn[giver], key=lambda code: lot(self.seed, code)):
                for taker in self.codes:
                    if taker not in came and self.may(moved, taker):
                        came[taker], depth[taker] = (moved, giver), depth[giver] + 1
                        queue.append(taker)

    @staticmethod
    def back(end: str, came: Mapping[str, tuple[str, str]]) -> list[tuple[str, str, str]]:
        """The chain from the first step to its end."""
        steps, taker = [], end
        while True:
            moved, giver = came[taker]
            steps.append((moved, giver, taker))
            if not giver:
                return steps[::-1]
            taker = giver


def digest(data: object) -> str:
    """SHA-256 over plain data, whatever the order of its keys."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def redrawn(seed: str, frozen: Mapping[str, list[dict[str, object]]]) -> Drawn:
    """The draw once more from its frozen input, as it is published."""
    applications = [Lot(str(row["code"]), int(str(row["places"]))) for row in frozen["applications"]]
    candidates = [
        Candidate(str(row["number"]), int(str(row["held"])), int(str(row["room"])))
        for row in frozen["evaluators"]
    ]
    barred = [(str(row["application"]), str(row["evaluator"])) for row in frozen["barred"]]
    return draw(seed, applications, candidates, barred)
