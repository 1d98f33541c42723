"""Portal: parties a person acts for, the way to act for one, and what is asked of their register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from ngo_registry.forms.party_changes import PartyChangeForm, PartySearchForm
from ngo_registry.models import RegisterFiling
from ngo_registry.queries.changes import changes_of_party
from ngo_registry.queries.claims import party_claims_of
from ngo_registry.queries.memberships import colleagues, invitations_for
from ngo_registry.queries.parties import party_search
from ngo_registry.queries.party_people import parties_of
from ngo_registry.rules import check_asks
from ngo_registry.services.parties import open_party_change, open_party_deletion
from ngo_registry.views.files import picture
from office.doors import portal
from office.refusal import refusal_of
from office.views.helpers import attempt

ROOM = portal(ngo=False, feature="parties")
ONLINE = RegisterFiling.Origin.ONLINE
FOUND = 10


@ROOM
def listing(request: HttpRequest) -> HttpResponse:
    """Own parties; a search for the one somebody represents; requests so far."""
    form = PartySearchForm(request.GET)
    words = form.asked()["words"].replace("\x00", "").strip()
    facts = {
        "form": form,
        "words": words,
        "parties": parties_of(request.user),
        "rows": party_search(words).rows[:FOUND] if words else [],
        "claims": party_claims_of(request.user),
        "invitations": invitations_for(request.user),
    }
    return render(request, "ngo_registry/portal/parties.html", facts)


@ROOM
def party(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own party: facts, what was asked so far, and the way to a new change."""
    row = get_object_or_404(parties_of(request.user), pk=pk)
    form = PartyChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind = form.cleaned_data["party_change"]
        facts = {"party": row, "by": request.user, "origin": ONLINE}
        filing = attempt(request, form, open_party_change, party_change=kind, **facts)
        if filing:
            return redirect("ngo_registry_portal:change_write", pk=filing.pk)
    facts = {"party": row, "form": form, "filings": changes_of_party(row)[:100]}
    facts |= {"memberships": colleagues(row), "refusal": refusal_of(check_asks, request.user, row)}
    return render(request, "ngo_registry/portal/party.html", facts)


@ROOM
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The sign of one's own party."""
    return picture(get_object_or_404(parties_of(request.user), pk=pk).sign)


@ROOM
@require_POST
def deletion(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the deletion of one's own party."""
    row = get_object_or_404(parties_of(request.user), pk=pk)
    filing = attempt(request, None, open_party_deletion, party=row, by=request.user, origin=ONLINE)
    if filing is None:
        return redirect("ngo_registry_portal:party", pk=pk)
    return redirect("ngo_registry_portal:change_write", pk=filing.pk)
