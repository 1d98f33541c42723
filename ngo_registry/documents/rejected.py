"""Rejected rows of an import as a workbook: every cell as it came, with its row and its reason."""

import io

import xlsxwriter
from django.utils.translation import gettext as _

from ngo_registry.models import ImportRow, RegisterImport


def rejected_workbook(batch: RegisterImport) -> bytes:
    """XLSX in constant memory; cells are written as text, so nothing in them is computed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Rejected rows")[:31])
    sheet.freeze_panes(1, 0)
    sheet.set_column(1, 1, 60)
    for column, text in enumerate([_("Row"), _("Why it was rejected"), *batch.header]):
        sheet.write_string(0, column, text)
    rows = batch.rows.filter(outcome=ImportRow.Outcome.REJECTED).values_list("line", "reason", "cells")
    for number, (line, reason, cells) in enumerate(rows.iterator(chunk_size=2000), start=1):
        sheet.write_number(number, 0, line)
        for column, text in enumerate([reason, *cells], start=1):
            sheet.write_string(number, column, text)
    book.close()
    return out.getvalue()
