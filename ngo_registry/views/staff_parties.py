"""Staff: the register of parties, the file of one party, its changes and its end, the comparison of names and signs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ngo_registry.forms.party_changes import PartyChangeForm, PartySearchForm
from ngo_registry.models import PARTY
from ngo_registry.queries import filings, parties
from ngo_registry.queries.book import PARTY as BOOK
from ngo_registry.queries.memberships import colleagues, open_invitations
from ngo_registry.same_parties import neighbours
from ngo_registry.services.filings import open_entry
from ngo_registry.services.memberships import end_membership
from ngo_registry.services.parties import confirm_comparison, open_party_change, open_party_deletion
from ngo_registry.views.files import picture, register_file
from ngo_registry.views.staff_book import ordered_book, shown_book
from office.audit import timeline
from office.doors import staff
from office.roles import Permission
from office.views.helpers import attempt, saved

EDIT = staff(Permission.EDIT_REGISTER, feature="parties")


@EDIT
def listing(request: HttpRequest) -> HttpResponse:
    """The register of parties, deleted ones too."""
    form = PartySearchForm(request.GET)
    facts = {"form": form, "found": parties.party_search(**form.asked()), "words": form.asked()["words"]}
    return render(request, "ngo_registry/staff/parties.html", facts)


@EDIT
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """What is listed as a file: public columns only."""
    asked = PartySearchForm(request.GET).asked()
    rows = parties.party_rows(asked["words"], asked["status"])
    return register_file(ending, rows, parties.HEAD, "parties")


@EDIT
def book(request: HttpRequest) -> HttpResponse:
    """The book of the register of parties, of a time or of one party, part by part; printed as the law's book."""
    return shown_book(request, BOOK)


@EDIT
@require_POST
def book_print(request: HttpRequest) -> HttpResponse:
    """A long part of it is drawn by a worker."""
    return ordered_book(request, BOOK, "ngo_registry_staff:parties_book")


@EDIT
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Begin the entry of a party from its papers."""
    row = attempt(request, None, open_entry, kind=PARTY, by=request.user)
    if row is None:
        return redirect("ngo_registry_staff:parties")
    return redirect("ngo_registry_staff:section", pk=row.pk, key="name")


@EDIT
def party(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a party: facts, filings, book, audit trail."""
    row = get_object_or_404(parties.all_parties(), pk=pk)
    facts = {
        "party": row,
        "filings": parties.filings_of_party(row),
        "timeline": parties.timeline_of(parties.book_of(row)),
        "extract": parties.extract_of(row),
        "events": timeline(row),
        "people": colleagues(row),
        "invitations": open_invitations(row),
    }
    return render(request, "ngo_registry/staff/party.html", facts)


@EDIT
@require_POST
def end_person(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """A person no longer acts for the party in the portal."""
    row = get_object_or_404(parties.all_parties(), pk=pk)
    one = get_object_or_404(colleagues(row), pk=person)
    if attempt(request, None, end_membership, membership=one, by=request.user):
        saved(request)
    return redirect("ngo_registry_staff:party", pk=pk)


@EDIT
def party_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The sign of an entered party."""
    return picture(get_object_or_404(parties.all_parties(), pk=pk).sign)


@EDIT
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Which of the entered data changes."""
    row = get_object_or_404(parties.all_parties(), pk=pk)
    form = PartyChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind = form.cleaned_data["party_change"]
        filing = attempt(request, form, open_party_change, party=row, party_change=kind, by=request.user)
        if filing:
            return redirect("ngo_registry_staff:section", pk=filing.pk, key="asked")
    return render(request, "ngo_registry/staff/party_change.html", {"party": row, "form": form})


@EDIT
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the deletion of a party."""
    row = get_object_or_404(parties.all_parties(), pk=pk)
    filing = attempt(request, None, open_party_deletion, party=row, by=request.user)
    if filing is None:
        return redirect("ngo_registry_staff:party", pk=pk)
    saved(request, _("The deletion is begun: write its reason and enclose the act."))
    return redirect("ngo_registry_staff:section", pk=filing.pk, key="deletion")


@EDIT
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, short name and sign beside those of every earlier party; the officer confirms the difference."""
    row = get_object_or_404(filings.all_filings(), pk=pk, kind=PARTY)
    if row.filing_kind == "deletion":
        raise Http404
    if request.method == "POST":
        if attempt(request, None, confirm_comparison, filing=row, by=request.user):
            saved(request)
        return redirect("ngo_registry_staff:filing", pk=pk)
    near = neighbours(row.name, row.short_name, apart_from=row.party_id)
    return render(request, "ngo_registry/staff/party_compare.html", {"filing": row, "neighbours": near})


@EDIT
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The sign of a filing."""
    return picture(get_object_or_404(filings.all_filings(), pk=pk, kind=PARTY).sign)
