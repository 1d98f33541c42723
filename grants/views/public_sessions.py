"""Public: the minutes of a session of a commission, where the rulebook of the call publishes them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from grants.queries import public_calls as queries
from grants.queries.public_sessions import public_minutes
from office.doors import public


@public
def minutes(request: HttpRequest, slug: str, session: int) -> HttpResponse:
    """Who came, each point about this call, how members voted, the conclusion."""
    call = get_object_or_404(queries.results_call(), slug=slug)
    found = public_minutes(call, session)
    if found is None:
        raise Http404("not published")
    return render(request, "grants/public/minutes.html", {"call": call, "minutes": found})
