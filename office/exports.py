"""A table as CSV or XLSX, written row by row; a cell that looks like a formula stays text."""

import csv
import datetime
import functools
import io
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, override

from office.scripts import fold

RISKY = ("=", "+", "-", "@", "\t", "\r")
LOOKS = {"day": "dd.mm.yyyy.", "moment": "dd.mm.yyyy. hh:mm", "count": "0", "sum": "#,##0.00"}
FIRST_YEAR, WHOLE = 1901, 10**13  # where the calendar of a spreadsheet is right; what it keeps to the cent


def harmless(value: Any) -> str:
    """The value as text a spreadsheet does not compute; a number below zero stays a number."""
    if isinstance(value, int | Decimal):
        return str(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(RISKY) else text


def csv_lines(head: Iterable[Any], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """Lines of a CSV file with a mark of UTF-8, so that spreadsheets read the letters."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield "\ufeff"
    writer.writerow([str(cell) for cell in head])
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        if buffer.tell() > 65536:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def xlsx_file(head: Iterable[Any], rows: Iterable[tuple[Any, ...]]) -> Any:
    """An open temporary file with the workbook, its memory use constant; days and sums are days and sums in it."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 (closed by the response)
    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    formats = {name: book.add_format({"num_format": look}) for name, look in LOOKS.items()}
    titles, line = [str(cell) for cell in head], 0
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(titles):
        sheet.set_column(column, column, min(max(len(title) + 4, 12), 40))
        sheet.write_string(0, column, title, bold)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            write_cell(sheet, line, column, cell, formats)
    if titles:
        sheet.autofilter(0, 0, line, len(titles) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{line + 1}"})  # tax numbers begin with noughts
    book.close()
    out.seek(0)
    return out


def write_cell(sheet: Any, line: int, column: int, cell: Any, formats: dict[str, Any]) -> None:
    """One value by its kind; text stays text, whatever it looks like."""
    if cell is None or cell == "":
        return
    if isinstance(cell, datetime.datetime):
        cell = timezone.localtime(cell).replace(tzinfo=None) if timezone.is_aware(cell) else cell
    if isinstance(cell, datetime.date) and cell.year >= FIRST_YEAR:
        name = "moment" if isinstance(cell, datetime.datetime) else "day"
        sheet.write_datetime(line, column, cell, formats[name])
    elif isinstance(cell, int | Decimal) and not isinstance(cell, bool) and abs(cell) < WHOLE:
        name = "count" if isinstance(cell, int) else "sum"
        sheet.write_number(line, column, cell, formats[name])
    else:
        sheet.write_string(line, column, str(cell))


@dataclass(frozen=True)
class MarkedRow:
    """A row of a file that was not taken: its number, why, its cells as they came, what is wrong with which cell."""

    line: int
    reason: str
    cells: list[str]
    faults: dict[int, str] = field(default_factory=dict)  # position of the cell → sentence


ADDED = (gettext_lazy("Row"), gettext_lazy("Why it was rejected"))


@functools.cache
def added_titles() -> frozenset[str]:
    """Titles of the columns the portal puts before the rows of a file, in every language it speaks, folded."""
    words: set[str] = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            words |= {fold(str(added)) for added in ADDED}
    return frozenset(words)


def is_added(title: str) -> bool:
    """Is this a column of the portal itself, not of the file?"""
    return fold(title) in added_titles()


def marked_workbook(head: Iterable[str], rows: Iterable[MarkedRow]) -> bytes:
    """XLSX of rejected rows in constant memory: a column with the reason, each wrong cell marked and commented.

    Cells are written as text, so nothing in them is computed; the workbook can be corrected and sent again.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(gettext("Rejected rows")[:31])
    wrong = book.add_format({"bg_color": "#ffd9d2", "border": 1, "border_color": "#b3261e"})
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(1, 1, 60)
    for column, text in enumerate([*map(str, ADDED), *head]):
        sheet.write_string(0, column, text, bold)
    for number, row in enumerate(rows, start=1):
        sheet.write_number(number, 0, row.line)
        sheet.write_string(number, 1, row.reason)
        wide = max([len(row.cells), *(at + 1 for at in row.faults)])
        for at in range(wide):
            text = row.cells[at] if at < len(row.cells) else ""
            fault = row.faults.get(at)
            sheet.write_string(number, at + 2, text, wrong if fault else None)
            if fault:
                sheet.write_comment(number, at + 2, fault, {"x_scale": 2})
    book.close()
    return out.getvalue()
