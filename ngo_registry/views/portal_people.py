"""Portal: who acts for the organisation; invitations, roles, leaving, handing over."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ngo_registry.forms.memberships import InviteForm, RoleForm
from ngo_registry.middleware import SESSION_KEY
from ngo_registry.models import NgoMembership
from ngo_registry.queries import membership_of
from ngo_registry.queries import memberships as queries
from ngo_registry.services import memberships as services
from office.doors import portal
from office.rate_limits import within_limit
from office.views.helpers import attempt, saved


@portal
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who acts for the organisation and every invitation that waits."""
    mine = membership_of(request.user, request.ngo)
    facts = {
        "memberships": queries.colleagues(request.ngo),
        "invitations": queries.open_invitations(request.ngo),
        "mine": mine,
        "owner": mine.role == NgoMembership.Role.OWNER,
        "roles": NgoMembership.Role.choices,
    }
    return render(request, "ngo_registry/portal/people.html", facts)


@portal
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a colleague."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not within_limit(request, "invite", "30/hour"):
            return render(request, "ngo_registry/portal/slow_down.html", status=429)
        facts: dict[str, Any] = {"organisation": request.ngo, "by": request.user, **form.cleaned_data}
        if attempt(request, form, services.invite, **facts):
            saved(request, _("The invitation is sent."))
            return redirect("ngo_registry_portal:people")
    return render(request, "ngo_registry/portal/invite.html", {"form": form})


@portal
@require_POST
def withdraw_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    one = get_object_or_404(queries.open_invitations(request.ngo), pk=pk)
    if attempt(request, None, services.withdraw_invitation, invitation=one, by=request.user):
        saved(request, _("The invitation is withdrawn."))
    return redirect("ngo_registry_portal:people")


@portal
@require_POST
def member(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Change a role, end a membership, hand the account over."""
    one = get_object_or_404(queries.colleagues(request.ngo), pk=pk)
    form = RoleForm(request.POST)
    facts: dict[str, Any] = {"membership": one, "by": request.user}
    if verb == "role":
        if not form.is_valid():
            raise Http404
        facts["role"] = form.cleaned_data["role"]
    if attempt(request, None, VERBS[verb], **facts):
        saved(request)
    return redirect("ngo_registry_portal:people")


VERBS = {"role": services.change_role, "end": services.end_membership, "hand-over": services.hand_over}


@portal(ngo=False)
def invitations(request: HttpRequest) -> HttpResponse:
    """Invitations for the person's own address."""
    facts = {"invitations": queries.invitations_for(request.user)}
    return render(request, "ngo_registry/portal/invitations.html", facts)


@portal(ngo=False)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept an invitation and act for the organisation from now on."""
    one = get_object_or_404(queries.invitations_for(request.user), pk=pk)
    if attempt(request, None, services.accept_invitation, invitation=one, by=request.user):
        request.session[SESSION_KEY] = one.organisation_id
        saved(request, _("You now act for “%(name)s”.") % {"name": one.organisation.name})
        return redirect("ngo_registry_portal:organisation")
    return redirect("ngo_registry_portal:invitations")
