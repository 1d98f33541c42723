"""Staff rooms of spending: the year by body, rows, files, submission and acceptance."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from office.audit import timeline
from office.doors import staff
from office.jurisdiction import current
from office.roles import Permission as P
from office.rulebooks import rules_for
from office.views.helpers import attempt, saved
from reports.forms.spending import BeginForm, RowForm, StepForm, UploadForm
from reports.queries import spending as ask
from reports.services import spending as verbs
from reports.services.spending_import import check_upload
from reports.workflows.spending import SPENDING

PAGE = 50
STEPS = {"submit": verbs.submit, "accept": verbs.accept}
STEPS_WITH_REASON = {"return": verbs.give_back, "reopen": verbs.reopen}


@staff(P.FILL_SPENDING)
def listing(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Which body has sent its spending for the year, with sums; the year before by default."""
    now = timezone.localdate().year
    year = year or now
    form = BeginForm(request.POST or None, bodies=ask.bodies_to_report(request.user, year))
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, verbs.begin, year=year, by=request.user, **form.cleaned_data)
        if made:
            return redirect("reports_staff:return", pk=made.pk)
    return render(request, "reports/staff/spending.html", {
        "year": year, "years": sorted({*ask.years(), now, year, year - 1}, reverse=True), "form": form,
        "returns": ask.returns_for(request.user, year), "late": ask.bodies_without_return(year),
        "due": rules_for(None, timezone.localdate()).report.spending_due, "addressee": current().report_addressee,
    })  # fmt: skip


@staff(P.FILL_SPENDING)
def spending(request: HttpRequest, pk: int) -> HttpResponse:
    """The spending of one body in one year: its rows and what may be done."""
    found = get_object_or_404(ask.with_sums(ask.returns_of_person(request.user)), pk=pk)
    pages = Paginator(ask.rows_of(found), PAGE)
    return render(request, "reports/staff/return.html", {
        "spending": found, "page": pages.get_page(request.GET.get("page")),
        "offers": SPENDING.offered(found, by=request.user), "events": timeline(found),
        "open": found.state in {"draft", "returned"},
    })  # fmt: skip


@staff(P.FILL_SPENDING)
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit, accept, return, open again, or bring in the portal's own payments."""
    found = get_object_or_404(ask.returns_of_person(request.user), pk=pk)
    form = StepForm(request.POST)
    action = form.cleaned_data["action"] if form.is_valid() else ""
    if action in STEPS:
        attempt(request, None, STEPS[action], spending=found, by=request.user)
    elif action in STEPS_WITH_REASON:
        note = form.cleaned_data["note"]
        attempt(request, None, STEPS_WITH_REASON[action], spending=found, note=note, by=request.user)
    elif action == "fill":
        attempt(request, None, verbs.fill_from_portal, spending=found, by=request.user)
    return redirect("reports_staff:return", pk=pk)


@staff(P.FILL_SPENDING)
def row(request: HttpRequest, pk: int, row: int | None = None) -> HttpResponse:
    """Type in an award, or correct one."""
    found = get_object_or_404(ask.returns_of_person(request.user), pk=pk)
    there = get_object_or_404(found.rows, pk=row) if row else None
    sums = {name: getattr(there, name) for name in ("awarded", "paid", "returned")} if there else {}
    form = RowForm(request.POST or None, instance=there, initial=sums)
    if request.method == "POST" and form.is_valid():
        if attempt(
            request, form, verbs.save_row, spending=found, row=there, by=request.user, **form.cleaned_data
        ):
            saved(request)
            return redirect("reports_staff:return", pk=pk)
    return render(request, "reports/staff/row.html", {"form": form, "spending": found, "row": there})


@staff(P.FILL_SPENDING)
@require_POST
def remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Take out a row."""
    found = get_object_or_404(ask.returns_of_person(request.user), pk=pk)
    attempt(request, None, verbs.remove_row, row=get_object_or_404(found.rows, pk=row), by=request.user)
    return redirect("reports_staff:return", pk=pk)


@staff(P.FILL_SPENDING)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of rows of this body: kept and compared, applied after the preview."""
    found = get_object_or_404(ask.returns_of_person(request.user), pk=pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        facts = {"year": found.year, "body": found.body, "legal_basis": form.cleaned_data["legal_basis"]}
        file = form.cleaned_data["file"]
        batch = attempt(request, form, check_upload, upload=file, by=request.user, **facts)
        if batch:
            return redirect("reports_staff:import", pk=batch.pk)
    return render(request, "reports/staff/upload.html", {"form": form, "spending": found})
