"""Tables of founders' statements: the empty one to fill in, and rejected rows with a reason at each cell."""

import io
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from ngo_registry.models import StatementImport, StatementRow
from ngo_registry.statements import LABELS

TEXT_ONLY = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(head: list[str], rows: list[list[str]], title: str) -> bytes:
    """XLSX whose cells are all text, so that no zero is lost and nothing is computed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, TEXT_ONLY)
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(title[:31])
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(head) - 1, 0), 24, text)
    for line, row in enumerate([head, *rows]):
        for column, cell in enumerate(row):
            sheet.write_string(line, column, cell, text)
    book.close()
    return out.getvalue()


def empty_table() -> bytes:
    """The header the import recognises, in the language of the reader."""
    return workbook([str(label) for label in LABELS.values()], [], _("Statements"))


def rejected_statements(batch: StatementImport) -> bytes:
    """Every rejected row as it came, with its line and what is wrong in which column; corrected, it is imported again."""
    rows = batch.rows.exclude(faults={}).order_by("line")
    head = [*batch.header, _("Row"), _("What is wrong")]
    lines = [[*padded(row, len(batch.header)), str(row.line), faults_in_words(row.faults)] for row in rows]
    return workbook(head, lines, _("Rejected rows"))


def padded(row: StatementRow, columns: int) -> list[str]:
    """The cells as they came, as many as the header has."""
    cells = [str(cell) for cell in row.cells][:columns]
    return [*cells, *[""] * (columns - len(cells))]


def faults_in_words(faults: dict[str, Any]) -> str:
    """Column and sentence of every fault."""
    return "; ".join(f"{LABELS.get(name, name)}: {said}" for name, said in faults.items())
