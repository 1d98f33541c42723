"""Two versions of an application side by side, part by part: what was added, removed and changed, word by word."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grants.documents.readings import Part, Table

WORD = re.compile(r"\S+\s*|\s+")
LONGEST = 3000  # words of both texts; a longer one is shown whole on both sides
SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"
Pieces = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that differs: its name, what happened, and both texts in pieces (same, added, removed)."""

    name: str
    kind: str
    old: Pieces
    new: Pieces


@dataclass(frozen=True, slots=True)
class PartDifference:
    """A part of the form with what differs in it and how many entries are the same."""

    key: str
    title: Any
    differences: list[Difference]
    same: int


def compared(old: list[Part], new: list[Part]) -> list[PartDifference]:
    """All parts of both versions, in the order of the newer one, then those it has no more."""
    before = {part.key: part for part in old}
    after = {part.key: part for part in new}
    keys = [*after, *(key for key in before if key not in after)]
    return [_part(before.get(key), after.get(key)) for key in keys]


def _part(old: Part | None, new: Part | None) -> PartDifference:
    shown = new or old
    assert shown is not None
    pairs = list(_pairs(_rows(old), _rows(new)))
    pairs += _table_pairs(old.tables if old else [], new.tables if new else [])
    differences = [_difference(*pair) for pair in pairs if pair[1] != pair[2]]
    return PartDifference(shown.key, shown.title, differences, len(pairs) - len(differences))


def _rows(part: Part | None) -> dict[tuple[str, int], str]:
    """Texts by name; a name that repeats is counted."""
    found: dict[tuple[str, int], str] = {}
    for name, text in part.rows if part else []:
        nth = sum(known == str(name) for known, _n in found)
        found[str(name), nth] = str(text)
    return found


def _pairs(
    old: dict[tuple[str, int], str], new: dict[tuple[str, int], str]
) -> Iterator[tuple[str, str | None, str | None]]:
    for key in [*new, *(key for key in old if key not in new)]:
        yield key[0], old.get(key), new.get(key)


def _table_pairs(old: list[Table], new: list[Table]) -> list[tuple[str, str | None, str | None]]:
    """Lines of tables; a changed line stands beside the one it replaces."""
    names = list(dict.fromkeys([*(table.caption for table in new), *(table.caption for table in old)]))
    before = {table.caption: _lines(table) for table in old}
    after = {table.caption: _lines(table) for table in new}
    found: list[tuple[str, str | None, str | None]] = []
    for name in names:
        one, other = before.get(name, []), after.get(name, [])
        matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
        for _tag, i, j, k, m in matcher.get_opcodes():
            for n in range(max(j - i, m - k)):
                was = one[i + n] if i + n < j else None
                now = other[k + n] if k + n < m else None
                found.append((name, was, now))
    return found


def _lines(table: Table) -> list[str]:
    """Lines and foot of a table, each as one text."""
    rows = [*table.rows, *([table.foot] if table.foot else [])]
    return [" · ".join(str(cell[0]) for cell in row if str(cell[0])) for row in rows]


def _difference(name: str, old: str | None, new: str | None) -> Difference:
    if not old:
        return Difference(name, ADDED, [], [(ADDED, new or "")])
    if not new:
        return Difference(name, REMOVED, [(REMOVED, old)], [])
    before, after = _words(old, new)
    return Difference(name, CHANGED, before, after)


def _words(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces; a text too long to be compared by words is marked whole."""
    one, other = WORD.findall(old), WORD.findall(new)
    if len(one) + len(other) > LONGEST:
        return [(REMOVED, old)], [(ADDED, new)]
    before: Pieces = []
    after: Pieces = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if i < j:
            before.append((SAME if tag == "equal" else REMOVED, "".join(one[i:j])))
        if k < m:
            after.append((SAME if tag == "equal" else ADDED, "".join(other[k:m])))
    return before, after
