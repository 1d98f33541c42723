"""The public register of political parties: search, one party, its sign, a file of what is listed."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from ngo_registry.documents.linked_data import party_data
from ngo_registry.forms.party_changes import PartySearchForm, PublicPartySearchForm
from ngo_registry.models import Party
from ngo_registry.queries import parties
from ngo_registry.queries.party_search import suggested_parties
from ngo_registry.views.files import picture, register_file
from office.doors import public
from office.qr import qr_of
from office.rate_limits import within_limit
from office.templatetags.saradnja import script


def found(number: str) -> Party:
    """The party of an address, or no page."""
    row = parties.public_party(number)
    if row is None:
        raise Http404
    return row


@public(feature="parties")
def listing(request: HttpRequest) -> HttpResponse:
    """Search in either script; the filters are the address."""
    asked = PartySearchForm(request.GET).asked()
    if asked["words"] and not within_limit(request, "register-search", "120/minute"):
        return render(request, "ngo_registry/public/too_many.html", status=429)
    facts = {"form": PublicPartySearchForm(request.GET), "found": parties.party_search(**asked), **asked}
    return render(request, "ngo_registry/public/parties.html", facts)


@public(feature="parties")
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """What is listed as CSV or XLSX; founders are in no column."""
    if not within_limit(request, "register-file", "10/minute"):
        return render(request, "ngo_registry/public/too_many.html", {"files": True}, status=429)
    asked = PartySearchForm(request.GET).asked()
    rows = parties.party_rows(asked["words"], asked["status"])
    return register_file(ending, rows, parties.HEAD, "parties")


@public(feature="parties")
def party(request: HttpRequest, number: str) -> HttpResponse:
    """Facts of public record, the sign, the book with the numbers of its acts."""
    row = found(number)
    entries = parties.book_of(row)
    facts = {"party": row, "timeline": parties.timeline_of(entries), "extract": parties.extract_of(row)}
    facts["changed_on"] = entries[-1].on if entries else row.registered_on
    facts["permalink"] = f"{settings.SITE_URL.rstrip('/')}/parties/{row.number}/"
    facts |= {"qr": qr_of(facts["permalink"]), "linked": party_data(row, facts["permalink"])}
    return render(request, "ngo_registry/public/party.html", facts)


@public(feature="parties", cache=300)
def sign(request: HttpRequest, number: str) -> HttpResponse:
    """The sign as a picture."""
    return picture(found(number).sign, cache="public, max-age=300")


@public(feature="parties", cache=300)
def suggest(request: HttpRequest) -> HttpResponse:
    """A few names for the search box while one types."""
    if not within_limit(request, "register-suggest", "300/minute"):
        return JsonResponse({"items": []}, status=429)
    rows = suggested_parties(request.GET.get("q", "")[:200])
    items = [
        {"name": script(row.name), "url": reverse("ngo_registry_public:party", args=[row.number])}
        for row in rows
    ]
    return JsonResponse({"items": items})
