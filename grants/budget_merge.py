"""Two people at one budget: lines of both are joined, and only lines both have changed are laid side by side."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from grants.budget_rows import KEYS, Row, read_row
from grants.models import BudgetLine
from office.money import format_number


@dataclass(slots=True)
class Clash:
    """A line that both have changed: yours, and what is stored; one of the two may be gone."""

    pk: int
    mine: Row | None
    theirs: BudgetLine | None


@dataclass(slots=True)
class Merged:
    """The lines of both, the clashes, and how many changes of the other person were taken over."""

    rows: list[Row] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    taken: int = 0


def print_of(facts: Mapping[str, Any]) -> str:
    """A short print of a line, the same however its numbers were typed."""
    return hashlib.blake2s("\x1f".join(str(facts[key]) for key in KEYS).encode(), digest_size=6).hexdigest()


def print_of_line(line: BudgetLine) -> str:
    """The print of a stored line."""
    return print_of({key: getattr(line, key) for key in KEYS})


def print_of_row(row: Row) -> str:
    """The print of a line as written; one with faults is like no other."""
    return "" if row.faults else print_of(row.facts)


def row_of(line: BudgetLine) -> Row:
    """A stored line as the table shows it."""
    texts = {
        "group": line.group,
        "description": line.description,
        "unit": line.unit,
        "quantity": format_number(line.quantity),
        "price": format_number(line.price),
        "requested": format_number(line.requested),
    }
    return read_row(texts, pk=line.pk)


def opened_text(lines: Iterable[BudgetLine]) -> str:
    """How the lines looked when the page was made, for its hidden field."""
    return ",".join(f"{line.pk}:{print_of_line(line)}" for line in lines)


def opened_of(text: str) -> dict[int, str]:
    """The hidden field read back; what is broken in it is left out."""
    pairs = (each.partition(":") for each in text.split(",")[:1000])
    return {int(pk): seen for pk, _colon, seen in pairs if pk.isdecimal() and len(pk) < 19}


def merged(rows: list[Row], stored: Iterable[BudgetLine], opened: Mapping[int, str]) -> Merged:
    """Join what was written with what somebody else has stored since the page was opened."""
    lines = {line.pk: line for line in stored}
    result = Merged()
    for row in rows:
        join(result, row, lines.get(row.pk or 0), opened.get(row.pk or 0, ""))
    here = {row.pk for row in rows}
    for pk, line in lines.items():
        if pk in here:
            continue
        if pk not in opened:  # added by the other person
            result.rows.append(row_of(line))
            result.taken += 1
        elif print_of_line(line) != opened[pk]:  # removed here, changed there: put back to be looked at
            result.rows.append(row_of(line))
            result.clashes.append(Clash(pk, None, line))
    return result


def join(result: Merged, row: Row, line: BudgetLine | None, seen: str) -> None:
    """One line: the change of whoever has made one."""
    mine = print_of_row(row)
    if row.pk is None:
        result.rows.append(row)
    elif line is None:
        if mine == seen:  # untouched here, removed there
            result.taken += 1
            return
        result.clashes.append(Clash(row.pk, row, None))
        row.pk = None
        result.rows.append(row)
    elif mine == seen:
        result.taken += print_of_line(line) != seen
        result.rows.append(row_of(line))
    else:
        if print_of_line(line) not in {seen, mine}:
            result.clashes.append(Clash(line.pk, row, line))
        result.rows.append(row)
