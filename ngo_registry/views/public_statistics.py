"""Statistics of the register: charts with tables, each figure leading to its list."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from ngo_registry.documents.statistics import Shown
from ngo_registry.forms.statistics import StatisticsForm
from ngo_registry.queries.figures import statistics
from ngo_registry.queries.pages import list_as_of
from office.doors import public
from office.exports import csv_lines
from office.jurisdiction import has_feature


def asked(request: HttpRequest) -> tuple[StatisticsForm, Shown]:
    """The filters of the address and what they give."""
    form = StatisticsForm(request.GET)
    values = form.values
    found = statistics(values["kind"], form.place, int(values["year"] or 0))
    return form, Shown(found, values)


@public(cache=300)
def page(request: HttpRequest) -> HttpResponse:
    """By year, kind, municipality, area."""
    form, shown = asked(request)
    facts = {"form": form, "shown": shown, "found": shown.found, "tables": shown.tables()}
    facts |= {"query": request.GET.urlencode(), "as_of": list_as_of(), "own": has_feature("own_register")}
    return render(request, "ngo_registry/public/statistics.html", facts)


@public(cache=300)
def figures(request: HttpRequest, name: str) -> HttpResponse:
    """The figures of one table as CSV."""
    _form, shown = asked(request)
    table = shown.table(name)
    if table is None:
        raise Http404
    rows = ((called, *(cell.value for cell in cells)) for called, cells in table.rows)
    response = StreamingHttpResponse(csv_lines(table.head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="register-{name}.csv"'
    return response


@public(cache=300)
def chart(request: HttpRequest, name: str) -> HttpResponse:
    """One chart as a drawing of its own."""
    _form, shown = asked(request)
    picture = shown.picture(name)
    if picture is None:
        raise Http404
    response = HttpResponse(picture.draw(), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="register-{name}.svg"'
    return response
