"""A set of rows as CSV, JSON or XLSX, row by row; text that a spreadsheet would compute stays text."""

import csv
import datetime
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import IO, Any, Protocol

import xlsxwriter

from office.jurisdiction import current

RISKY = ("=", "+", "-", "@", "\t", "\r")
BLOCK = 65536
LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"


class Rows(Protocol):
    """What can be written: a name, columns, and rows."""

    key: str
    columns: tuple[str, ...]

    def rows(self) -> Iterable[tuple[Any, ...]]:
        """Every row."""


def plain(value: Any) -> Any:
    """A value as open data writes it: point decimals, ISO dates, empty for unknown."""
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def safe(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula is quoted; sums are no text."""
    written = plain(value)
    return f"'{written}" if isinstance(value, str) and written.startswith(RISKY) else written


def as_csv(data: Rows) -> Iterator[str]:
    """RFC 4180, UTF-8 without a mark."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(data.columns)
    for row in data.rows():
        writer.writerow([safe(value) for value in row])
        if lines.tell() > BLOCK:
            yield lines.getvalue()
            lines.seek(0)
            lines.truncate()
    yield lines.getvalue()


def as_json(data: Rows) -> Iterator[str]:
    """A list of objects; sums are text with their digits, what is not known is null."""
    yield "["
    for number, row in enumerate(data.rows()):
        facts = {
            name: plain(value) if value not in ("", None) else None
            for name, value in zip(data.columns, row, strict=True)
        }
        yield ("," if number else "") + "\n" + json.dumps(facts, ensure_ascii=False)
    yield "\n]\n"


def write_xlsx(data: Rows, out: IO[bytes]) -> None:
    """A workbook in constant memory: identifiers as text, sums as numbers, days as days; a second sheet says whose."""
    book = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "remove_timezone": True,
        },
    )
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})  # the same data give the same bytes
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(data.key[:31])
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(data.columns):
        sheet.write_string(0, column, name)
    for number, row in enumerate(data.rows(), start=1):
        for column, value in enumerate(row):
            if isinstance(value, Decimal | int) and not isinstance(value, bool):
                sheet.write_number(number, column, value)
            elif isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
                sheet.write_datetime(number, column, value, day)
            elif value not in (None, ""):
                sheet.write_string(number, column, str(plain(value)))
    meta = book.add_worksheet("Meta")
    for number, line in enumerate(
        (
            ("publisher", current().name.en),
            ("license", "https://creativecommons.org/publicdomain/zero/1.0/"),
            ("set", data.key),
        )
    ):
        for column, text in enumerate(line):
            meta.write_string(number, column, text)
    book.close()


def as_xlsx(data: Rows) -> IO[bytes]:
    """An open temporary file with the workbook; whoever sends it closes it."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 (closed by the response)
    write_xlsx(data, out)
    out.seek(0)
    return out
