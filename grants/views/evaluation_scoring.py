"""The scoring workspace: the application beside the criteria, saved as it goes, locked with the password."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.documents.application import frozen_of, parts_of
from grants.forms.evaluation import LockForm, SheetForm
from grants.models import Assignment
from grants.queries import evaluation as queries
from grants.queries.sheets import queue_of, why_open_again
from grants.services import evaluation as verbs
from grants.services.refusals import check_still_untied
from grants.views.whole_file_pages import file_response, ordered, whole_file_facts
from grants.visibility import Part, seen_by_scorer
from office.audit import timeline
from office.doors import evaluation
from office.panels import collect
from office.rate_limits import within_limit
from office.refusal import Refused, refusal_of
from office.uploads import serve
from office.views.helpers import attempt, saved, sentence

A = Assignment.State
GO = ("before", "after")


@evaluation
def workspace(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of the application beside the criteria; every save keeps what is well formed."""
    sheet = get_object_or_404(queries.own_assignments(request.user), pk=pk)
    if sheet.state != A.ACCEPTED:
        ended = refusal_of(verbs.check_draft, sheet, request.user)
        if request.method == "POST" and isinstance(ended, verbs.EndedMeanwhile):
            return ended_meanwhile(request, sheet, ended)
        return redirect("grants_evaluation:assignment", pk=pk)
    if sheet.evaluator:
        sheet.evaluator.user = request.user  # the same person, whose grants are read already
    if refusal := refusal_of(check_still_untied, sheet):
        return render(request, "grants/evaluation/tied.html", tied(sheet, refusal))
    criteria = queries.sheet_of(sheet)
    form = SheetForm(request.POST or None, sheet=sheet, criteria=criteria)
    if request.method == "POST":
        answer = save(request, sheet, form)
        if answer:
            return answer
        criteria = queries.sheet_of(sheet)  # with what was well formed and is kept
    return render(request, "grants/evaluation/workspace.html", drawn(request, sheet, form, criteria))


def ended_meanwhile(request: HttpRequest, sheet: Assignment, no: Refused) -> HttpResponse:
    """The assignment ended while the sheet was being written: nothing is saved, and no typed text is lost."""
    if request.headers.get("X-Autosave") == "1":
        url = reverse("grants_evaluation:assignment", args=[sheet.pk])
        return JsonResponse({"message": sentence(no), "url": url}, status=409)
    form = SheetForm(request.POST, sheet=sheet, criteria=queries.sheet_of(sheet))
    facts = {"sheet": sheet, "refusal": no, "typed": form.typed(), "events": timeline(sheet)}
    return render(request, "grants/evaluation/ended.html", facts, status=409)


def tied(sheet: Assignment, refusal: Refused) -> dict[str, Any]:
    """The register has changed since the assignment: nothing but the header is shown."""
    facts = {"sheet": sheet, "application": sheet.application, "call": sheet.application.call}
    return {**facts, "refusal": refusal}


def save(request: HttpRequest, sheet: Assignment, form: SheetForm) -> HttpResponse | None:
    """Save the sheet; None asks for the page with its errors."""
    quiet = request.headers.get("X-Autosave") == "1"
    form.is_valid()
    data = form.cleaned_data
    facts = {"comment": data.get("comment"), "version": data.get("version", -1)}
    try:
        kept = verbs.save_sheet(assignment=sheet, entries=form.entries(), by=request.user, **facts)
    except verbs.EndedMeanwhile as no:
        return ended_meanwhile(request, sheet, no)
    except Refused as no:
        return not_saved(sheet, form, no, quiet)
    if quiet:
        return autosaved(kept, form)
    if form.errors:
        form.opened_at(kept.version)
        return None
    if "lock" in request.POST:
        return redirect("grants_evaluation:lock", pk=sheet.pk)
    beside = queue_of(request.user, sheet)._asdict().get(request.POST.get("go", ""))
    if beside and request.POST["go"] in GO:
        return redirect("grants_evaluation:assignment", pk=beside)
    saved(request)
    return redirect("grants_evaluation:workspace", pk=sheet.pk)


