"""What was understood of a pasted table: which column is which, which rows are lines, what was left out and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from grants.budget_rows import (
    MOST_LINES,
    READ,
    SUM_ROWS,
    Row,
    column_of,
    exact,
    group_of,
    read_row,
    table_of,
)
from office.money import half_up
from office.scripts import fold

MOST_COLUMNS, MOST_TEXT = 30, 400_000
LOOKED_AT = 20


@dataclass(slots=True)
class Pasted:
    """The rows read, and those left out with the reason."""

    columns: list[str]
    samples: list[str]
    rows: list[Row] = field(default_factory=list)
    skipped: list[tuple[int, str, str]] = field(default_factory=list)  # row, what stands there, why
    trouble: str = ""  # why nothing can be read at all

    @property
    def wrong(self) -> int:
        """Rows with at least one fault."""
        return sum(bool(row.faults) for row in self.rows)


def read_pasted(text: str, columns: Sequence[str] = (), *, group: str = "") -> Pasted:
    """Read a pasted table; `columns` corrects the guess, `group` is that of lines that name none."""
    if len(text) > MOST_TEXT:
        return nothing(
            _(
                "The text has %(count)s characters: that is no table of costs. At most %(most)s lines are read."
            )
            % {"count": len(text), "most": MOST_LINES}
        )
    table = [(number, row) for number, row in enumerate(table_of(text), start=1) if any(row)]
    if not table:
        return nothing(_("Nothing was pasted. Copy the cells in your spreadsheet and paste them here."))
    wide = max(len(row) for _number, row in table)
    if wide < 2:
        return nothing(
            _("Only one column was found. Copy cells of a spreadsheet, or separate columns by a semicolon.")
        )
    if wide > MOST_COLUMNS:
        return nothing(_("The table has %(count)s columns; copy only those of the costs.") % {"count": wide})
    head = heading(table)
    body = [each for each in table if each[0] > head] if head else table
    named = chosen(columns, wide) or (named_columns(table, head) if head else guessed(body, wide))
    samples = [next((row[at] for _n, row in body if at < len(row) and row[at]), "") for at in range(wide)]
    found = Pasted(named, samples)
    if head:
        found.skipped += [
            (n, " · ".join(filter(None, row)), _("before the lines")) for n, row in table if n <= head
        ]
    take(found, body, group)
    if len(found.rows) > MOST_LINES:
        found.trouble = _("The table has %(count)s lines; a budget has at most %(most)s.") % {
            "count": len(found.rows),
            "most": MOST_LINES,
        }
    return found


def nothing(why: str) -> Pasted:
    """Nothing could be read, and why."""
    return Pasted([], [], trouble=why)


def chosen(columns: Sequence[str], wide: int) -> list[str]:
    """The columns a person has named, or nothing when none was."""
    named = [column if column in READ else "" for column in columns[:wide]]
    return [*named, *[""] * (wide - len(named))] if any(named) else []


def heading(table: list[tuple[int, list[str]]]) -> int:
    """The number of the row that names columns, 0 when none of the first does."""
    for number, row in table[:LOOKED_AT]:
        if len({column_of(cell) for cell in row if cell} - {""}) >= 2:
            return number
    return 0


def named_columns(table: list[tuple[int, list[str]]], head: int) -> list[str]:
    """Columns by their titles; a second column of the same name is not read."""
    row = next(row for number, row in table if number == head)
    wide = max(len(cells) for _n, cells in table)
    named: list[str] = []
    for at in range(wide):
        key = column_of(row[at]) if at < len(row) else ""
        named.append("" if key in named else key)
    return named


def guessed(body: list[tuple[int, list[str]]], wide: int) -> list[str]:
    """Columns by what stands in them: words first, then quantity, price, and what follows."""
    numeric = [
        mostly_numbers([row[at] for _n, row in body if at < len(row) and row[at]]) for at in range(wide)
    ]
    words = [at for at in range(wide) if not numeric[at]]
    numbers = [at for at in range(wide) if numeric[at]]
    if words and numbers[:1] == [0]:
        numbers = numbers[1:]  # the number of the row
    grouped = bool(words) and sum(
        bool(group_of(row[words[0]])) for _n, row in body if len(row) > words[0]
    ) * 2 > len(body)
    named = [""] * wide
    for at, key in zip(
        words, ("group", "description", "unit") if grouped else ("description", "unit"), strict=False
    ):
        named[at] = key
    keys: tuple[str, ...] = ("quantity", "price", "total", "requested", "other")
    if len(numbers) == 1:
        keys = ("price",)
    elif len(numbers) == 3 and not third_is_total(body, numbers):
        keys = ("quantity", "price", "requested")
    for at, key in zip(numbers, keys, strict=False):
        named[at] = key
    return named


def mostly_numbers(cells: list[str]) -> bool:
    """Do most cells of a column read as numbers or hold formulas?"""
    return bool(cells) and sum(is_number(cell) for cell in cells) * 2 > len(cells)


def is_number(cell: str) -> bool:
    """A number, or what a spreadsheet computes."""
    if cell.startswith("="):
        return True
    try:
        exact(cell)
    except ValueError:
        return any(sign.isdigit() for sign in cell) and not any(sign.isalpha() for sign in cell)
    return True


def third_is_total(body: list[tuple[int, list[str]]], numbers: list[int]) -> bool:
    """Is the third number the product of the first two in most rows?"""
    agreeing = seen = 0
    for _number, row in body:
        cells = [row[at] if at < len(row) else "" for at in numbers]
        try:
            quantity, price, third = (exact(cell) for cell in cells)
        except ValueError:
            continue
        seen, agreeing = seen + 1, agreeing + (half_up(quantity * price) == third)
    return seen == 0 or agreeing * 2 > seen


def take(found: Pasted, body: list[tuple[int, list[str]]], group: str) -> None:
    """Rows become lines; a row that only names a group gives it to those below, sums are left out."""
    counts = "quantity" in found.columns
    for number, row in body:
        texts = {key: row[at] for at, key in enumerate(found.columns) if key and at < len(row)}
        shown = " · ".join(filter(None, row))
        filled = [cell for cell in row if cell]
        words = [cell for cell in filled if not is_number(cell)]
        if words and fold(words[0]).strip(" :") in SUM_ROWS:
            found.skipped.append((number, shown, _("a sum: the portal counts it")))
        elif len(words) == 1 and group_of(words[0]) and not (texts.get("quantity") or texts.get("price")):
            group = group_of(words[0])
            found.skipped.append((number, shown, _("names the group of the lines below")))
        elif len(filled) == 1 and len(words) == 1:
            found.skipped.append((number, shown, _("a title without numbers")))
        else:
            texts["group"] = texts.get("group") or group
            if not counts:
                texts["quantity"] = "1"
            found.rows.append(read_row(texts, number=number))
