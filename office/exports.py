"""A table as CSV or XLSX, written row by row; a cell that looks like a formula stays text."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

import xlsxwriter

RISKY = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> str:
    """The value as text a spreadsheet does not compute."""
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
    """An open temporary file with the workbook, its memory use constant."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 (closed by the response)
    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, cell in enumerate(head):
        sheet.write_string(0, column, str(cell))
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell not in (None, ""):
                sheet.write_string(line, column, str(cell))
    book.close()
    out.seek(0)
    return out
