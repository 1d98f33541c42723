"""Portal: ask to act for an organisation or a party, choose for which one to act, keep its contacts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ngo_registry.acting import Holder
from ngo_registry.forms.organisation import ClaimForm, CodeForm, ContactsForm, FindForm
from ngo_registry.middleware import SESSION_KEY
from ngo_registry.queries import membership_of, organisations_of
from ngo_registry.queries.claims import claimable, claimable_parties, claims_of, organisation_claims_of
from ngo_registry.queries.memberships import colleagues, invitations_for
from ngo_registry.queries.pages import contacts_to_write, list_as_of, public_facts
from ngo_registry.queries.search import public_search
from ngo_registry.services.claims import file_claim, send_code, try_code, withdraw_claim
from ngo_registry.services.organisations import save_contacts
from ngo_registry.templatetags.register import portal_page
from ngo_registry.views.papers import stored_files
from office.doors import portal
from office.jurisdiction import has_feature
from office.rate_limits import within_limit
from office.views.helpers import attempt, saved


@portal
def organisation(request: HttpRequest) -> HttpResponse:
    """The own organisation as the register knows it."""
    facts = {
        "organisation": request.ngo,
        "facts": public_facts(request.ngo),
        "membership": membership_of(request.user, request.ngo),
        "memberships": colleagues(request.ngo),
        "own": has_feature("own_register"),
        "as_of": list_as_of(),
    }
    return render(request, "ngo_registry/portal/organisation.html", facts)


@portal
def contacts(request: HttpRequest) -> HttpResponse:
    """The organisation keeps its own contacts and areas."""
    form = ContactsForm(request.POST or None, initial=contacts_to_write(request.ngo))
    if request.method == "POST" and form.is_valid():
        areas = form.cleaned_data.pop("areas")
        if attempt(
            request,
            form,
            save_contacts,
            organisation=request.ngo,
            facts=form.cleaned_data,
            areas=areas,
            by=request.user,
        ):
            saved(request)
            return redirect("ngo_registry_portal:organisation")
    facts = {"form": form, "organisation": request.ngo, "own": has_feature("own_register")}
    return render(request, "ngo_registry/portal/contacts.html", facts)


@portal(ngo=False)
def switch(request: HttpRequest) -> HttpResponse:
    """Act for another of one's organisations from now on."""
    if request.method == "POST":
        number = request.POST.get("organisation", "")
        chosen = get_object_or_404(
            organisations_of(request.user), pk=int(number) if number.isdecimal() else 0
        )
        request.session[SESSION_KEY] = chosen.pk
        saved(request, _("You now act for “%(name)s”.") % {"name": chosen.name})
    return redirect("ngo_registry_portal:organisation")


@portal(ngo=False)
def claim(request: HttpRequest) -> HttpResponse:
    """Find the organisation one represents; one's claims so far."""
    form = FindForm(request.GET)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    found = public_search(words).rows[:10] if words else []
    facts = {"form": form, "words": words, "rows": found, "claims": organisation_claims_of(request.user)}
    facts |= {"own": has_feature("own_register"), "invitations": invitations_for(request.user)}
    return render(request, "ngo_registry/portal/claim.html", facts)


def asked_for(pk: int, of_party: bool) -> Holder:
    """The organisation or the party the person wants to act for; parties only where the office keeps their register."""
    if of_party and not has_feature("parties"):
        raise Http404
    return get_object_or_404(claimable_parties() if of_party else claimable(), pk=pk)


@portal(ngo=False)
def claim_one(request: HttpRequest, pk: int, of_party: bool = False) -> HttpResponse:
    """Ask to act for this organisation or party: by papers, or by a code to the e-mail of record."""
    row = asked_for(pk, of_party)
    form = ClaimForm(request.POST or None, request.FILES or None, of_party=of_party)
    if request.method == "POST" and form.is_valid():
        files, asked = stored_files(request, form), form.cleaned_data
        facts = {"holder": row, "position": asked["position"], "message": asked["message"]}
        if files is not None and attempt(
            request, form, file_claim, paper=files.get("paper"), by=request.user, **facts
        ):
            saved(request, _("Your request is filed; the office checks the paper and tells you by e-mail."))
            return redirect("ngo_registry_portal:parties" if of_party else "ngo_registry_portal:claim")
    facts = {"holder": row, "party": of_party, "form": form}
    return render(request, "ngo_registry/portal/claim_one.html", facts)


@portal(ngo=False)
def ask_code(request: HttpRequest, pk: int, of_party: bool = False) -> HttpResponse:
    """Order the code; the page after it is the same whether or not an address is known."""
    row = asked_for(pk, of_party)
    if request.method == "POST":
        if not within_limit(request, "claim-code", "10/hour"):
            return render(request, "ngo_registry/portal/slow_down.html", status=429)
        one = attempt(request, None, send_code, holder=row, by=request.user)
        if one:
            return redirect("ngo_registry_portal:code", pk=one.pk)
    return redirect(f"ngo_registry_portal:{'party_' if of_party else ''}claim_one", pk=pk)


@portal(ngo=False)
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """Type the code."""
    one = get_object_or_404(claims_of(request.user), pk=pk)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not within_limit(request, "claim-try", "30/hour"):
            return render(request, "ngo_registry/portal/slow_down.html", status=429)
        typed = form.cleaned_data["code"]
        right = attempt(request, form, try_code, claim=one, code=typed, by=request.user)
        if right:
            if one.organisation_id:
                request.session[SESSION_KEY] = one.organisation_id
            saved(request, _("You now act for “%(name)s”.") % {"name": one.about.name})
            return redirect(portal_page("room", one.about))
        if right is False:
            form.add_error("code", _("The code is not right. Check the digits in the e-mail."))
    return render(request, "ngo_registry/portal/code.html", {"claim": one, "form": form})


@portal(ngo=False)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer ask."""
    one = get_object_or_404(claims_of(request.user), pk=pk)
    if request.method == "POST" and attempt(request, None, withdraw_claim, claim=one, by=request.user):
        saved(request, _("The request is withdrawn."))
    return redirect("ngo_registry_portal:parties" if one.party_id else "ngo_registry_portal:claim")
