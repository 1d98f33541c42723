"""What organisations answer to their awards: adapted budgets asked, judged; refused awards; what is left."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.forms.marks import DueForm, ReturnForm
from grants.models import DecisionRow
from grants.queries import awards as queries
from grants.services import awards as verbs
from grants.views.staff_decision import decision_or_404
from grants.workflows.awards import AWARD_ANSWER
from office.audit import timeline
from office.audit_words import worded
from office.doors import staff
from office.roles import Permission as P
from office.views.helpers import attempt, saved
from office.views.pager import paged


@staff(P.SIT_ON_COMMISSION)
def awards(request: HttpRequest, pk: int) -> HttpResponse:
    """Awards of the decision with their answers; those that were reduced are asked for a budget here."""
    call, found = decision_or_404(request, pk)
    form = DueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = attempt(
            request, form, verbs.ask_budgets, decision=found, by=request.user, **form.cleaned_data
        )
        if count:
            said = ngettext("%(n)s organisation is asked.", "%(n)s organisations are asked.", count)
            saved(request, said % {"n": count})
            return redirect("grants_staff:decision_awards", pk=pk)
    page = paged(request, queries.awards_seen_in(request.user, found))
    facts = {
        "call": call,
        "decision": found,
        "page": page,
        "rows": [
            (row, getattr(row, "answer", None), getattr(row, "contract", None)) for row in page.object_list
        ],
        "sums": queries.award_sums(found),
        "form": form,
        "may": request.user.can(P.MANAGE_CONTRACTS, call.body),
    }
    return render(request, "grants/marks/awards.html", facts)


@staff(P.MANAGE_CONTRACTS)
def award(request: HttpRequest, row: int) -> HttpResponse:
    """The adapted budget beside the one that was asked for; accepted or returned here."""
    found = get_object_or_404(queries.awards_for_staff(request.user), pk=row, answer__isnull=False)
    form = ReturnForm(request.POST if "return" in request.POST else None)
    if request.method == "POST":
        answer = step(request, found, form)
        if answer:
            return answer
    facts = {
        "row": found,
        "answer": found.answer,
        "contract": getattr(found, "contract", None),
        "application": found.application,
        "call": found.decision.call,
        "lines": queries.adapted_lines(found.answer),
        "form": form,
        "offers": {offer.name: offer for offer in AWARD_ANSWER.offered(found.answer, by=request.user)},
        "events": worded(timeline(found.answer)),
    }
    return render(request, "grants/marks/award.html", facts)


def step(request: HttpRequest, found: DecisionRow, form: ReturnForm) -> HttpResponse | None:
    """Accept or return; None asks for the page with its errors."""
    here = redirect("grants_staff:award", row=found.pk)
    if "accept" in request.POST:
        if attempt(request, None, verbs.accept_budget, answer=found.answer, by=request.user):
            saved(request, _("The adapted budget is accepted."))
        return here
    if form.is_bound and form.is_valid():
        facts = {"answer": found.answer, "by": request.user, **form.cleaned_data}
        if attempt(request, form, verbs.return_budget, **facts):
            saved(request, _("Returned; the organisation is told."))
            return here
    return None
