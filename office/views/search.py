"""One search of the whole portal, its answers grouped by kind."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from office.doors import public
from office.panels import HitGroup, collect
from office.rate_limits import within_limit
from office.scripts import fold

LONGEST = 200


@public
def everything(request: HttpRequest) -> HttpResponse:
    """Organisations, calls, awards, reports, people of public lists: the first few of each, and where all are."""
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST]
    searched = bool(fold(words))
    limited = searched and not within_limit(request, "search", "60/minute")
    groups: list[HitGroup] = collect(settings.SEARCHES, words) if searched and not limited else []
    facts = {
        "words": words,
        "searched": searched,
        "limited": limited,
        "groups": sorted((group for group in groups if group.hits), key=lambda group: group.order),
        "count": sum(group.count for group in groups),
        "more": any(group.more for group in groups),
    }
    return render(request, "office/public/search.html", facts, status=429 if limited else 200)
