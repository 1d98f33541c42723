"""Portal: who acts for the organisation or the party; invitations, roles, leaving, handing over."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ngo_registry.acting import Deed, Holder, Role, roles_for
from ngo_registry.forms.memberships import InviteForm, RoleForm
from ngo_registry.middleware import SESSION_KEY
from ngo_registry.models import Party
from ngo_registry.queries import membership_of
from ngo_registry.queries import memberships as queries
from ngo_registry.queries.party_people import parties_of
from ngo_registry.rules import check_admits
from ngo_registry.services import memberships as services
from ngo_registry.templatetags.register import portal_page
from office.doors import portal
from office.jurisdiction import has_feature
from office.rate_limits import within_limit
from office.refusal import refusal_of
from office.views.helpers import attempt, saved


def of_holder(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the party the address names, else of the organisation the person acts for now."""

    @portal(ngo=False)
    @functools.wraps(view)
    def inner(request: HttpRequest, party: int | None = None, **more: Any) -> HttpResponse:
        if party is not None:
            if not has_feature("parties"):
                raise Http404
            return view(request, get_object_or_404(parties_of(request.user), pk=party), **more)
        if request.ngo is None:
            return redirect("ngo_registry_portal:claim")
        return view(request, request.ngo, **more)

    return inner


@of_holder
def people(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Everybody who acts for the organisation or the party and every invitation that waits."""
    mine, rows = membership_of(request.user, holder), list(queries.colleagues(holder))
    facts = {
        "holder": holder,
        "party": isinstance(holder, Party),
        "memberships": rows,
        "ownerless": queries.ownerless(rows),
        "invitations": queries.open_invitations(holder),
        "mine": mine,
        "admits": mine is not None and mine.role in roles_for(type(holder), Deed.ADMIT),
        "roles": Role.choices,
    }
    return render(request, "ngo_registry/portal/people.html", facts)


@of_holder
def invite(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Invite a colleague."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not within_limit(request, "invite", "30/hour"):
            return render(request, "ngo_registry/portal/slow_down.html", status=429)
        facts: dict[str, Any] = {"holder": holder, "by": request.user, **form.cleaned_data}
        if attempt(request, form, services.invite, **facts):
            saved(request, _("The invitation is sent."))
            return redirect(portal_page("people", holder))
    facts = {"form": form, "holder": holder, "party": isinstance(holder, Party)}
    facts["refusal"] = refusal_of(check_admits, request.user, holder)
    return render(request, "ngo_registry/portal/invite.html", facts)


@of_holder
@require_POST
def withdraw_invitation(request: HttpRequest, holder: Holder, pk: int) -> HttpResponse:
    """Take an invitation back."""
    one = get_object_or_404(queries.open_invitations(holder), pk=pk)
    if attempt(request, None, services.withdraw_invitation, invitation=one, by=request.user):
        saved(request, _("The invitation is withdrawn."))
    return redirect(portal_page("people", holder))


@of_holder
@require_POST
def member(request: HttpRequest, holder: Holder, pk: int, verb: str) -> HttpResponse:
    """Change a role, end a membership, hand the account over."""
    one = get_object_or_404(queries.colleagues(holder), pk=pk)
    form = RoleForm(request.POST)
    facts: dict[str, Any] = {"membership": one, "by": request.user}
    if verb == "role":
        if not form.is_valid():
            raise Http404
        facts["role"] = form.cleaned_data["role"]
    if attempt(request, None, VERBS[verb], **facts):
        saved(request)
    inside = membership_of(request.user, holder) is not None
    return redirect(portal_page("people" if inside else "home", holder))


VERBS = {"role": services.change_role, "end": services.end_membership, "hand-over": services.hand_over}


@portal(ngo=False)
def invitations(request: HttpRequest) -> HttpResponse:
    """Invitations for the person's own address."""
    facts = {"invitations": queries.invitations_for(request.user)}
    return render(request, "ngo_registry/portal/invitations.html", facts)


@portal(ngo=False)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept an invitation and act for the organisation or the party from now on."""
    one = get_object_or_404(queries.invitations_for(request.user), pk=pk)
    if attempt(request, None, services.accept_invitation, invitation=one, by=request.user):
        if one.organisation_id:
            request.session[SESSION_KEY] = one.organisation_id
        saved(request, _("You now act for “%(name)s”.") % {"name": one.about.name})
        return redirect(portal_page("room", one.about))
    return redirect("ngo_registry_portal:invitations")
