"""The commission's room of scoring: who scores what, how far it is, replacement after a conflict."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from grants.forms.evaluators import DueForm, PairForm, PickForm, ReplaceForm
from grants.forms.marks import AnswerForm
from grants.models import Application, Call, SheetCorrection
from grants.queries import evaluation as queries
from grants.queries.evaluators import pickable, pickable_for
from grants.queries.sheets import corrections_of_application, signed_copies
from grants.rules import check_answers_correction, check_sits_on_commission
from grants.services import assignments as verbs
from grants.visibility import Part, seen_by_commission
from office.doors import staff
from office.panels import collect
from office.refusal import refusal_of
from office.roles import Permission as P
from office.rulebooks import from_version
from office.uploads import serve
from office.views.helpers import attempt, saved

PAGE = 50
MOST_SKIPPED = 20  # sentences shown; the rest is said as a number


@staff(P.SIT_ON_COMMISSION)
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Applications by sheets with states; no points before all sheets of an application are locked."""
    call = get_object_or_404(queries.calls_seen_by(request.user), pk=pk)
    only = request.GET.get("only", "")
    pages = Paginator(queries.competing(call, only), PAGE)
    page = pages.get_page(request.GET.get("page"))
    facts = {
        "call": call,
        "page": page,
        "only": only,
        "form": bulk_form(call, None),
        "refusal": refusal_of(check_sits_on_commission, request.user, call),
        **board(call, page),
    }
    return render(request, "grants/sheets/matrix.html", facts)


def board(call: Call, page: Any) -> dict[str, Any]:
    """The table of this page with its columns and the progress of the whole."""
    number = queries.places(call)
    rows = queries.matrix(call, list(page.object_list), number)
    return {
        "rows": rows,
        "columns": range(1, max((len(row.sheets) for row in rows), default=number) + 1),
        "progress": queries.progress(call),
        "by_members": by_members(call),
        "limit": queries.large_gap(from_version(call.rulebook)),
    }


def by_members(call: Call) -> bool:
    """The members of the commission score here."""
    return from_version(call.rulebook).evaluation.scored_by.value == "members"


def bulk_form(call: Call, data: Any) -> DueForm:
    """Who scores everything that has nobody."""
    if by_members(call):
        return DueForm(data)
    number = from_version(call.rulebook).evaluation.scorers.value or 1
    return PairForm(data, people=pickable(timezone.localdate().year), number=number)


@require_POST
@staff(P.SIT_ON_COMMISSION)
def assign_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Give every application that lacks scorers to the chosen ones, or to all members."""
    call = get_object_or_404(queries.calls_seen_by(request.user), pk=pk)
    form = bulk_form(call, request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, errors[0])
        return redirect("grants_staff:evaluation", pk=pk)
    facts: dict[str, Any] = {"call": call, "due": form.cleaned_data["due"], "by": request.user}
    if by_members(call):
        bulk = attempt(request, None, verbs.assign_members_to_all, **facts)
    else:
        bulk = attempt(request, None, verbs.assign_to_all, evaluators=form.people(), **facts)
    if bulk:
        tell(request, bulk)
    return redirect("grants_staff:evaluation", pk=pk)


def tell(request: HttpRequest, bulk: verbs.Bulk) -> None:
    """How many were given out, and which were passed over and why."""
    made = len(bulk.made)
    words = ngettext("%(n)s sheet is assigned.", "%(n)s sheets are assigned.", made) % {"n": made}
    messages.success(request, words) if made else messages.info(request, _("Nothing was assigned."))
    for application, reason in bulk.skipped[:MOST_SKIPPED]:
        messages.warning(request, f"{application.number}: {reason}")
    more = len(bulk.skipped) - MOST_SKIPPED
    if more > 0:
        words = ngettext("%(n)s more was passed over.", "%(n)s more were passed over.", more)
        messages.warning(request, words % {"n": more})


@staff(P.SIT_ON_COMMISSION)
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheets of one application: pick scorers, and the points once all are locked."""
    found = get_object_or_404(queries.applications_to_score(request.user), pk=pk)
    members = by_members(found.call)
    form = DueForm(request.POST or None) if members else pick_form(request, found)
    if request.method == "POST" and form.is_valid():
        verb = verbs.assign_members if members else verbs.assign
        if attempt(request, form, verb, application=found, by=request.user, **form.cleaned_data):
            saved(request, _("Assigned; the person is told by e-mail."))
            return redirect("grants_staff:application_sheets", pk=pk)
    return application_page(request, found, form)


def application_page(
    request: HttpRequest,
    found: Application,
    pick: Any = None,
    answering: AnswerForm | None = None,
    asked: SheetCorrection | None = None,
) -> HttpResponse:
    """The page of one application; a refused answer to a request for correction comes back with its text."""
    members = by_members(found.call)
    if pick is None:
        pick = DueForm() if members else pick_form(request, found)
    seen = seen_by_commission(found)
    number = queries.places(found.call)
    corrections = corrections_of_application(found)
    asked = asked or next((each for each in corrections if each.state == each.State.ASKED), None)
    facts = {
        "asked": asked,
        "pick": pick,
        "answering": answering or AnswerForm(),
        "form": answering or pick,
        "application": found,
        "call": found.call,
        "row": queries.matrix(found.call, [found], number)[0],
        "sheets": queries.sheets_with_points(found) if Part.SHEETS in seen else [],
        "corrections": corrections,
        "copies": signed_copies(found) if Part.SHEETS in seen else {},
        "answers": refusal_of(check_answers_correction, request.user, asked.assignment) if asked else None,
        "money": collect(settings.MONEY_BESIDE, found.organisation, found.title, found.number),
        "gone": [each for each in found.assignments.all() if each.state in queries.GONE],
        "by_members": members,
        "refusal": refusal_of(check_sits_on_commission, request.user, found.call),
    }
    return render(request, "grants/sheets/application.html", facts)


def pick_form(request: HttpRequest, found: Any) -> PickForm:
    """People of the list in force who do not score this application yet."""
    return PickForm(request.POST or None, people=pickable_for(found, timezone.localdate().year))


@staff(P.SIT_ON_COMMISSION)
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else in the place of an open assignment."""
    sheet = get_object_or_404(queries.assignments_of_commission(request.user), pk=pk, evaluator__isnull=False)
    people = pickable_for(sheet.application, timezone.localdate().year)
    form = ReplaceForm(request.POST or None, people=people, initial={"due": sheet.due})
    if request.method == "POST" and form.is_valid():
        facts = {"assignment": sheet, "by": request.user, **form.cleaned_data}
        if attempt(request, form, verbs.replace, **facts):
            saved(request, _("Assigned; the person is told by e-mail."))
            return redirect("grants_staff:application_sheets", pk=sheet.application_id)
    facts = {"form": form, "sheet": sheet, "application": sheet.application, "call": sheet.application.call}
    return render(request, "grants/sheets/replace.html", facts)


@staff(P.SIT_ON_COMMISSION)
def sheet_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A locked sheet as issued, once all sheets of its application are locked."""
    sheet = get_object_or_404(queries.assignments_of_commission(request.user), pk=pk, state="submitted")
    if Part.SHEETS not in seen_by_commission(sheet.application) or sheet.document is None:
        raise Http404("not before all sheets are locked")
    return serve(request, sheet.document.file)