def not_saved(sheet: Assignment, form: SheetForm, no: Refused, quiet: bool) -> HttpResponse | None:
    """Say why; after a save in another window both texts are shown."""
    changed = isinstance(no, verbs.ChangedMeanwhile)
    if quiet:
        url = reverse("grants_evaluation:workspace", args=[sheet.pk])
        return JsonResponse({"message": sentence(no), "url": url}, status=409 if changed else 400)
    form.add_error(None, sentence(no))
    if changed:
        form.stored = form.differences(queries.sheet_of(sheet), sheet)
        form.opened_at(sheet.version)
    return None


def autosaved(kept: Assignment, form: SheetForm) -> JsonResponse:
    """What the saving script says beside the form."""
    facts: dict[str, Any] = {
        "saved_at": timezone.localtime(kept.saved_at).strftime("%H:%M"),
        "version": kept.version,
    }
    if form.errors:
        first = next(iter(form.errors.values()))[0]
        return JsonResponse(
            {**facts, "message": _("Saved except a wrong field: %(first)s") % {"first": first}}, status=400
        )
    return JsonResponse(facts)


def drawn(
    request: HttpRequest, sheet: Assignment, form: SheetForm, criteria: list[queries.SheetCriterion]
) -> dict[str, Any]:
    """What the workspace shows."""
    application = sheet.application
    return {
        "form": form,
        "sheet": sheet,
        "call": application.call,
        "application": application,
        "parts": parts_of(frozen_of(application), contact=False),
        "papers": queries.papers_of(application),
        "total": sum(each.total for each in criteria),
        "most": sum(each.criterion.max_points for each in criteria),
        "unfinished": verbs.unfinished_of(criteria),
        "beside": queue_of(request.user, sheet),
        "opened": why_open_again(sheet),
        "money": collect(
            settings.MONEY_BESIDE, application.organisation, application.title, application.number
        ),
    }


@evaluation
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """What is locked and what is still missing; the password is asked again."""
    sheet = get_object_or_404(queries.own_assignments(request.user), pk=pk)
    if sheet.state != A.ACCEPTED:
        return redirect("grants_evaluation:assignment", pk=pk)
    form = LockForm(request.POST or None, user=request.user)
    if request.method == "POST" and not within_limit(request, "lock_sheet", "10/minute"):
        form.add_error(None, _("Too many attempts. Wait a minute and try again."))
    elif request.method == "POST" and form.is_valid():
        if attempt(request, form, verbs.lock_sheet, assignment=sheet, by=request.user):
            saved(request, _("The sheet is locked."))
            return redirect("grants_evaluation:assignment", pk=pk)
    criteria = queries.sheet_of(sheet)
    facts = {
        "form": form,
        "sheet": sheet,
        "call": sheet.application.call,
        "application": sheet.application,
        "criteria": criteria,
        "unfinished": verbs.unfinished_of(criteria),
    }
    return render(request, "grants/evaluation/lock.html", facts)


@evaluation
def sheet_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The locked sheet as issued."""
    sheet = get_object_or_404(queries.own_assignments(request.user), pk=pk, state=A.SUBMITTED)
    if sheet.document is None:
        raise Http404("the sheet is not drawn yet")
    return serve(request, sheet.document.file)


@evaluation
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """A paper of the application, once the statement is given."""
    sheet = read_sheet(request, pk)
    found = get_object_or_404(queries.papers_of(sheet.application), pk=paper)
    return serve(request, found.file)


def read_sheet(request: HttpRequest, pk: int) -> Assignment:
    """The own assignment, once the statement is given and the text may be read."""
    sheet = get_object_or_404(queries.own_assignments(request.user), pk=pk)
    if Part.TEXT not in seen_by_scorer(sheet):
        raise Http404("not before the statement")
    return sheet


@evaluation
def whole_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The application with its papers as one PDF, without contact data."""
    sheet = read_sheet(request, pk)
    if request.method == "POST":
        ordered(request, sheet.application, "scorer")
        return redirect("grants_evaluation:whole_file", pk=pk)
    facts = {"sheet": sheet, **whole_file_facts(sheet.application, "scorer")}
    return render(request, "grants/evaluation/whole_file.html", facts)


@evaluation
def whole_file_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF that was drawn."""
    return file_response(request, read_sheet(request, pk).application, "scorer")
