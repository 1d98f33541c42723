"""Staff: a file of organisations, previewed and applied."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from ngo_registry.documents.rejected import rejected_workbook
from ngo_registry.forms.organisation import ImportForm
from ngo_registry.importing.columns import LABELS
from ngo_registry.models import RegisterImport
from ngo_registry.queries.filings import import_preview, imports
from ngo_registry.services.imports import check_upload, give_up_import, order_import
from office.doors import staff
from office.roles import Permission
from office.views.helpers import attempt, saved

IMPORT = staff(Permission.IMPORT_REGISTER)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@IMPORT
def listing(request: HttpRequest) -> HttpResponse:
    """Files imported so far, and a new one."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload, as_of = form.cleaned_data["file"], form.cleaned_data["as_of"]
        batch = attempt(request, form, check_upload, upload=upload, as_of=as_of, by=request.user)
        if batch:
            return redirect("ngo_registry_staff:import", pk=batch.pk)
    return render(request, "ngo_registry/staff/imports.html", {"form": form, "rows": imports()[:50]})


@IMPORT
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would do, or what it did."""
    batch = get_object_or_404(imports(), pk=pk)
    columns = [
        (batch.header[at], LABELS[field])
        for field, at in sorted(batch.columns.items(), key=lambda pair: pair[1])
    ]
    left_out = [cell for at, cell in enumerate(batch.header) if cell and at not in batch.columns.values()]
    facts = {"batch": batch, "columns": columns, "left_out": left_out, "preview": import_preview(batch)}
    return render(request, "ngo_registry/staff/import.html", facts)


@IMPORT
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply the file in the background, or give it up."""
    batch = get_object_or_404(imports(), pk=pk)
    if request.method == "POST" and request.POST.get("action") == "give_up":
        attempt(request, None, give_up_import, batch=batch, by=request.user)
    elif request.method == "POST":
        whole = request.POST.get("all_or_nothing") == "on"
        if attempt(request, None, order_import, batch=batch, all_or_nothing=whole, by=request.user):
            saved(request)
    return redirect("ngo_registry_staff:import", pk=pk)


@IMPORT
def rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """Rejected rows with the reason of each."""
    batch: RegisterImport = get_object_or_404(imports(), pk=pk)
    response = HttpResponse(rejected_workbook(batch), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="rejected-{batch.pk}.xlsx"'
    return response
