"""Staff: a file of spending rows, previewed, applied by the worker, undone whole."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from office.doors import staff
from office.roles import Permission as P
from office.templatetags.saradnja import amount
from office.views.helpers import attempt, saved
from office.views.pager import paged
from reports.documents.rejected import rejected_file
from reports.forms.spending import ImportForm, StepForm
from reports.importing import LABELS
from reports.models import SpendingRow
from reports.queries import imports as ask
from reports.queries.spending import bodies_of_person
from reports.services import spending_import as verbs
from reports.workflows.imports import IMPORT

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHOICES = {
    "recipient_kind": dict(SpendingRow.Recipient.choices),
    "procedure": dict(SpendingRow.Procedure.choices),
    "no_award": {True: _("yes"), False: _("no")},
}
STEPS = {"order": verbs.order_import, "give_up": verbs.give_up_import}


@staff(P.FILL_SPENDING)
def listing(request: HttpRequest) -> HttpResponse:
    """Files brought in so far, and a new one."""
    initial = {"year": timezone.localdate().year - 1}
    form = ImportForm(
        request.POST or None, request.FILES or None, bodies=bodies_of_person(request.user), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data, "upload": form.cleaned_data["file"]}
        facts.pop("file")
        batch = attempt(request, form, verbs.check_upload, by=request.user, **facts)
        if batch:
            return redirect("reports_staff:import", pk=batch.pk)
    facts = {"form": form, "page": paged(request, ask.imports_of(request.user))}
    return render(request, "reports/staff/imports.html", facts)


@staff(P.FILL_SPENDING)
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would do, or what it did."""
    found = get_object_or_404(ask.imports_of(request.user), pk=pk)
    columns = sorted(found.columns.items(), key=lambda pair: pair[1])
    facts = {
        "batch": found,
        "offers": [offer for offer in IMPORT.offered(found, by=request.user) if offer.name != "apply"],
        "columns": [(found.header[at], LABELS[name]) for name, at in columns],
        "left_out": [
            cell for at, cell in enumerate(found.header) if cell and at not in found.columns.values()
        ],
        "changes": [
            (row, [change_words(*each) for each in row["changes"]]) for row in found.preview["updated"]
        ],
        "shut": [body["name"] for body in found.preview["bodies"] if body["is_shut"]],
    }
    return render(request, "reports/staff/import.html", facts)


def change_words(name: str, before: Any, after: Any) -> tuple[Any, Any, Any]:
    """What a column is called and both its values as people read them."""
    if name in verbs.SUMS:
        return LABELS[name], amount(before), amount(after)
    words = CHOICES.get(name, {})
    return LABELS[name], words.get(before, before), words.get(after, after)


@staff(P.FILL_SPENDING)
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply the file in the background, give it up, or undo it."""
    found = get_object_or_404(ask.imports_of(request.user), pk=pk)
    form = StepForm(request.POST)
    action = form.cleaned_data["action"] if form.is_valid() else ""
    if action in STEPS and attempt(request, None, STEPS[action], batch=found, by=request.user):
        saved(request)
    elif action == "undo":
        note = form.cleaned_data["note"]
        if attempt(request, None, verbs.undo_import, batch=found, note=note, by=request.user):
            saved(request)
    return redirect("reports_staff:import", pk=pk)


@staff(P.FILL_SPENDING)
def rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """Rejected rows with the reason of each."""
    found = get_object_or_404(ask.imports_of(request.user), pk=pk)
    response = HttpResponse(rejected_file(found), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="rejected-{found.pk}.xlsx"'
    return response
