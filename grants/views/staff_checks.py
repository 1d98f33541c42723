"""Staff: the formal check of one application, completion, rejection, exemption of a member."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.documents.letters import completion_draft, conditions_of
from grants.forms.application_staff import CheckForm, CompletionForm, ExemptForm
from grants.queries import applications as queries
from grants.queries import staff_applications as staff_queries
from grants.rules import check_checks_application
from grants.services import checks
from grants.services.commissions import exempt
from grants.services.rejections import open_proposal
from grants.views.check_evidence import with_addresses
from office.doors import staff
from office.refusal import refusal_of
from office.roles import Permission as P
from office.views.helpers import attempt, saved


def found(request: HttpRequest, pk: int) -> Any:
    """The application, when the person may read it."""
    rows = queries.whole(staff_queries.staff_file(request.user)).prefetch_related(
        "check_items", "call__commission__members__statement"
    )
    return get_object_or_404(rows, pk=pk)


@staff(P.SIT_ON_COMMISSION)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The check list: each condition with its article, what the system found, and the answer."""
    row = found(request, pk)
    items = list(row.check_items.all())
    form = CheckForm(request.POST or None, items=items)
    if request.method == "POST" and form.is_valid():
        facts = {"application": row, "answers": form.answers(), "by": request.user}
        if attempt(request, form, checks.save_answers, **facts):
            saved(request)
            return redirect("grants_staff:check", pk=pk)
    facts = {
        "application": row,
        "call": row.call,
        "completion": queries.completion_of(row),
        "form": form,
        "conditions": with_addresses(request.user, conditions_of(row, items, form)),
        "open": len(checks.open_items(row)),
        "failed": len(checks.failed_items(row)),
        "beyond": refusal_of(checks.check_not_beyond, row),
        "editable": row.state == row.State.SUBMITTED,
        "refusal": refusal_of(check_checks_application, request.user, row),
        "may_begin": request.arrived_at > row.call.deadline,
        "proposal": open_proposal(row),
    }
    return render(request, "grants/staff/check.html", facts)


@staff(P.SIT_ON_COMMISSION)
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the check, or look again at what the system finds."""
    row = found(request, pk)
    attempt(request, None, checks.begin_check, application=row, by=request.user)
    return redirect("grants_staff:check", pk=pk)


@staff(P.SIT_ON_COMMISSION)
@require_POST
def find_complete(request: HttpRequest, pk: int) -> HttpResponse:
    """The application is complete."""
    row = found(request, pk)
    if attempt(request, None, checks.find_complete, application=row, by=request.user):
        saved(request, _("The application is found complete."))
        return redirect("grants_staff:application", pk=pk)
    return redirect("grants_staff:check", pk=pk)


@staff(P.SIT_ON_COMMISSION)
def ask_completion(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter that asks for completion, with its deadline."""
    row = found(request, pk)
    form = CompletionForm(request.POST or None, initial={"note": completion_draft(row)})
    if request.method == "POST" and form.is_valid():
        facts = {"application": row, "note": form.cleaned_data["note"], "by": request.user}
        if attempt(request, form, checks.ask_completion, **facts):
            saved(request, _("The letter is in the outbox."))
            return redirect("grants_staff:application", pk=pk)
    refusal = refusal_of(checks.check_completable, row, request.arrived_at)
    due = None if refusal else checks.completion_due(row, request.arrived_at)
    facts = {"application": row, "form": form, "due": due, "refusal": refusal, "call": row.call}
    return render(request, "grants/staff/completion.html", facts)


@staff(P.SIT_ON_COMMISSION)
def step_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """A member of the commission is exempted from this application."""
    row = found(request, pk)
    seat = get_object_or_404(staff_queries.current_seats(request.user), commission=row.call.commission_id)
    form = ExemptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"member": seat, "application": row, "by": request.user, **form.cleaned_data}
        if attempt(request, form, exempt, **facts):
            saved(request, _("You are exempted from this application."))
            return redirect("grants_staff:application", pk=pk)
    return render(request, "grants/staff/exempt.html", {"application": row, "form": form, "call": row.call})
