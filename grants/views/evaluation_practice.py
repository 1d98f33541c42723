"""Practice: an invented application in the same workspace, then the sample beside one's own points."""

from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.evaluation import SheetForm
from grants.models import PracticeCase, PracticeSheet
from grants.queries import practice as queries
from grants.queries.sheets import Queue
from grants.services import practice as verbs
from grants.services.evaluation import ChangedMeanwhile
from grants.views.evaluation_scoring import autosaved
from office.doors import evaluation
from office.refusal import Refused
from office.views.helpers import attempt, saved, sentence

room = evaluation(feature="evaluators_list")


@room
def practice(request: HttpRequest) -> HttpResponse:
    """Invented applications to practise on."""
    sheets = queries.own_sheets(request.user)
    rows = [(case, sheets.get(case.pk)) for case in queries.open_cases()]
    return render(request, "grants/practice/list.html", {"rows": rows})


@room
def workspace(request: HttpRequest, pk: int) -> HttpResponse:
    """The invented application beside the criteria, saved as it goes."""
    case = get_object_or_404(queries.open_cases(), pk=pk)
    sheet = queries.sheet_of(case, request.user)
    if sheet.finished_at:
        return redirect("grants_evaluation:practice_compare", pk=pk)
    shown: Any = sheet
    form = SheetForm(request.POST or None, sheet=shown, criteria=queries.lines_of(case, sheet))
    if request.method == "POST":
        answer = save(request, case, sheet, form)
        if answer:
            return answer
    return render(request, "grants/practice/workspace.html", drawn(case, sheet, form))


def save(
    request: HttpRequest, case: PracticeCase, sheet: PracticeSheet, form: SheetForm
) -> HttpResponse | None:
    """Save the trial sheet; None asks for the page with its errors."""
    quiet = request.headers.get("X-Autosave") == "1"
    form.is_valid()
    facts: dict[str, Any] = {"comment": form.cleaned_data.get("comment"), "entries": form.entries()}
    facts["version"] = form.cleaned_data.get("version", -1)
    try:
        kept = verbs.save_trial(case=case, by=request.user, **facts)
    except Refused as no:
        return not_saved(case, sheet, form, no, quiet)
    if quiet:
        return autosaved(kept, form)
    if form.errors:
        form.opened_at(kept.version)
        return None
    return after(request, case)


def after(request: HttpRequest, case: PracticeCase) -> HttpResponse:
    """Back to the sheet, or on to the comparison."""
    if "lock" in request.POST and attempt(request, None, verbs.finish_trial, case=case, by=request.user):
        return redirect("grants_evaluation:practice_compare", pk=case.pk)
    if "lock" not in request.POST:
        saved(request)
    return redirect("grants_evaluation:practice_case", pk=case.pk)


def not_saved(
    case: PracticeCase, sheet: PracticeSheet, form: SheetForm, no: Refused, quiet: bool
) -> HttpResponse | None:
    """Say why; after a save in another window both texts are shown."""
    changed = isinstance(no, ChangedMeanwhile)
    if quiet:
        url = reverse("grants_evaluation:practice_case", args=[case.pk])
        return JsonResponse({"message": sentence(no), "url": url}, status=409 if changed else 400)
    form.add_error(None, sentence(no))
    if changed:
        stored: Any = sheet
        form.stored = form.differences(queries.lines_of(case, sheet), stored)
        form.opened_at(sheet.version)
    return None


def drawn(case: PracticeCase, sheet: PracticeSheet, form: SheetForm) -> dict[str, Any]:
    """What the workspace shows, in the shape of a real application; the mark says that it is none."""
    criteria = queries.lines_of(case, sheet)
    unfinished = [
        sub
        for each in criteria
        for sub, score in each.lines
        if score is None or score.points is None or not score.reason
    ]
    applicant = SimpleNamespace(name=case.applicant)
    return {
        "form": form,
        "sheet": SimpleNamespace(pk=case.pk, due=None, saved_at=sheet.saved_at, state="accepted"),
        "call": SimpleNamespace(title=_("Practice")),
        "application": SimpleNamespace(number=_("Practice"), title=case.title, organisation=applicant),
        "case": case,
        "parts": queries.parts_of(case),
        "papers": [],
        "total": sum(each.total for each in criteria),
        "most": sum(each.criterion.max_points for each in criteria),
        "unfinished": unfinished,
        "beside": Queue(None, None, 0, 0, 0, None),
        "money": [],
    }


@room
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own points and reasons beside the sample's."""
    case = get_object_or_404(queries.open_cases(), pk=pk)
    sheet = queries.sheet_of(case, request.user)
    if not sheet.finished_at:
        return redirect("grants_evaluation:practice_case", pk=pk)
    rows = queries.compared(case, sheet)
    facts = {
        "case": case,
        "sheet": sheet,
        "rows": rows,
        "own": sum(row.points or 0 for row in rows),
        "sample": sum(row.sample_points or 0 for row in rows),
        "most": sum(row.most for row in rows),
        "today": timezone.localdate(),
    }
    return render(request, "grants/practice/compare.html", facts)


@require_POST
@room
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin with an empty sheet."""
    case = get_object_or_404(queries.open_cases(), pk=pk)
    attempt(request, None, verbs.begin_trial_anew, case=case, by=request.user)
    return redirect("grants_evaluation:practice_case", pk=pk)
