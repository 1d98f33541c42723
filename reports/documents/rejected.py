"""Rejected rows of an import of spending as a workbook, each with its reason."""

import io

import xlsxwriter
from django.utils.translation import gettext as _

from reports.importing import Line
from reports.models import SpendingImport
from reports.queries.imports import plan_of


def rejected_workbook(header: list[str], lines: list[Line]) -> bytes:
    """XLSX in constant memory; cells are written as text, so nothing in them is computed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Rejected rows")[:31])
    for column, text in enumerate([_("Row"), _("Why it was rejected"), *header]):
        sheet.write_string(0, column, text)
    for position, line in enumerate(lines, start=1):
        sheet.write_number(position, 0, line.number)
        for column, text in enumerate([line.reason, *line.cells], start=1):
            sheet.write_string(position, column, text)
    book.close()
    return out.getvalue()


def rejected_file(batch: SpendingImport) -> bytes:
    """The rejected rows of a file, read again from the file that was kept."""
    data = batch.file.path.read_bytes()
    plan = plan_of(data=data, name=batch.file.name, year=batch.year, body=batch.body)
    return rejected_workbook(plan.header, plan.rejects)
