"""The register as a file: the same for the public and for staff."""

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse

from ngo_registry.queries.export import HEAD
from office.exports import csv_lines, xlsx_file
from office.models import StoredFile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register_file(
    ending: str, rows: Iterable[tuple[Any, ...]], head: tuple[Any, ...] = HEAD, name: str = "register"
) -> HttpResponse:
    """CSV row by row, or a workbook."""
    if ending == "csv":
        response = StreamingHttpResponse(csv_lines(head, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    return FileResponse(xlsx_file(head, rows), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


def workbook_file(data: bytes, name: str) -> HttpResponse:
    """A workbook with closed data: never kept by a cache."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=XLSX, headers=headers)


def picture(stored: StoredFile | None, *, cache: str = "private, no-store") -> HttpResponse:
    """The sign of a party, shown in a page: a picture the portal drew anew, never what was uploaded."""
    whole = stored is not None and stored.state == StoredFile.State.CLEAN and stored.path.is_file()
    if not whole or stored.content_type != "image/png":
        raise Http404
    headers = {"Cache-Control": cache, "X-Content-Type-Options": "nosniff"}
    headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return HttpResponse(stored.path.read_bytes(), content_type="image/png", headers=headers)
