"""Shares of a project's budget that a call limits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from grants.forms.budget import ShareLimitsForm
from grants.services import budget
from grants.views.staff_call_parts import found_call
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.SIT_ON_COMMISSION)
def limits(request: HttpRequest, pk: int) -> HttpResponse:
    """One share for each group of costs, and the least share of others."""
    call = found_call(request, pk)
    form = ShareLimitsForm(request.POST or None, limits=call.share_limits.all())
    if request.method == "POST" and form.is_valid():
        if (
            attempt(
                request, form, budget.set_share_limits, call=call, shares=form.cleaned_data, by=request.user
            )
            is not None
        ):
            saved(request)
            return redirect("grants_staff:call", pk=pk)
    return render(request, "grants/budget/staff_limits.html", {"form": form, "call": call})
