"""Staff: the register of parties, and one party, at the end of any day; shown and taken out as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ngo_registry.documents.book import past_rows_of
from ngo_registry.queries import parties
from ngo_registry.queries.extracts import past_extracts
from ngo_registry.queries.party_past import PAST_HEAD, parties_on, past_rows
from ngo_registry.views.files import register_file
from ngo_registry.views.staff_book import asked, order_extract_of
from ngo_registry.views.staff_parties import EDIT


@EDIT
def past(request: HttpRequest) -> HttpResponse:
    """The register of parties at the end of any day."""
    form, day, words = asked(request)
    page = request.GET.get("page", "1")
    found = parties_on(day, words=words, page=int(page) if page.isdecimal() else 1)
    return render(request, "ngo_registry/staff/party_past.html", {"form": form, "found": found})


@EDIT
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """The same as a file."""
    _form, day, words = asked(request)
    return register_file(ending, past_rows(day, words), PAST_HEAD, f"parties-{day}")


@EDIT
def past_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One party at the end of any day; POST has its extract drawn as an official document."""
    row = get_object_or_404(parties.all_parties(), pk=pk)
    form, day, _words = asked(request)
    if request.method == "POST":
        return order_extract_of(request, row, "ngo_registry_staff:party_past_one")
    facts = {"party": row, "form": form, "day": day, "rows": past_rows_of(row, day)}
    facts |= {"issued": past_extracts(row)}
    return render(request, "ngo_registry/staff/party_past_one.html", facts)
