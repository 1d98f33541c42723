"""Staff: a rejection proposed by one person and answered by another."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.documents.letters import rejection_draft
from grants.forms.checks import ProposalForm
from grants.queries import checks as queries
from grants.services import rejections as verbs
from grants.views.staff_checks import found
from office.doors import staff
from office.refusal import refusal_of
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.SIT_ON_COMMISSION)
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to reject an application, with the reason and its article."""
    row = found(request, pk)
    draft = rejection_draft(row)
    form = ProposalForm(request.POST or None, initial={"reason": draft["note"], "law": draft["law"]})
    if request.method == "POST" and form.is_valid():
        facts = {"application": row, "by": request.user, **form.cleaned_data}
        if attempt(request, form, verbs.propose_rejection, **facts):
            saved(request, _("The rejection is proposed; another person confirms it or returns it."))
            return redirect("grants_staff:check", pk=pk)
    facts = {
        "application": row,
        "call": row.call,
        "form": form,
        "refusal": refusal_of(verbs.check_rejectable, row),
    }
    return render(request, "grants/check/propose.html", facts)


@staff(P.SIT_ON_COMMISSION)
@require_POST
def answer(request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
    """Confirm, return with a remark, or take the own proposal back."""
    row = found(request, pk)
    proposed = get_object_or_404(queries.proposals_of(row), pk=proposal)
    action, by = request.POST.get("action", ""), request.user
    if action == "confirm" and attempt(request, None, verbs.confirm_rejection, proposal=proposed, by=by):
        saved(request, _("The application is rejected; the act waits to be served."))
    elif action == "return":
        note = request.POST.get("note", "")
        if attempt(request, None, verbs.return_rejection, proposal=proposed, answer=note, by=by):
            saved(request, _("The proposal is returned; the check goes on."))
    elif action == "take_back" and attempt(
        request, None, verbs.take_back_rejection, proposal=proposed, by=by
    ):
        saved(request, _("The proposal is taken back."))
    return redirect("grants_staff:check", pk=pk)
