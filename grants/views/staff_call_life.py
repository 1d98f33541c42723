"""Dates, the planned hour and corrections of a call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.call_checks import remarks_on, stops_publication
from grants.forms import call_life as forms
from grants.queries import call_life
from grants.queries import calls as queries
from grants.services import call_corrections, call_publication
from grants.services import calls as verbs
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.SIT_ON_COMMISSION)
def dates(request: HttpRequest, pk: int) -> HttpResponse:
    """Until when questions are asked; how the shortest deadline is counted."""
    call = get_object_or_404(queries.calls_of(request.user), pk=pk)
    form = forms.DatesForm(request.POST or None, initial={"questions_until": call.questions_until})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verbs.edit_call, call=call, by=request.user, **form.cleaned_data):
        saved(request)
        return redirect("grants_staff:call", pk=pk)
    facts = {"form": form, "call": call, "rules": queries.rules_of(call)}
    facts["term"] = queries.earliest_term(call, timezone.localdate())
    return render(request, "grants/life/dates.html", facts)


@staff(P.SIT_ON_COMMISSION)
def planned(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan the hour at which the draft publishes itself."""
    call = get_object_or_404(queries.whole(queries.calls_of(request.user)), pk=pk)
    rules = queries.rules_of(call)
    form = forms.HourForm(request.POST or None, initial={"open_days": rules.call.open_days.value})
    if request.method == "POST" and form.is_valid():
        facts = {"call": call, "at": form.moment, "open_days": form.cleaned_data["open_days"]}
        if attempt(request, form, call_publication.plan_publication, by=request.user, **facts):
            saved(
                request,
                _("The hour is planned. Until then the draft can be changed and the hour called off."),
            )
            return redirect("grants_staff:call", pk=pk)
    remarks = remarks_on(call, rules)
    facts = {"form": form, "call": call, "rules": rules, "plan": call_life.planned_publication(call)}
    facts |= {"remarks": remarks, "stopping": stops_publication(remarks), "now": timezone.now()}
    return render(request, "grants/life/planned.html", facts)


@staff(P.SIT_ON_COMMISSION)
@require_POST
def call_off(request: HttpRequest, pk: int, plan: int) -> HttpResponse:
    """The draft is not published at its hour."""
    call = get_object_or_404(queries.calls_of(request.user), pk=pk)
    found = get_object_or_404(call_life.plans_of(call), pk=plan)
    if attempt(request, None, call_publication.call_off, plan=found, by=request.user):
        saved(request, _("The planned publication is called off; the call stays a draft."))
    return redirect("grants_staff:call", pk=pk)


@staff(P.SIT_ON_COMMISSION)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct texts of a published call."""
    call = get_object_or_404(queries.calls_of(request.user), pk=pk)
    again = get_object_or_404(queries.calls_of(request.user), pk=pk)  # the form writes into what it is given
    form = forms.CorrectionForm(request.POST or None, instance=again)
    valid = request.method == "POST" and form.is_valid()
    facts = {"call": call, "by": request.user}
    if valid and attempt(request, form, call_corrections.correct_call, **facts, **form.cleaned_data):
        saved(
            request, _("The correction is published; everybody who began an application is told by e-mail.")
        )
        return redirect("grants_staff:call", pk=pk)
    return render(request, "grants/life/correct.html", {"form": form, "call": call, "now": timezone.now()})
