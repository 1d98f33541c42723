"""What anybody reads of lists and decisions that no longer hold: sums, points with reasons, the locked variant."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from grants.queries import history, past
from grants.queries.public_calls import public_call
from office.doors import public
from office.rulebooks import from_version
from office.uploads import serve


@public
def ranking(request: HttpRequest, slug: str, edition: int) -> HttpResponse:
    """A ranking list that no longer holds, as it was published, with the reason why."""
    call = get_object_or_404(public_call(), slug=slug)
    found = get_object_or_404(history.past_list(call), edition=edition)
    page, slots = past.list_part(found, request.GET)
    facts = {"call": call, "past": found, "rows": page, "slots": slots, "rules": from_version(call.rulebook)}
    return render(request, "grants/public/past_ranking.html", facts)


@public
def decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A decision that a court annulled, as it was published, with the judgment and the locked variant."""
    call = get_object_or_404(public_call(), slug=slug)
    found = get_object_or_404(past.past_decisions(call), pk=pk)
    facts = {
        "call": call,
        "past": found,
        "rows": past.decision_part(found, request.GET),
        "recomputable": past.recomputable(found),
    }
    return render(request, "grants/public/past_decision.html", facts)


@public
def application(request: HttpRequest, slug: str, pk: int, number: str) -> HttpResponse:
    """One application under an annulled decision: sum, reason, points of every sheet as they were public."""
    call = get_object_or_404(public_call(), slug=slug)
    found = get_object_or_404(past.past_decisions(call), pk=pk)
    row = past.past_row(found, number)
    if row is None:
        raise Http404("not in this decision")
    members = from_version(call.rulebook).evaluation.scored_by.value == "members"
    facts = {"call": call, "past": found, "row": row, "application": row.application, "members": members}
    return render(request, "grants/public/past_application.html", facts)


@public
def allocation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The variant of an annulled decision, the very bytes whose SHA-256 the commission locked."""
    found = get_object_or_404(past.past_decisions(get_object_or_404(public_call(), slug=slug)), pk=pk)
    if not past.recomputable(found):
        raise Http404("not kept, or locked before the text was published")
    return HttpResponse(found.allocation.encode(), content_type="text/plain; charset=utf-8")


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
    found = get_object_or_404(past.past_decisions(get_object_or_404(public_call(), slug=slug)), pk=pk)
    if found.document is None:
        raise Http404("the decision was not drawn")
    return serve(request, found.document.file)
