"""What anybody reads of acts of a call: the list of the formal check, replaced and annulled lists and decisions."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from grants.documents.check_list import HEAD, lines
from grants.queries import history
from grants.queries.public_calls import public_call
from office.doors import public
from office.exports import harmless
from office.uploads import serve


@public
def ranking(request: HttpRequest, slug: str, edition: int) -> HttpResponse:
    """A ranking list that no longer holds, as it was published, with the reason why."""
    call = get_object_or_404(public_call(), slug=slug)
    found = get_object_or_404(history.past_list(call), edition=edition)
    facts = {"call": call, "past": found, "rows": history.rows_of(found)}
    return render(request, "grants/public/past_ranking.html", facts)


@public
def decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A decision that a court annulled, as it was published, with the judgment."""
    call = get_object_or_404(public_call(), slug=slug)
    found = get_object_or_404(history.past_decisions(call), pk=pk)
    facts = {"call": call, "past": found, "rows": history.rows_of(found)}
    return render(request, "grants/public/past_decision.html", facts)


@public
def check_file(request: HttpRequest, slug: str, edition: int) -> HttpResponse:
    """The list of the formal check as issued."""
    found = get_object_or_404(
        history.published_checks(get_object_or_404(public_call(), slug=slug)), edition=edition
    )
    if found.document is None:
        raise Http404("the list is not drawn yet")
    return serve(request, found.document.file)


@public
def check_table(request: HttpRequest, slug: str, edition: int) -> HttpResponse:
    """The list of the formal check as a table file."""
    call = get_object_or_404(public_call(), slug=slug)
    found = get_object_or_404(history.published_checks(call), edition=edition)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{call.slug}-check-{edition}.csv"'
    writer = csv.writer(answer)
    writer.writerow(HEAD)
    for line in lines(found):
        writer.writerow([harmless(cell) for cell in line])
    return answer


@public
def ranking_file(request: HttpRequest, slug: str, edition: int) -> HttpResponse:
    """A list that no longer holds, as issued; its verification page says so."""
    found = get_object_or_404(history.past_list(get_object_or_404(public_call(), slug=slug)), edition=edition)
    if found.document is None:
        raise Http404("the list was not drawn")
    return serve(request, found.document.file)


@public
def decision_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An annulled decision as issued."""
    found = get_object_or_404(history.past_decisions(get_object_or_404(public_call(), slug=slug)), pk=pk)
    if found.document is None:
        raise Http404("the decision was not drawn")
    return serve(request, found.document.file)
