"""Staff: a contract ends before its time, on which ground, and the ground put right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.forms.bans import EndForm, GroundForm
from grants.queries import contracts as ask
from grants.queries.bans import article_of_breach, ending_of
from grants.services import contract_ends as verbs
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.MANAGE_CONTRACTS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ground, day and reason of the end."""
    found = get_object_or_404(ask.contracts_for_staff(request.user), pk=pk)
    first = {"ended_on": timezone.localdate(), "law": article_of_breach(found)}
    form = EndForm(request.POST or None, signed=found.signed_on is not None, initial=first)
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.terminate, contract=found, by=request.user, **form.cleaned_data):
            saved(request, _("The contract is ended; the organisation is told by e-mail."))
            return redirect("grants_staff:contract", pk=pk)
    facts = {"form": form, "title": _("End the contract before its time"), "contract": found}
    return render(request, "grants/money/form.html", facts)


@staff(P.MANAGE_CONTRACTS)
def ground(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the ground down where none is, or put it right."""
    found = get_object_or_404(ask.contracts_for_staff(request.user), pk=pk)
    known = ending_of(found)
    first = {"ground": known.ground, "law": known.law} if known else {"law": article_of_breach(found)}
    form = GroundForm(request.POST or None, signed=found.signed_on is not None, initial=first)
    verb = verbs.correct_ground if known else verbs.record_ground
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, verb, contract=found, by=request.user, **form.cleaned_data):
            saved(request, _("The ground is written down."))
            return redirect("grants_staff:contract", pk=pk)
    title = _("Correct the ground of the end") if known else _("Write the ground of the end down")
    return render(request, "grants/money/form.html", {"form": form, "title": title, "contract": found})
