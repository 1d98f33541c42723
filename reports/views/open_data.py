"""Open data: the page that explains the sets, and the files themselves."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from office.doors import public
from reports.documents.report_rows import ReportRows
from reports.forms.spending import AwardFilter
from reports.open_data.formats import Rows, as_csv, as_json, as_xlsx
from reports.open_data.giving import as_360giving
from reports.open_data.sets import SETS, of_rows, offered
from reports.queries import awards as ask

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@public
def page(request: HttpRequest) -> HttpResponse:
    """What data there are, in which formats, under which licence."""
    paths = [f"/api/v1/{name}" for name in ("organisations", "calls", "awards")]
    facts = {"sets": offered().values(), "formats": TYPES, "api_paths": paths}
    return render(request, "reports/public/open_data.html", facts)


@public
def file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """A whole set, streamed."""
    if key not in offered() or form not in TYPES:
        raise Http404
    etag = quote_etag(f"{SETS[key].version()}-{form}")
    return get_conditional_response(request, etag=etag) or tagged(answer(SETS[key], form), etag)


@public
def giving(request: HttpRequest) -> HttpResponse:
    """Awards by the 360Giving standard."""
    etag = quote_etag(f"{SETS['awards'].version()}-360giving")
    response = get_conditional_response(request, etag=etag)
    return response or tagged(StreamingHttpResponse(as_360giving(), content_type="application/json"), etag)


@public
def filtered(request: HttpRequest, form: str) -> HttpResponse:
    """Exactly the awards that the explorer shows."""
    filters = AwardFilter(request.GET, choices=ask.award_choices())
    if form not in TYPES or not filters.is_valid():
        raise Http404
    return answer(of_rows("awards", ask.awards(**filters.cleaned_data)), form)


@public
def report_rows(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Exactly the awards that a published report counts, as they were frozen with it."""
    found = get_object_or_404(ask.published_reports(), slug=slug)
    if form not in TYPES:
        raise Http404
    etag = quote_etag(f"{found.snapshot_sha256}-{form}")
    response = get_conditional_response(request, etag=etag)
    return response or tagged(answer(ReportRows(found), form), etag)


def answer(data: Rows, form: str) -> HttpResponse:
    """The file with its type and name."""
    name = f"{data.key}.{form}"
    if form == "xlsx":
        return FileResponse(as_xlsx(data), as_attachment=True, filename=name, content_type=TYPES[form])
    parts = as_csv(data) if form == "csv" else as_json(data)
    response = StreamingHttpResponse(parts, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def tagged(response: HttpResponse, etag: str) -> HttpResponse:
    """With the tag of its version; whoever has it already is answered 304."""
    response["ETag"], response["Cache-Control"] = etag, "public, max-age=60"
    return response
