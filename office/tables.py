"""A CSV or XLSX file as a header and rows of text, whatever its encoding and delimiter."""

import csv
import datetime
import io
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from office.refusal import Refused
from office.upload_checks import check_unpacking

DELIMITERS = (";", ",", "\t", "|")
NAMED = {"utf-8": "UTF-8", "cp1250": "Windows-1250", "cp1251": "Windows-1251"}
# How a person may have the file read when the guess was wrong; DOS 852 cannot be told from Windows-1250.
KNOWN_ENCODINGS = {
    "UTF-8": "utf-8",
    "Windows-1250": "cp1250",
    "Windows-1251": "cp1251",
    "DOS 852": "cp852",
    "UTF-16": "utf-16",
}
# Words wholly of upper signs are Cyrillic in Windows-1251; in Windows-1250 such signs stand among a to z.
CYRILLIC = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff]{3,}(?![A-Za-z\x80-\xff])")
MIXED = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
LONGEST = 1_000_000  # letters of a cell
LAST_ROW = 1_048_576  # of a sheet of a workbook
LOOKED_AT = 25  # rows among which the names of the columns are looked for
Rows = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True)
class Reading:
    """How a person wants the file read; what is empty is recognised."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_row: int = 0  # as the file numbers its rows; 0: the first that names columns
    is_header: Callable[[list[str]], bool] | None = None


@dataclass(frozen=True)
class Table:
    """What was recognised and the rows, numbered as a person sees them in the file."""

    header: list[str]
    rows: Rows
    encoding: str
    delimiter: str
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)
    header_row: int = 1


def read_table(data: bytes, name: str, reading: Reading | None = None) -> Table:
    """The table in a file; Refused with a sentence when there is none."""
    reading = reading or Reading()
    if not data:
        raise Refused(_("The file is empty (0 bytes)."), field="file")
    if name.lower().endswith((".xlsx", ".xlsm")) or data.startswith(b"PK\x03\x04"):
        return read_xlsx(data, name, reading)
    return read_csv(data, reading)


def begun(lines: Rows, reading: Reading) -> tuple[int, list[str], Rows]:
    """Number and cells of the row that names the columns, and the rows below it."""
    first = list(itertools.islice(lines, LOOKED_AT))
    if not first:
        raise Refused(
            _(
                "The file has no rows. Write them below a first row that names the columns, and send it again."
            ),
            field="file",
        )
    at = 0
    if reading.header_row:
        at = next((n for n, (number, _cells) in enumerate(first) if number >= reading.header_row), 0)
    elif reading.is_header:
        at = next((n for n, (_number, cells) in enumerate(first) if reading.is_header(trimmed(cells))), 0)
    return first[at][0], trimmed(first[at][1]), itertools.chain(first[at + 1 :], lines)


def read_xlsx(data: bytes, name: str, reading: Reading) -> Table:
    """A sheet of a workbook, the first unless another is named."""
    check_unpacking(data, name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        names = [sheet.title for sheet in book.worksheets]
        sheet = book[reading.sheet] if reading.sheet in names else book.worksheets[0]
        lines = numbered([cell_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
        number, header, rows = begun(lines, reading)
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
    return Table(header, whole(rows), "xlsx", "", sheet.title, names, number)


def broken_workbook() -> str:
    """What to do with a workbook that cannot be opened."""
    return _(
        "The workbook is damaged and cannot be read to its end. Open it in a spreadsheet, save it again "
        "as XLSX or as CSV and send it once more. Nothing was imported."
    )


def whole(lines: Rows) -> Rows:
    """The rows, with damage in the middle of the file said as a sentence."""
    try:
        for number, cells in lines:
            if number > LAST_ROW:
                raise Refused(
                    _(
                        "The sheet has more rows than a workbook can have (1,048,576). Divide the list into "
                        "several files or save it as CSV."
                    ),
                    field="file",
                )
            yield number, cells
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


def read_csv(data: bytes, reading: Reading) -> Table:
    """A text file: UTF-8 with or without a mark, else Windows-1250, unless a person said how to read it."""
    text, encoding = decoded(data, reading.encoding)
    delimiter = reading.delimiter if reading.delimiter in DELIMITERS else delimiter_of(text)
    csv.field_size_limit(LONGEST)
    number, header, rows = begun(numbered(csv_rows(text, delimiter)), reading)
    return Table(header, rows, encoding, delimiter, header_row=number)


def delimiter_of(text: str) -> str:
    """What stands between the columns: the most frequent in the first line that has any (a title has none)."""
    for line in text[:20_000].splitlines()[:LOOKED_AT]:
        found = max(DELIMITERS, key=line.count)
        if line.count(found):
            return found
    return ","


def csv_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """Rows of the text; a broken quotation is said with its line."""
    # Line by line: a copy of the whole text would take four bytes a letter.
    reader = csv.reader((line[0] for line in LINE.finditer(text)), delimiter=delimiter)
    begins, row = 1, []
    try:
        for row in reader:
            last, lines = begins, reader.line_num - begins
            begins = reader.line_num + 1
            yield [cell.replace("\x00", "").replace("_x000D_", "").strip() for cell in row]
    except csv.Error as broken:
        raise Refused(unclosed(begins), field="file") from broken
    if row and lines and is_open(text, last):
        raise Refused(unclosed(last), field="file")


def is_open(text: str, line: int) -> bool:
    """Does a quotation that began in this line swallow the rest of the file?"""
    rest = itertools.islice(LINE.finditer(text), line - 1, None)
    return sum(each[0].count('"') for each in rest) % 2 == 1


def unclosed(line: int) -> str:
    """Where a cell begins that has no end, and what to do."""
    return _(
        "A quotation mark in line %(line)s of the file is not closed, so the lines below it would be read "
        "as one cell. Close or remove it and send the file again."
    ) % {"line": line}


def decoded(data: bytes, wanted: str = "") -> tuple[str, str]:
    """Text and the name of its encoding; a wanted one is used even where letters do not fit it."""
    if wanted in KNOWN_ENCODINGS and not data.startswith(b"\xef\xbb\xbf"):
        return data.decode(KNOWN_ENCODINGS[wanted], errors="replace"), wanted
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", errors="replace"), "UTF-8 BOM"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "UTF-16"
    for encoding in ("utf-8", "cp1251" if is_cyrillic(data) else "cp1250"):
        try:
            return data.decode(encoding), NAMED[encoding]
        except UnicodeDecodeError:
            continue
    raise Refused(_("The encoding of the file is not known. Save it as CSV UTF-8."), field="file")


def is_cyrillic(data: bytes) -> bool:
    """Is a text that is no UTF-8 one of Windows-1251, as older programs write Cyrillic?"""
    part = data[:200_000]
    return len(CYRILLIC.findall(part)) > len(MIXED.findall(part))


def numbered(rows: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows with their number in the file, the empty ones left out."""
    for number, row in enumerate(rows, start=1):
        if any(row):
            yield number, row


def trimmed(header: list[str]) -> list[str]:
    """Names of columns on one line each."""
    return [" ".join(str(cell).split()) for cell in header]
