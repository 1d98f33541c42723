"""Staff rooms of single proposals: the check, the papers, the spelling of a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from council.conditions import conditions_of
from council.forms.nominations import ReasonForm
from council.forms.proposals import CheckForm
from council.names import candidate_key
from council.queries import calls
from council.services import nominations as verbs
from council.workflows.proposal import PROPOSAL
from office.audit import timeline
from office.doors import staff
from office.refusal import refusal_of
from office.roles import Permission as P
from office.rulebooks import from_version
from office.uploads import serve
from office.views.helpers import attempt, saved


@staff(P.MANAGE_NOMINATIONS)
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal with its papers; POST judges it condition by condition."""
    found = get_object_or_404(calls.proposals_checked_by(request.user), pk=pk)
    rules = from_version(found.call.rulebook)
    rows = {row.key: row for row in found.conditions.all()}
    form = CheckForm(request.POST or None, conditions=conditions_of(rules), rows=rows)
    facts = {"proposal": found, "by": request.user}
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(request, form, verbs.check_proposal, answers=form.answers(), **facts):
        saved(request, _("The check is written."))
        return redirect("council_staff:nomination", pk=found.call_id)
    step = "reject" if found.state == found.State.VALID else "accept"
    facts = {
        "proposal": found,
        "form": form,
        "papers": calls.papers_of(found),
        "refusal": refusal_of(PROPOSAL.check, found, step, by=request.user),
        "is_joined": found.candidate_key != candidate_key(found.candidate_name),
        "reason_form": ReasonForm(),
        "events": timeline(found),
    }
    return render(request, "council/staff/proposal.html", facts)


@staff(P.MANAGE_NOMINATIONS)
@require_POST
def separate(request: HttpRequest, pk: int) -> HttpResponse:
    """Count the proposal again for the name as it was written."""
    found = get_object_or_404(calls.proposals_checked_by(request.user), pk=pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        facts = {"proposal": found, "reason": form.cleaned_data["reason"], "by": request.user}
        attempt(request, None, verbs.separate_candidate, **facts)
    return redirect("council_staff:proposal", pk=pk)


@staff(P.MANAGE_NOMINATIONS)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper of a proposal the person checks."""
    return serve(request, get_object_or_404(calls.paper_seen_by(request.user, pk)).stored)
