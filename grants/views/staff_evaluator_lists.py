"""Staff rooms of a version of the list: candidates taken in, a person who leaves, capacity of a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from grants.forms.evaluator_calls import CapacityForm, LeaveForm
from grants.queries import evaluators as queries
from grants.services.candidate_decisions import take_candidates_in
from grants.services.capacities import state_capacity
from grants.services.evaluator_lists import take_off_list
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved

room = staff(P.MANAGE_EVALUATORS, feature="evaluators_list")


@require_POST
@room
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Put accepted candidates of the year on the draft."""
    found = get_object_or_404(queries.lists(), pk=pk)
    made = attempt(request, None, take_candidates_in, evaluators=found, by=request.user)
    if made:
        words = ngettext("%(n)s candidate is on the list.", "%(n)s candidates are on the list.", len(made))
        saved(request, words % {"n": len(made)})
    elif made is not None:
        saved(request, _("No accepted candidate is missing on this version."))
    return redirect("grants_staff:evaluator_list", pk=pk)


@room
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Why a person leaves the list, and since when."""
    entry = get_object_or_404(queries.entries(), pk=pk)
    form = LeaveForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, take_off_list, entry=entry, by=request.user, **form.cleaned_data):
            saved(request, _("The person is off this version; adopt it to publish the change."))
            return redirect("grants_staff:evaluator_list", pk=entry.list_id)
    return render(request, "grants/evaluators/leave.html", {"form": form, "entry": entry, "list": entry.list})


@room
def capacity(request: HttpRequest, pk: int) -> HttpResponse:
    """Capacity and areas of knowledge of a person, entered by the office."""
    found = get_object_or_404(queries.people(), pk=pk)
    stated = getattr(found, "capacity", None)
    initial = {"areas": [area.pk for area in found.areas.all()]}
    if stated:
        initial |= {"at_once": stated.at_once, "in_year": stated.in_year}
    form = CapacityForm(request.POST or None, initial=initial, areas=queries.live_areas())
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "areas": list(form.cleaned_data["areas"])}
        if attempt(request, form, state_capacity, evaluator=found, by=request.user, **given):
            saved(request)
            return redirect("grants_staff:evaluator", pk=pk)
    return render(request, "grants/evaluators/capacity.html", {"form": form, "evaluator": found})
