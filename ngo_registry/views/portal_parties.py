"""Portal: parties a person acts for, the way to act for one, and what is asked of their register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ngo_registry.forms.organisation import ClaimForm
from ngo_registry.forms.party_changes import PartyChangeForm, PartySearchForm
from ngo_registry.models import RegisterFiling
from ngo_registry.queries.changes import changes_of_party
from ngo_registry.queries.claims import party_claims_of
from ngo_registry.queries.parties import party_search
from ngo_registry.queries.party_people import claimable_parties, parties_of, people_of_party, represents
from ngo_registry.services.parties import open_party_change, open_party_deletion
from ngo_registry.services.party_people import file_party_claim, leave_party
from ngo_registry.views.files import picture
from ngo_registry.views.papers import stored_files
from office.doors import portal
from office.views.helpers import attempt, saved

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
    facts |= {"people": people_of_party(row), "represents": represents(request.user, row)}
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


@ROOM
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask by a paper to act for this party."""
    row = get_object_or_404(claimable_parties(), pk=pk)
    form = ClaimForm(request.POST or None, request.FILES or None, of_party=True)
    if request.method == "POST" and form.is_valid():
        files, facts = stored_files(request, form), form.cleaned_data
        more = {"position": facts["position"], "message": facts["message"], "by": request.user}
        if files is not None and attempt(
            request, form, file_party_claim, party=row, paper=files.get("paper"), **more
        ):
            saved(request, _("Your request is filed; the office checks the paper and tells you by e-mail."))
            return redirect("ngo_registry_portal:parties")
    return render(request, "ngo_registry/portal/party_claim.html", {"party": row, "form": form})


@ROOM
@require_POST
def leave(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Somebody no longer acts for the party: oneself, or a colleague."""
    row = get_object_or_404(parties_of(request.user), pk=pk)
    one = next((each for each in people_of_party(row) if each.pk == person), None)
    if one and attempt(request, None, leave_party, membership=one, by=request.user):
        saved(request)
    own = one is not None and one.user_id == request.user.pk
    return redirect("ngo_registry_portal:parties") if own else redirect("ngo_registry_portal:party", pk=pk)
