"""A table as CSV or XLSX, for whoever asks."""

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from office.exports import csv_lines, xlsx_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_file(
    name: str, head: Iterable[Any], rows: Iterable[tuple[Any, ...]], ending: str
) -> HttpResponse | FileResponse | StreamingHttpResponse:
    """The rows under a file name."""
    if ending == "xlsx":
        return FileResponse(
            xlsx_file(head, rows), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX
        )
    disposition = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(
        csv_lines(head, rows), content_type="text/csv; charset=utf-8", headers=disposition
    )
