"""The organisation's room after an award: the budget brought to the awarded sum, or the award refused."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.marks import AdaptedForm, DeclineForm
from grants.models import DecisionRow
from grants.queries import awards as queries
from grants.rules import check_declines_award
from grants.services import awards as verbs
from office.doors import portal
from office.refusal import refusal_of
from office.views.helpers import attempt, saved

OPEN = {"asked", "returned"}


@portal
def award(request: HttpRequest, pk: int) -> HttpResponse:
    """What was awarded, what is asked, the adapted budget."""
    row = get_object_or_404(queries.awards_of(request.ngo), pk=pk)
    form = budget_form(request, row)
    if request.method == "POST" and form is not None and form.is_valid():
        answer = save(request, row, form)
        if answer:
            return answer
    return render(request, "grants/marks/my_award.html", shown(request, row, form, DeclineForm()))


def shown(
    request: HttpRequest, row: DecisionRow, form: AdaptedForm | None, decline: DeclineForm
) -> dict[str, object]:
    """What the page says."""
    answer = getattr(row, "answer", None)
    return {
        "row": row,
        "answer": answer,
        "application": row.application,
        "call": row.decision.call,
        "form": form,
        "lines": queries.adapted_lines(answer) if answer and form is None else [],
        "decline": decline,
        "declines": refusal_of(check_declines_award, request.user, row),
        "contract": getattr(row, "contract", None),
    }


def budget_form(request: HttpRequest, row: DecisionRow) -> AdaptedForm | None:
    """The form while a budget is asked for; begun with the award in proportion."""
    answer = getattr(row, "answer", None)
    if answer is None or answer.state not in OPEN:
        return None
    lines = queries.budget_lines(row)
    kept = queries.adapted_lines(answer)
    sums = {each.line_id: each.requested for each in kept} or queries.proposed(row, lines)
    notes = {each.line_id: each.note for each in kept}
    initial = {"explanation": answer.explanation}
    return AdaptedForm(request.POST or None, lines=lines, sums=sums, notes=notes, initial=initial)


def save(request: HttpRequest, row: DecisionRow, form: AdaptedForm) -> HttpResponse | None:
    """Save, and hand in where that was asked; None asks for the page with its errors."""
    here = redirect("grants_portal:award", pk=row.pk)
    facts = {"explanation": form.cleaned_data["explanation"], "by": request.user}
    if not attempt(request, form, verbs.save_budget, answer=row.answer, sums=form.sums(), **facts):
        return None
    if "submit" not in request.POST:
        saved(request)
        return here
    if not attempt(request, form, verbs.submit_budget, answer=row.answer, by=request.user):
        return None
    saved(request, _("The adapted budget is handed in."))
    return here


@require_POST
@portal
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse the award with the reason."""
    row = get_object_or_404(queries.awards_of(request.ngo), pk=pk)
    form = DeclineForm(request.POST)
    if form.is_valid():
        note = form.cleaned_data["note"]
        if attempt(request, form, verbs.decline_award, row=row, note=note, by=request.user):
            saved(request, _("The award is refused; the body is told."))
            return redirect("grants_portal:award", pk=pk)
    facts = shown(request, row, None, form)
    return render(request, "grants/marks/my_award.html", facts | {"declining": True})
