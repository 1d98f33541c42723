"""The applicant after the list: letters, inspection, own sheets, objection."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.objections import InspectionForm, ObjectionForm
from grants.queries import applications as application_queries
from grants.queries import checks as check_queries
from grants.queries import objections as queries
from grants.queries.public_ranking import own_place
from grants.services import inspections, letters, objections
from grants.views.staff_objections import with_papers
from office.doors import portal
from office.refusal import refusal_of
from office.uploads import serve
from office.views.helpers import attempt, saved


@portal
@require_POST
def open_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a letter: it is served on this day, and its term begins."""
    letter = get_object_or_404(check_queries.letters_to(request.ngo), pk=pk)
    if attempt(request, None, letters.acknowledge, letter=letter, by=request.user):
        saved(request, _("The letter is served on this day."))
    return redirect("grants_portal:application", pk=letter.application_id)


@portal
def letter_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A served letter; one that waits is opened first."""
    letter = get_object_or_404(check_queries.letters_to(request.ngo), pk=pk)
    if letter.document is None or letter.served_on is None:
        raise Http404("not served or not drawn yet")
    return serve(request, letter.document.file)


@portal
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """File an objection to the preliminary list, or read the one that was filed and its reply."""
    row = get_object_or_404(application_queries.filed_by(request.ngo), pk=pk)
    form = ObjectionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        facts = {"application": row, "at": request.arrived_at}
        if with_papers(request, form, objections.file_objection, **facts):
            saved(request, _("The objection is received. A letter that confirms it is on its way."))
            return redirect("grants_portal:objection", pk=pk)
    facts = {
        "application": row,
        "call": row.call,
        "form": form,
        "terms": queries.terms_of(row.call),
        "objections": list(queries.objections_to(row)),
        "place": own_place(row),
        "refusal": refusal_of(objections.check_may_object, row),
        "inspects": refusal_of(inspections.check_may_inspect, row, request.arrived_at) is None,
    }
    return render(request, "grants/objections/mine.html", facts)


@portal
def objection_paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """A document of one's own objection."""
    found = get_object_or_404(queries.objections_by(request.ngo), pk=pk)
    return serve(request, get_object_or_404(found.papers, pk=paper).file)


@portal
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to look into the applications; see one's appointment."""
    row = get_object_or_404(application_queries.filed_by(request.ngo), pk=pk)
    form = InspectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"application": row, "at": request.arrived_at, "by": request.user, **form.cleaned_data}
        if attempt(request, form, inspections.ask_inspection, **facts):
            saved(request, _("Your request is received; the appointment comes as a letter."))
            return redirect("grants_portal:inspection", pk=pk)
    facts = {
        "application": row,
        "call": row.call,
        "form": form,
        "terms": queries.terms_of(row.call),
        "refusal": refusal_of(inspections.check_may_inspect, row, request.arrived_at),
        "inspections": list(row.inspections.order_by("-pk")),
        "seen": row.sheet_views.exists(),
    }
    return render(request, "grants/objections/inspect.html", facts)


@portal
@require_POST
def open_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the sheets of the own application: the inspection is recorded."""
    row = get_object_or_404(application_queries.filed_by(request.ngo), pk=pk)
    if attempt(
        request, None, inspections.see_sheets, application=row, at=request.arrived_at, by=request.user
    ):
        return redirect("grants_portal:sheets", pk=pk)
    return redirect("grants_portal:inspection", pk=pk)


@portal
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Points and reasons of the own application, without names of scorers; only after it was opened."""
    row = get_object_or_404(application_queries.filed_by(request.ngo), pk=pk)
    if refusal_of(inspections.check_may_inspect, row, request.arrived_at) or not row.sheet_views.exists():
        return redirect("grants_portal:inspection", pk=pk)
    facts = {"application": row, "call": row.call, "place": own_place(row), "sheets": queries.sheets_of(row)}
    return render(request, "grants/objections/sheets.html", facts)
