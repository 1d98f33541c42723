"""Public: one application of a decided call with its points and reasons; the tables of a call as files."""

import io
import zipfile

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from grants.documents import call_tables
from grants.queries import public_calls as queries
from grants.queries.past import fallen_decision
from grants.queries.public_scores import decided_application, public_sheets
from office.doors import public
from office.exports import csv_lines
from office.rulebooks import from_version


@public
def application(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """What was asked and given, the points of every sheet with their reasons, the contract."""
    call = get_object_or_404(queries.results_call(), slug=slug)
    found = decided_application(call, number)
    if found is None:
        fallen = fallen_decision(call, number)
        if fallen is None:
            raise Http404("not decided, or not of this call")
        return redirect("grants_public:past_application", slug=slug, pk=fallen.pk, number=number)
    rules = from_version(call.rulebook)
    facts = {
        "call": call,
        "application": found,
        "row": getattr(found, "decision_row", None),
        "ranked": getattr(found, "ranking_row", None),
        "sheets": public_sheets(found, call, with_names=rules.evaluation.names_published.value),
        "members": rules.evaluation.scored_by.value == "members",
    }
    return render(request, "grants/public/application.html", facts)


@public
def table(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One table of a call as CSV; text that could run as a formula is made harmless."""
    found = call_tables.tables(get_object_or_404(queries.results_call(), slug=slug)).get(name)
    if found is None:
        raise Http404("no such table yet")
    answer = StreamingHttpResponse(csv_lines(*found.lines()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-{name}.csv"'
    return answer


@public
def tables(request: HttpRequest, slug: str) -> HttpResponse:
    """Every table of a call in one ZIP."""
    call = get_object_or_404(queries.results_call(), slug=slug)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, found in call_tables.tables(call).items():
            packed.writestr(f"{name}.csv", "".join(csv_lines(*found.lines())))
    answer = HttpResponse(out.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{slug}.zip"'
    return answer
