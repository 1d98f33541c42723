"""Open data: the page that explains the sets, and the files themselves."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from office.doors import public
from reports import open_data
from reports.forms.spending import AwardFilter
from reports.queries import awards as ask

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@public
def page(request: HttpRequest) -> HttpResponse:
    """What data there are, in which formats, under which licence."""
    return render(
        request, "reports/public/open_data.html", {"sets": open_data.SETS.values(), "formats": TYPES}
    )


@public
def file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """A whole set, streamed."""
    if key not in open_data.SETS or form not in TYPES:
        raise Http404
    etag = quote_etag(f"{open_data.version_of(key)}-{form}")
    return get_conditional_response(request, etag=etag) or _answer(open_data.SETS[key], form, etag)


def _answer(data: open_data.DataSet, form: str, etag: str = "") -> HttpResponse:
    """The file with its type, name and tag."""
    if form == "xlsx":
        response = HttpResponse(open_data.as_xlsx(data), content_type=TYPES[form])
    else:
        parts = open_data.as_csv(data) if form == "csv" else open_data.as_json(data)
        response = StreamingHttpResponse(parts, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{data.key}.{form}"'
    if etag:
        response["ETag"] = etag
        response["Cache-Control"] = "public, max-age=60"
    return response


@public
def giving(request: HttpRequest) -> HttpResponse:
    """Awards by the 360Giving standard."""
    etag = quote_etag(open_data.version_of("awards"))
    there = get_conditional_response(request, etag=etag)
    if there:
        return there
    response = StreamingHttpResponse(open_data.as_360giving(), content_type="application/json")
    response["ETag"], response["Cache-Control"] = etag, "public, max-age=60"
    return response


@public
def filtered(request: HttpRequest, form: str) -> HttpResponse:
    """Exactly the awards that the explorer shows."""
    filters = AwardFilter(request.GET, years=ask.years_with_awards(), bodies=ask.bodies_with_awards())
    if form not in {"csv", "xlsx"} or not filters.is_valid():
        raise Http404
    whole = open_data.SETS["spending"]
    rows = ask.awards(**filters.cleaned_data)
    return _answer(open_data.DataSet("awards", whole.columns, lambda: open_data.spending_rows(rows)), form)
