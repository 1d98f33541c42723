"""Rooms of the person who scores: what is assigned, the statement before reading."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from grants.forms.evaluation import StatementForm
from grants.forms.marks import CorrectionForm, SignedForm
from grants.models import Assignment
from grants.queries import evaluation as queries
from grants.queries.guidelines import unread_by
from grants.queries.sheets import corrections_of, queue_of, signed_copy
from grants.services import evaluation as verbs
from grants.visibility import Part, seen_by_scorer
from office.doors import evaluation
from office.jurisdiction import has_feature
from office.rulebooks import from_version
from office.views.helpers import attempt, saved

A = Assignment.State


@evaluation
def assignments(request: HttpRequest) -> HttpResponse:
    """Everything given to the person, by call, with progress and deadline."""
    unread = unread_by(request.user) if has_feature("evaluators_list") else None
    facts = {"work": queries.work_of(request.user), "unread": unread}
    return render(request, "grants/evaluation/assignments.html", facts)


@evaluation
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """The right page for the state: statement, scoring, or the locked sheet."""
    sheet = get_object_or_404(queries.own_assignments(request.user), pk=pk)
    if sheet.state == A.ASSIGNED:
        return redirect("grants_evaluation:statement", pk=pk)
    if sheet.state == A.ACCEPTED:
        return redirect("grants_evaluation:workspace", pk=pk)
    return locked_sheet(request, sheet)


def locked_sheet(
    request: HttpRequest,
    sheet: Assignment,
    *,
    correction: CorrectionForm | None = None,
    signing: SignedForm | None = None,
) -> HttpResponse:
    """The locked sheet with its signed copy and corrections, or why there is none to write."""
    seen = seen_by_scorer(sheet)
    facts = {
        "sheet": sheet,
        "call": sheet.application.call,
        "application": sheet.application,
        "criteria": queries.sheet_of(sheet) if Part.OWN_SHEET in seen else [],
        "beside": queue_of(request.user, sheet),
        "corrections": corrections_of(sheet),
        "correction": correction or CorrectionForm(),
        "signing": signing or SignedForm(),
        "copy": signed_copy(sheet),
        "form": correction or signing,
    }
    return render(request, "grants/evaluation/sheet.html", facts)


@evaluation
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """The statement on conflict of interest; until it is given only the header is shown."""
    sheet = get_object_or_404(queries.own_assignments(request.user), pk=pk)
    if sheet.state not in {A.ASSIGNED, A.ACCEPTED}:
        return redirect("grants_evaluation:assignment", pk=pk)
    form = StatementForm(request.POST or None, initial={"answer": request.GET.get("answer")})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["answer"] == "accept":
            done = attempt(request, form, verbs.accept, assignment=sheet, by=request.user)
        else:
            note = form.cleaned_data["note"]
            done = attempt(
                request, form, verbs.declare_conflict, assignment=sheet, note=note, by=request.user
            )
            if done:
                saved(
                    request,
                    _("Your statement is kept. The commission gives the application to somebody else."),
                )
        if done:
            return redirect("grants_evaluation:assignment", pk=pk)
    rules = from_version(sheet.application.call.rulebook).evaluation
    facts = {
        "form": form,
        "sheet": sheet,
        "call": sheet.application.call,
        "application": sheet.application,
        "back": rules.evaluator_lookback_years,
    }
    return render(request, "grants/evaluation/statement.html", facts)
