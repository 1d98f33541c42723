"""The public list of independent evaluators with its versions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from grants.queries import evaluators as queries
from grants.queries.evaluator_calls import calls_of
from office.doors import public
from office.uploads import serve


@public(feature="evaluators_list")
def evaluators(request: HttpRequest) -> HttpResponse:
    """Names, versions, reasons and days; no contacts."""
    opened, past = calls_of(timezone.now())
    facts = {"years": queries.public_versions(), "calls": opened, "past": past}
    return render(request, "grants/evaluators/public.html", facts)


@public(feature="evaluators_list")
def list_file(request: HttpRequest, pk: int) -> HttpResponse:
    """An adopted version as issued."""
    found = get_object_or_404(queries.lists(), pk=pk, state="adopted")
    if found.document is None:
        raise Http404("the list is not drawn yet")
    return serve(request, found.document.file)
