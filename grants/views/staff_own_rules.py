"""The own rules of a call: mean or sum, rounding, scorers, days of inspection, objection and reply."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from grants.forms.own_rules import OwnRulesForm
from grants.queries.calls import rulebook_of
from grants.services import own_rules as verbs
from grants.views.staff_call_parts import found_call
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.SIT_ON_COMMISSION)
def own_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """What the act of the body sets otherwise than the rulebook."""
    call = found_call(request, pk)
    form = OwnRulesForm(request.POST or None, rules=rulebook_of(call), own=list(call.own_rules.all()))
    if request.method == "POST" and form.is_valid():
        facts = {"call": call, "values": form.chosen(), "law": form.cleaned_data["law"], "by": request.user}
        if attempt(request, form, verbs.set_own_rules, **facts) is not None:
            saved(request)
            return redirect("grants_staff:call", pk=pk)
    title = _("Own rules of the call")
    hint = _(
        "A field that stays empty means: as in the rulebook. What is written here is public, with its act."
    )
    facts = {"form": form, "call": call, "title": title, "hint": hint}
    return render(request, "grants/staff/call_form.html", facts)
