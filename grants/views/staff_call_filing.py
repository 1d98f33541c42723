"""Staff: what the text of a call says of handing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from grants.forms.filing import CallFilingForm
from grants.queries.calls import calls_of, rules_of
from grants.services.call_filing import set_filing_rules
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.SIT_ON_COMMISSION)
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether partners must confirm and the representative must approve, where the call says it itself."""
    call = get_object_or_404(calls_of(request.user), pk=pk)
    form = CallFilingForm(request.POST or None, instance=getattr(call, "filing_rules", None))
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, set_filing_rules, call=call, by=request.user, **form.cleaned_data):
            saved(request, _("Saved."))
            return redirect("grants_staff:call", pk=pk)
    facts = {
        "call": call,
        "form": form,
        "rules": rules_of(call).filing,
        "draft": call.state == call.State.DRAFT,
    }
    return render(request, "grants/staff/call_filing.html", facts)
