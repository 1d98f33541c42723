"""Feeds of the register."""

from django.http import Http404, HttpRequest, HttpResponse

from ngo_registry.documents.feeds import organisation_feed, parties_feed, party_feed, search_feed
from ngo_registry.forms.party_changes import PartySearchForm
from ngo_registry.forms.search import SearchForm
from ngo_registry.queries.news import FEED, newest_of, news_of
from ngo_registry.queries.pages import public_organisation
from ngo_registry.queries.parties import public_party
from ngo_registry.queries.party_news import as_news, found_by, lines_of
from office.doors import public
from office.rate_limits import within_limit

RSS = "application/rss+xml; charset=utf-8"
RATE = "60/minute"


def too_many() -> HttpResponse:
    """A reader of feeds that asks too often waits."""
    return HttpResponse(status=429, headers={"Retry-After": "60"}, content_type="text/plain; charset=utf-8")


@public(cache=600)
def search(request: HttpRequest) -> HttpResponse:
    """The latest organisations of a search."""
    if not within_limit(request, "register-feed", RATE):
        return too_many()
    form = SearchForm(request.GET)
    rows = newest_of(form.words, form.filters, literal=form.literal)
    return HttpResponse(search_feed(rows, form.query, form.in_words), content_type=RSS)


@public(cache=600)
def organisation(request: HttpRequest, number: str) -> HttpResponse:
    """What happened to one organisation."""
    if not within_limit(request, "register-feed", RATE):
        return too_many()
    row = public_organisation(number)
    if row is None:
        raise Http404
    return HttpResponse(organisation_feed(row, news_of([row.pk])[:FEED]), content_type=RSS)


@public(cache=600, feature="parties")
def parties(request: HttpRequest) -> HttpResponse:
    """What was entered about the parties of a search."""
    if not within_limit(request, "register-feed", RATE):
        return too_many()
    form = PartySearchForm(request.GET)
    lines = lines_of(found_by(form.words, form.chosen_status))[:FEED]
    return HttpResponse(parties_feed(lines, form.query, form.in_words), content_type=RSS)


@public(cache=600, feature="parties")
def party(request: HttpRequest, number: str) -> HttpResponse:
    """What was entered about one party."""
    if not within_limit(request, "register-feed", RATE):
        return too_many()
    row = public_party(number)
    if row is None:
        raise Http404
    return HttpResponse(party_feed(row, map(as_news, lines_of([row.pk])[:FEED])), content_type=RSS)
