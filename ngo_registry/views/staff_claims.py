"""Staff: who asks to act for an organisation or a party."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ngo_registry.queries.departed import has_left
from ngo_registry.queries.filings import open_claims
from ngo_registry.services.claims import accept_claim, refuse_claim
from ngo_registry.workflows import CLAIM
from office.doors import staff
from office.roles import Permission
from office.uploads import serve
from office.views.helpers import attempt, saved
from office.views.pager import paged

VERBS = {"accept": accept_claim, "refuse": refuse_claim}


@staff(Permission.DECIDE_CLAIMS)
def listing(request: HttpRequest) -> HttpResponse:
    """Claims that wait, the oldest first."""
    return render(request, "ngo_registry/staff/claims.html", {"page": paged(request, open_claims())})


@staff(Permission.DECIDE_CLAIMS)
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """One claim: the person, the organisation, the paper."""
    row = get_object_or_404(open_claims(), pk=pk)
    offers = [offer for offer in CLAIM.offered(row, by=request.user) if offer.name in VERBS]
    facts = {"claim": row, "offers": offers}
    facts["left"] = has_left(row.user, row.about)
    return render(request, "ngo_registry/staff/claim.html", facts)


@staff(Permission.DECIDE_CLAIMS)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Let in or refuse with a reason."""
    row = get_object_or_404(open_claims(), pk=pk)
    action = request.POST.get("action", "")
    if request.method != "POST" or action not in VERBS:
        raise Http404
    note = {"note": request.POST.get("note", "")} if action == "refuse" else {}
    if attempt(request, None, VERBS[action], claim=row, by=request.user, **note):
        saved(request, _("Decided; the person is told by e-mail."))
        return redirect("ngo_registry_staff:claims")
    return redirect("ngo_registry_staff:claim", pk=pk)


@staff(Permission.DECIDE_CLAIMS)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of a claim."""
    row = get_object_or_404(open_claims(), pk=pk)
    if row.paper is None:
        raise Http404
    return serve(request, row.paper)
