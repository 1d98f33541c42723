"""Staff: the judgment of a court that annuls a decision on allocation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from grants.forms.objections import JudgmentForm
from grants.queries import history
from grants.queries.calls import calls_of
from grants.services.annulment import annul_by_court
from grants.workflows.call import CALL
from office.doors import staff
from office.refusal import refusal_of
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.SIT_ON_COMMISSION)
def annul(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the judgment; the contracts it concerns are listed before."""
    call = get_object_or_404(calls_of(request.user), pk=pk)
    form = JudgmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, annul_by_court, call=call, by=request.user, **form.cleaned_data):
            saved(request, _("The judgment is entered; the call is back at the step it names."))
            return redirect("grants_staff:call", pk=pk)
    facts = {
        "call": call,
        "form": form,
        "contracts": history.contracts_under(call),
        "refusal": refusal_of(CALL.check, call, "annul_decision", by=request.user, note="-"),
    }
    return render(request, "grants/objections/annul.html", facts)
