"""Staff: the register of parties, and one party, at the end of any day; shown and taken out as a file."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import get_language

from ngo_registry.documents.book import past_pdf
from ngo_registry.forms.book import DayForm
from ngo_registry.party_facts_in_words import label, shown
from ngo_registry.queries import parties
from ngo_registry.queries.party_past import PAST_HEAD, parties_on, party_state_on, past_rows
from ngo_registry.views.files import register_file
from ngo_registry.views.staff_book import pdf
from ngo_registry.views.staff_parties import EDIT


def asked(request: HttpRequest) -> tuple[DayForm, datetime.date, str]:
    """The form, the day and the words of the address."""
    form = DayForm.of(request.GET, localdate(request.arrived_at))
    values = form.values()
    return form, values.get("day") or localdate(request.arrived_at), values.get("q", "")


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
    """One party at the end of any day; as a PDF too."""
    row = get_object_or_404(parties.all_parties(), pk=pk)
    form, day, _words = asked(request)
    state = party_state_on(row, day)
    rows = [(label(name), shown(name, value)) for name, value in (state or {}).items() if value]
    if "pdf" in request.GET and state:
        return pdf(past_pdf(row, day, rows, get_language()), f"{row.number}-{day}.pdf")
    facts = {"party": row, "form": form, "day": day, "rows": rows}
    return render(request, "ngo_registry/staff/party_past_one.html", facts)
