"""A CSV or XLSX file as a header and rows of text, whatever its encoding and delimiter."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from office.refusal import Refused

DELIMITERS = (";", ",", "\t", "|")
ENCODINGS = ("utf-8", "cp1250")


@dataclass(frozen=True)
class Table:
    """What was recognised and the rows, numbered as a person sees them in the file."""

    header: list[str]
    rows: Iterator[tuple[int, list[str]]]
    encoding: str
    delimiter: str


def read_table(data: bytes, name: str) -> Table:
    """The table in a file; Refused with a sentence when there is none."""
    if not data:
        raise Refused(_("The file is empty (0 bytes)."), field="file")
    if name.lower().endswith((".xlsx", ".xlsm")) or data.startswith(b"PK\x03\x04"):
        return read_xlsx(data)
    return read_csv(data)


def read_xlsx(data: bytes) -> Table:
    """The first sheet of a workbook."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        lines = numbered([cell_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
        first = next(lines, None)
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        OSError,
        EOFError,
        SyntaxError,
    ) as broken:
        raise Refused(broken_workbook(), field="file") from broken
    if first is None:
        raise Refused(_("The file has no rows."), field="file")
    return Table(trimmed(first[1]), whole(lines), "xlsx", "")


def broken_workbook() -> str:
    """What to do with a workbook that cannot be opened."""
    return _(
        "The workbook is damaged and cannot be read to its end. Open it in a spreadsheet, save it again "
        "as XLSX or as CSV and send it once more. Nothing was imported."
    )


def whole(lines: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The rows, with damage in the middle of the file said as a sentence."""
    try:
        yield from lines
    except Refused:
        raise
    except Exception as broken:  # zlib, zip and XML parsers each raise their own kinds
        raise Refused(broken_workbook(), field="file") from broken


def cell_text(value: Any) -> str:
    """A cell of a workbook as text: whole numbers without .0, days as ISO."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("_x000D_", "").replace("\x00", "").strip()


def read_csv(data: bytes) -> Table:
    """A text file: UTF-8 with or without a mark, else Windows-1250."""
    text, encoding = decoded(data)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    if not first.count(delimiter):
        delimiter = ","
    csv.field_size_limit(1_000_000)
    lines = numbered(csv_rows(text, delimiter))
    header = next(lines, None)
    if header is None:
        raise Refused(_("The file has no rows."), field="file")
    return Table(trimmed(header[1]), lines, encoding, delimiter)


def csv_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """Rows of the text; a broken quotation is said with its line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            yield [cell.replace("\x00", "").replace("_x000D_", "").strip() for cell in row]
    except csv.Error as broken:
        raise Refused(
            _("Line %(line)s of the file cannot be read: %(why)s.")
            % {"line": reader.line_num, "why": broken},
            field="file",
        ) from broken


def decoded(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", errors="replace"), "UTF-8 BOM"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "UTF-16"
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding), {"cp1250": "Windows-1250"}.get(encoding, "UTF-8")
        except UnicodeDecodeError:
            continue
    raise Refused(_("The encoding of the file is not known. Save it as CSV UTF-8."), field="file")


def numbered(rows: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows with their number in the file, the empty ones left out."""
    for number, row in enumerate(rows, start=1):
        if any(row):
            yield number, row


def trimmed(header: list[str]) -> list[str]:
    """Names of columns on one line each."""
    return [" ".join(str(cell).split()) for cell in header]
