"""Files of calls that anybody may take: calendar, feed, texts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from grants.documents.calendar import calendar_of
from grants.documents.call_feed import feed_of
from grants.forms.calls import public_filter
from grants.queries import priorities
from grants.queries import public_calls as queries
from office.doors import public
from office.uploads import serve


@public
def calendar(request: HttpRequest) -> HttpResponse:
    """Deadlines of open calls, for one's own calendar."""
    answer = HttpResponse(
        calendar_of(queries.with_deadlines(timezone.now())), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="calls.ics"'
    return answer


@public
def call_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The deadline of one call."""
    call = get_object_or_404(queries.newest(), slug=slug, state="published")
    answer = HttpResponse(calendar_of([call]), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="call.ics"'
    return answer


@public
def feed(request: HttpRequest) -> HttpResponse:
    """The newest calls of a filter as a feed."""
    form = public_filter(request)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = queries.feed(timezone.now(), **chosen)[:30]
    words = request.GET.urlencode() if any(chosen.values()) else ""
    return HttpResponse(feed_of(rows, words), content_type="application/rss+xml; charset=utf-8")


@public
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The text of the call as issued."""
    call = get_object_or_404(queries.public_call(), slug=slug)
    if call.document is None:
        raise Http404("the text is not drawn yet")
    return serve(request, call.document.file)


@public
def ranking(request: HttpRequest, slug: str) -> HttpResponse:
    """The published ranking list as issued."""
    found = queries.ranking_of(get_object_or_404(queries.public_call(), slug=slug))
    if found is None or found.document is None:
        raise Http404("the list is not drawn yet")
    return serve(request, found.document.file)


@public
def decision(request: HttpRequest, slug: str) -> HttpResponse:
    """The published decision as issued."""
    found = queries.decision_of(get_object_or_404(queries.public_call(), slug=slug))
    if found is None or found.document is None:
        raise Http404("the decision is not drawn yet")
    return serve(request, found.document.file)


@public(feature="priorities")
def priority_file(request: HttpRequest, year: int) -> HttpResponse:
    """The decision on priority areas as it was uploaded."""
    found = get_object_or_404(priorities.published().select_related("file"), year=year, file__isnull=False)
    return serve(request, found.file)
