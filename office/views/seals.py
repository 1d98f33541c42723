"""The seals of the audit trail, day by day, for anybody who wants to keep them."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from office.doors import public
from office.exports import csv_lines
from office.queries import audit as queries
from office.verify_forms import SealForm
from office.views.pager import paged

COLUMNS = ("day", "seal", "lines", "published")


@public
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every published seal, newest first; one that a visitor has kept is looked for."""
    form = SealForm(request.GET if "seal" in request.GET else None)
    asked = form.cleaned_data["seal"] if form.is_bound and form.is_valid() else ""
    days = queries.days_of(asked) if asked else []
    facts = {"form": form, "asked": asked, "found": days, "rows": paged(request, queries.day_seals())}
    return render(request, "office/public/seals.html", facts)


@public
@require_safe
def table(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a file, the oldest day first."""
    rows = (
        (each.day.isoformat(), each.hash, each.lines, each.at.isoformat(timespec="seconds"))
        for each in queries.day_seals().reverse()
    )
    response = StreamingHttpResponse(csv_lines(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="seals.csv"'
    return response
