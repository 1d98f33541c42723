"""Rejected rows of an import of spending as a workbook, each with its reason."""

from office.exports import MarkedRow, marked_workbook
from reports.importing import Line
from reports.models import SpendingImport
from reports.queries.imports import plan_of


def rejected_workbook(header: list[str], lines: list[Line]) -> bytes:
    """Every cell as it came, with its row and its reason."""
    return marked_workbook(header, (MarkedRow(line.number, line.reason, line.cells) for line in lines))


def rejected_file(batch: SpendingImport) -> bytes:
    """The rejected rows of a file, read again from the file that was kept."""
    data = batch.file.path.read_bytes()
    plan = plan_of(data=data, name=batch.file.name, year=batch.year, body=batch.body)
    return rejected_workbook(plan.header, plan.rejects)
