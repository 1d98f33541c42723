"""Rows of an import that were not taken, as a workbook to be corrected and sent again."""

from ngo_registry.models import ImportRow, RegisterImport
from office.exports import MarkedRow, marked_workbook

NOT_TAKEN = (ImportRow.Outcome.REJECTED, ImportRow.Outcome.DOUBTFUL)


def rejected_workbook(batch: RegisterImport) -> bytes:
    """Every cell as it came with its row and its reason; the wrong cells are marked."""
    rows = batch.rows.filter(outcome__in=NOT_TAKEN).order_by("line", "pk")
    lines = rows.values_list("line", "reason", "cells", "faults").iterator(chunk_size=2000)
    return marked_workbook(
        batch.header,
        (
            MarkedRow(line, reason, cells, {int(at): sentence for at, sentence in faults.items()})
            for line, reason, cells, faults in lines
        ),
    )
