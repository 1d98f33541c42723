"""The budget as a workbook: lines to fill in with instructions beside them, and the same workbook read back."""

import datetime
import io
import zipfile
from decimal import Decimal
from typing import Any

import openpyxl
import xlsxwriter
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from grants.budget_paste import LOOKED_AT, heading
from grants.budget_rows import MOST_LINES, clean, text_of, titles
from grants.budget_sums import Limits, Sums, verdicts
from grants.models import BudgetLine
from office.money import half_up
from office.refusal import Refused
from office.tables import broken_workbook, csv_rows, decoded, delimiter_of
from office.templatetags.saradnja import script
from office.upload_checks import checked

ORDER = ("group", "description", "unit", "quantity", "price", "total", "requested", "other")
WIDTHS = {
    "group": 26,
    "description": 48,
    "unit": 12,
    "quantity": 10,
    "price": 14,
    "total": 14,
    "requested": 16,
    "other": 16,
}
LARGEST, MOST = 5 * 1024 * 1024, {"max_row": 3000, "max_col": 30}
# What readers of damaged workbooks raise, each of its own kind.
DAMAGED = (
    InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, EOFError, SyntaxError, TypeError,
)  # fmt: skip


def budget_workbook(lines: list[BudgetLine], limits: Limits, sums: Sums, about: list[str]) -> bytes:
    """A sheet with the lines and room for more, a sheet that says how to fill it in."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    lines_sheet(book, lines)
    words_sheet(book, limits, sums, about)
    book.close()
    return out.getvalue()


def lines_sheet(book: Any, lines: list[BudgetLine]) -> None:
    """One row for each line; the total is a formula of the workbook, read by nobody."""
    sheet = book.add_worksheet(_("Budget")[:31])
    bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 2})
    money = book.add_format({"num_format": "#,##0.00"})
    quiet = book.add_format({"num_format": "#,##0.00", "font_color": "#4a5869"})
    names = titles()
    for column, key in enumerate(ORDER):
        sheet.set_column(column, column, WIDTHS[key])
        sheet.write_string(0, column, names[key], bold)
    sheet.freeze_panes(1, 0)
    groups = [str(label) for label in BudgetLine.Group.labels]
    sheet.data_validation(1, 0, MOST_LINES, 0, {"validate": "list", "source": groups})
    for row, line in enumerate(lines, start=1):
        texts = (line.get_group_display(), script(line.description), script(line.unit))
        for column, text in enumerate(texts):
            sheet.write_string(row, column, str(text))
        for column, value in ((3, line.quantity), (4, line.price), (6, line.requested), (7, line.other)):
            sheet.write_number(row, column, value, money)
        sheet.write_formula(row, 5, f"=ROUND(D{row + 1}*E{row + 1},2)", quiet, line.total)
    for row in range(len(lines) + 1, min(len(lines) + 21, MOST_LINES + 1)):
        sheet.write_formula(row, 5, f'=IF(D{row + 1}="","",ROUND(D{row + 1}*E{row + 1},2))', quiet, "")


def words_sheet(book: Any, limits: Limits, sums: Sums, about: list[str]) -> None:
    """How to fill in the workbook, and the limits the budget must keep."""
    sheet = book.add_worksheet(_("Instructions")[:31])
    sheet.set_column(0, 0, 100, book.add_format({"text_wrap": True}))
    bold = book.add_format({"bold": True, "text_wrap": True})
    rows = [
        *((text, bold) for text in about),
        (_("Write one cost in each row of the first sheet. Do not rename its columns."), None),
        (_("The group is chosen from the list in the cell."), None),
        (_("Numbers have at most two decimals. Write numbers, not formulas: formulas are not read."), None),
        (_("The total is counted by the portal. “Requested” left empty means the whole line."), None),
        (_("Save the file as XLSX and upload it on the page of the budget."), None),
        (_("At most %(most)s lines are read.") % {"most": MOST_LINES}, None),
        (_("Limits of the call"), bold),
        *((each.text, None) for each in verdicts(sums, limits)),
    ]  # fmt: skip
    for row, (text, look) in enumerate(rows):
        sheet.write_string(row, 0, str(text), look)


def text_in_file(data: bytes, name: str) -> str:
    """The rows of an uploaded workbook or CSV as pasted text; Refused with a sentence for anything else."""
    if not data:
        raise Refused(_("The file is empty (0 bytes)."), field="file")
    if len(data) > LARGEST:
        raise Refused(_("A workbook with a budget is not larger than 5 MB."), field="file")
    if name.lower().endswith(".csv"):
        text, _encoding = decoded(data)
        return text_of(csv_rows(text, delimiter_of(text)))
    if name.lower().endswith((".xls", ".ods", ".numbers", ".xlsm", ".pdf")):
        raise Refused(
            _("“%(name)s” is not an XLSX file. Open it in your spreadsheet and save it as XLSX.")
            % {"name": name},
            field="file",
        )
    try:
        checked(data, name, ("xlsx", "csv"))
    except Refused as no:
        raise Refused(no.reason, field="file") from no
    return text_of(rows_in(data))


def rows_in(data: bytes) -> list[list[str]]:
    """The rows of the sheet that looks like a budget, else of the first; formulas come as they are written."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheets = [
            [[cell_of(cell) for cell in row] for row in sheet.iter_rows(values_only=True, **MOST)]
            for sheet in book.worksheets[:5]
        ]
    except DAMAGED as broken:
        raise Refused(broken_workbook(), field="file") from broken
    if not sheets:
        raise Refused(broken_workbook(), field="file")
    named = (rows for rows in sheets if heading(list(enumerate(rows[:LOOKED_AT], start=1))))
    return drop_own_formulas(next(named, sheets[0]))


def drop_own_formulas(rows: list[list[str]]) -> list[list[str]]:
    """Rows that hold nothing but the prepared formula of the total are empty rows."""
    return [row if any(cell and not cell.startswith("=") for cell in row) else [] for row in rows]


def cell_of(value: Any) -> str:
    """A cell as text that cannot be misread: 1234.5 is 1234,50, never a thousand more or less."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime.datetime | datetime.date):
        return str(value)[:10]
    return clean(str(value))


def number_text(value: float) -> str:
    """A number of a workbook, without the noise behind its ninth decimal."""
    exact = Decimal(repr(value))
    if not exact.is_finite() or abs(exact) > Decimal("1e15"):
        return str(value)
    exact = half_up(exact, 9)
    cents = half_up(exact)
    if exact == cents:
        return f"{cents:f}".replace(".", ",")
    return f"{exact:.4f}".replace(".", ",") if half_up(exact, 4) != cents else f"{exact:f}".replace(".", ",")
