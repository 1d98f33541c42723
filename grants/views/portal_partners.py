"""Partners: the applicant asks them, the partner reads its part and answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from grants.filing_rules import level_of
from grants.forms.filing import AnswerForm, AskPartnerForm
from grants.partner_words import partner_rows, state_of
from grants.queries import applications as application_queries
from grants.queries import partner_confirmations as queries
from grants.rules import check_is_applicant
from grants.services import partner_confirmations as services
from grants.services.applications import check_editable
from grants.workflows.partner_confirmation import PARTNER_CONFIRMATION
from office.doors import portal
from office.refusal import allowed
from office.rulebooks import from_version
from office.views.helpers import attempt, saved

STEPS = ("confirm", "refuse", "withdraw")
DONE = {
    "confirm": gettext_lazy("The partnership is confirmed."),
    "refuse": gettext_lazy("The partnership is refused."),
    "withdraw": gettext_lazy("The confirmation is withdrawn."),
}


@portal
def partners(request: HttpRequest, pk: int) -> HttpResponse:
    """The applicant: every partner with its answer, and whom to ask."""
    row = get_object_or_404(application_queries.applications_of(request.ngo), pk=pk)
    level, law = level_of(row.call, from_version(row.call.rulebook), "partner_confirmation")
    may = allowed(check_is_applicant, request.user, row) and allowed(check_editable, row, request.arrived_at)
    facts = {
        "application": row,
        "call": row.call,
        "partners": partner_rows_of(row),
        "level": level,
        "law": law,
        "may_ask": may and row.state == row.State.DRAFT,
    }
    return render(request, "grants/portal/partners.html", facts)


def partner_rows_of(row: Any) -> list[dict[str, Any]]:
    """Every partner with its state and the form that asks it."""
    states = queries.partners_of(row)
    by_mail = queries.without_members(states)
    return [
        {
            "state": each,
            "form": AskPartnerForm(auto_id=f"id_{each.partner.pk}_%s"),
            "by_mail": each.partner.pk in by_mail,
        }
        for each in states
    ]


@portal
@require_POST
def ask(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    """Put header and role before a partner."""
    row = get_object_or_404(application_queries.applications_of(request.ngo), pk=pk)
    asked = get_object_or_404(queries.partner_of(row, partner), pk=partner)
    form = AskPartnerForm(request.POST)
    facts = {"email": form.cleaned_data["email"] if form.is_valid() else "", "at": request.arrived_at}
    if form.errors:
        messages.error(request, " ".join(form.errors["email"]))
    elif attempt(request, None, services.ask, partner=asked, by=request.user, **facts):
        saved(request, _("The partner is asked; you will be told of its answer."))
    return redirect("grants_portal:partners", pk=pk)


@portal
@require_POST
def take_back(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    """The applicant no longer asks."""
    row = get_object_or_404(application_queries.applications_of(request.ngo), pk=pk)
    asked = get_object_or_404(queries.asked_partner_of(row, partner), pk=partner)
    if attempt(request, None, services.take_back, question=asked.confirmation, by=request.user):
        saved(request, _("The question is taken back."))
    return redirect("grants_portal:partners", pk=pk)


@portal
def partnerships(request: HttpRequest) -> HttpResponse:
    """The partner: everything other organisations have asked it."""
    rows = queries.asked_of(request.ngo)[:200]
    return render(request, "grants/portal/partnerships.html", {"questions": rows})


@portal
def partnership(request: HttpRequest, pk: int) -> HttpResponse:
    """The partner: header and its own part, and the answer; nothing else of the application."""
    question = get_object_or_404(queries.asked_of(request.ngo), pk=pk)
    form = AnswerForm(request.POST or None, initial={"words": question.read_sha256})
    step = request.POST.get("action", "")
    if request.method == "POST" and step in STEPS and form.is_valid():
        facts = {"step": step, **form.cleaned_data, "at": request.arrived_at, "by": request.user}
        if attempt(request, form, services.answer, question=question, **facts):
            saved(request, DONE[step])
            return redirect("grants_portal:partnership", pk=pk)
    return render(request, "grants/portal/partnership.html", question_facts(request, question, form))


def question_facts(request: HttpRequest, question: Any, form: AnswerForm) -> dict[str, Any]:
    """What a page of the question shows, behind either door."""
    by = request.user if question.organisation_id else None
    application = question.partner.application
    draft = application.state == application.State.DRAFT
    offers = PARTNER_CONFIRMATION.offered(question, by=by)
    steps = [each for each in offers if each.name in STEPS and not each.refusal]
    return {
        "question": question,
        "rows": partner_rows(question.read),
        "stale": state_of(application, question.partner).stale,
        "open": services.still_open(question, request.arrived_at),
        "steps": [each for each in steps if draft or each.name == "withdraw"],
        "form": form,
    }
