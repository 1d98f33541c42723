"""Staff: bans on applying, read by everybody who checks; entered, corrected and lifted by the body."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from grants.forms.bans import BanDaysForm, BanFilter, BanForm, LiftForm
from grants.queries import bans as ask
from grants.services import bans as verbs
from office.audit import timeline
from office.doors import staff
from office.refusal import allowed
from office.roles import Permission as P
from office.uploads import serve
from office.views.helpers import attempt, saved
from office.views.pager import paged


@staff(P.SIT_ON_COMMISSION)
def listing(request: HttpRequest) -> HttpResponse:
    """Organisations without the right to apply, and those that had none."""
    form = BanFilter(request.GET)
    page = paged(request, ask.bans(**form.values()))
    facts = {"form": form, "page": page, "enters": request.user.can(P.MANAGE_CONTRACTS)}
    return render(request, "grants/money/bans.html", facts)


@staff(P.SIT_ON_COMMISSION)
def ban(request: HttpRequest, pk: int) -> HttpResponse:
    """One ban: on which contract it rests, until when it lasts, what happened."""
    found = get_object_or_404(ask.bans(show="all"), pk=pk)
    facts = {
        "ban": found,
        "paper": ask.paper_of(found, request.user),
        "changes": allowed(verbs.check_changes_ban, request.user, found),
        "manages": request.user.can(P.MANAGE_CONTRACTS, found.body),
        "events": timeline(found),
    }
    return render(request, "grants/money/ban.html", facts)


@staff(P.MANAGE_CONTRACTS)
def enter(request: HttpRequest) -> HttpResponse:
    """A contract from before the portal was broken."""
    bodies = ask.bodies_that_ban(request.user)
    form = BanForm(request.POST or None, request.FILES or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, verbs.enter_ban, by=request.user, **form.cleaned_data)
        if made:
            saved(request, _("The ban is entered; the organisation is told by e-mail."))
            return redirect("grants_staff:ban", pk=made.pk)
    facts = {"form": form, "title": _("Enter a ban for an earlier contract")}
    return render(request, "grants/money/ban_form.html", facts)


@staff(P.SIGN_DECISIONS)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """The days of a ban, corrected with the reason."""
    found = changeable(request, pk)
    form = BanDaysForm(request.POST or None, initial={"since": found.since, "until": found.until})
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.correct_ban, ban=found, by=request.user, **form.cleaned_data):
            saved(request, _("The ban is corrected; the organisation is told by e-mail."))
            return redirect("grants_staff:ban", pk=pk)
    facts = {"form": form, "ban": found, "title": _("Correct the days")}
    return render(request, "grants/money/ban_form.html", facts)


@staff(P.SIGN_DECISIONS)
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift the ban, with the reason."""
    found = changeable(request, pk)
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.lift_ban, ban=found, by=request.user, **form.cleaned_data):
            saved(request, _("The ban is lifted; the organisation is told by e-mail."))
            return redirect("grants_staff:ban", pk=pk)
    facts = {"form": form, "ban": found, "title": _("Lift the ban")}
    return render(request, "grants/money/ban_form.html", facts)


def changeable(request: HttpRequest, pk: int) -> Any:
    """The ban, when this person may change it."""
    found = get_object_or_404(ask.bans(show="all"), pk=pk)
    if not allowed(verbs.check_changes_ban, request.user, found):
        raise Http404("not changed by this person")
    return found


@staff(P.SIT_ON_COMMISSION)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper that proves the breach."""
    found = get_object_or_404(ask.bans(show="all"), pk=pk)
    document = ask.paper_of(found, request.user)
    if document is None:
        raise Http404("not for this person")
    return serve(request, document)
