"""The commission's room of the draw: prepare, record the seed, draw, give up; the draw once more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.draws import PrepareDrawForm, SeedForm
from grants.queries import draw_pages as pages
from grants.queries import draws as queries
from grants.queries.evaluation import calls_seen_by
from grants.queries.evaluators import list_in_force
from grants.rules import check_sits_on_commission
from grants.services import draws as verbs
from grants.workflows.evaluators import DRAW
from office.audit import timeline
from office.audit_words import worded
from office.doors import staff
from office.refusal import refusal_of
from office.roles import Permission as P
from office.views.helpers import attempt, saved

room = staff(P.SIT_ON_COMMISSION, feature="evaluators_list")


@room
def draws(request: HttpRequest, pk: int) -> HttpResponse:
    """Draws of a call, and what would go into the next one."""
    call = get_object_or_404(calls_seen_by(request.user), pk=pk)
    form = PrepareDrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, verbs.prepare_draw, call=call, by=request.user, **form.cleaned_data)
        if made:
            saved(request, _("What goes into the draw is written down. Now record the seed."))
            return redirect("grants_staff:draw", pk=made.pk)
    current = list_in_force(timezone.localdate().year)
    facts = {
        "call": call,
        "form": form,
        "draws": queries.draws_of(call),
        "frozen": queries.frozen_input(call, current, by_area=False) if current else None,
        "refusal": refusal_of(check_sits_on_commission, request.user, call),
    }
    return render(request, "grants/draws/staff_list.html", facts)


@room
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw: what was frozen, the next step, the result, and the draw once more."""
    found = get_object_or_404(queries.draws_seen_by(request.user), pk=pk)
    form = SeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.record_seed, draw=found, by=request.user, **form.cleaned_data):
            saved(request, _("The seed is recorded. It is not changed any more."))
            return redirect("grants_staff:draw", pk=pk)
    facts = {
        "draw": found,
        "call": found.call,
        "form": form,
        "offers": {offer.name: offer for offer in DRAW.offered(found, by=request.user)},
        "again": queries.repeated(found, found.seed) if found.state == "drawn" else None,
        "events": worded(timeline(found)),
        "sheet": pages.sheet_of(found, named=True, opened=True),
    }
    return render(request, "grants/draws/staff.html", facts)


@require_POST
@room
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw, or give the draw up with a reason."""
    found = get_object_or_404(queries.draws_seen_by(request.user), pk=pk)
    if request.POST.get("action") == "abandon":
        note = request.POST.get("note", "")
        attempt(request, None, verbs.abandon_draw, draw=found, note=note, by=request.user)
    elif attempt(request, None, verbs.make_draw, draw=found, by=request.user):
        saved(request, _("Drawn. The evaluators are assigned and told by e-mail."))
    return redirect("grants_staff:draw", pk=pk)
