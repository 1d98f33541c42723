"""Two filed versions of an application compared, for the applicant and for those who check."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from grants.documents.application import parts_of
from grants.documents.version_diff import compared
from grants.queries import applications as queries
from grants.queries.filed_versions import all_filed, frozen_data, pair
from grants.queries.staff_applications import staff_file
from office.doors import portal, staff
from office.roles import Permission as P


@portal
def mine(request: HttpRequest, pk: int) -> HttpResponse:
    """Versions of one's own application."""
    row = get_object_or_404(queries.whole(queries.filed_by(request.ngo)), pk=pk)
    return render(request, "grants/portal/versions.html", facts(request, row))


@staff(P.SIT_ON_COMMISSION)
def of_office(request: HttpRequest, pk: int) -> HttpResponse:
    """Versions as they came to the office."""
    row = get_object_or_404(queries.whole(staff_file(request.user)), pk=pk)
    return render(request, "grants/staff/versions.html", facts(request, row))


def facts(request: HttpRequest, row: Any) -> dict[str, Any]:
    """All versions, the two that are compared and what differs."""
    versions = all_filed(row)
    two = pair(versions, request.GET.get("old", ""), request.GET.get("new", ""))
    found: dict[str, Any] = {"application": row, "call": row.call, "versions": versions}
    if two:
        old, new = two
        parts = compared(parts_of(frozen_data(old)), parts_of(frozen_data(new)))
        found |= {"old": old, "new": new, "parts": parts, "any": any(part.differences for part in parts)}
    return found
