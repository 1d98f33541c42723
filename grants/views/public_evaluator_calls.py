"""What anybody reads around evaluators: the calls, versions compared, the guidelines."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from grants.documents.calendar import calendar_of_evaluator_call
from grants.models import EvaluatorStatement
from grants.queries import evaluator_calls as queries
from grants.queries import evaluators as lists
from grants.queries import guidelines
from office.doors import public
from office.rulebooks import from_version
from office.uploads import serve

room = public(feature="evaluators_list")


@room
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """One call for evaluators: conditions, bars, term, and the way in while it is open."""
    found = get_object_or_404(queries.public_calls(), pk=pk)
    facts = {
        "call": found,
        "phase": found.phase(timezone.now()),
        "rules": from_version(found.rulebook),
        "bars": [bar.label for bar in EvaluatorStatement.Bar],
        "changes": queries.changes_of(found),
    }
    return render(request, "grants/evaluators/public_call.html", facts)


@room
def call_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The call as issued."""
    found = get_object_or_404(queries.public_calls(), pk=pk)
    if found.document is None:
        raise Http404("the call is not drawn yet")
    return serve(request, found.document.file)


@room
def call_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The end of the term, for one's own calendar."""
    found = get_object_or_404(queries.public_calls(), pk=pk)
    answer = HttpResponse(calendar_of_evaluator_call(found), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="call.ics"'
    return answer


@room
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of the list, and what differs from another version of the same year."""
    found = get_object_or_404(lists.adopted(), pk=pk)
    others = lists.other_versions(found)
    chosen = lists.chosen_other(found, others, request.GET.get("with", ""))
    facts = {
        "list": found,
        "others": others,
        "other": chosen,
        "compared": lists.compared(found, chosen) if chosen else None,
        "changes": lists.changes_of(found),
    }
    return render(request, "grants/evaluators/public_version.html", facts)


@room
def guideline_versions(request: HttpRequest) -> HttpResponse:
    """The guidelines in force and all earlier versions."""
    found = list(guidelines.published().order_by("-version"))
    return render(
        request,
        "grants/evaluators/public_guidelines.html",
        {"versions": found, "current": found[0] if found else None},
    )


@room
def guideline(request: HttpRequest, version: int) -> HttpResponse:
    """One version with what changed in it, line by line."""
    found = get_object_or_404(guidelines.published(), version=version)
    before = guidelines.before(found)
    facts = {"guideline": found, "before": before, "lines": guidelines.differences(found, before)}
    return render(request, "grants/evaluators/public_guideline.html", facts)


@room
def guideline_file(request: HttpRequest, version: int) -> HttpResponse:
    """The printed edition of a version."""
    found = get_object_or_404(guidelines.published(), version=version, file__isnull=False)
    return serve(request, found.file)
