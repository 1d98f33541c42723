"""The register as a file: the same for the public and for staff."""

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from ngo_registry.queries.export import HEAD
from office.exports import csv_lines, xlsx_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register_file(ending: str, rows: Iterable[tuple[Any, ...]]) -> HttpResponse:
    """CSV row by row, or a workbook."""
    if ending == "csv":
        response = StreamingHttpResponse(csv_lines(HEAD, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="register.csv"'
        return response
    return FileResponse(
        xlsx_file(HEAD, rows), as_attachment=True, filename="register.xlsx", content_type=XLSX
    )
