"""Staff: a list of organisations, from the file through its columns and the preview to the register and back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ngo_registry.documents.rejected import rejected_workbook
from ngo_registry.forms.imports import (
    ColumnsForm,
    DecisionForm,
    ImportForm,
    ImportStepForm,
    MunicipalitiesForm,
    ReadingForm,
)
from ngo_registry.import_words import shares, tiles, way
from ngo_registry.models import RegisterImport
from ngo_registry.queries import imports as ask
from ngo_registry.services import import_apply, import_undo
from ngo_registry.services import imports as verbs
from ngo_registry.services.import_decisions import decide_row, name_municipalities
from ngo_registry.workflows import IMPORT
from office.doors import staff
from office.roles import Permission
from office.views.helpers import attempt, saved
from office.views.pager import paged

DOOR = staff(Permission.IMPORT_REGISTER)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STEPS = {"give_up": import_apply.give_up_import, "keep": import_undo.keep_import}
OFFERED = ("order_undo", "keep", "give_up")


@DOOR
def listing(request: HttpRequest) -> HttpResponse:
    """Files imported so far, and a new one."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        batch = attempt(request, form, verbs.read_upload, by=request.user, **form.facts())
        if batch:
            return redirect("ngo_registry_staff:import_columns", pk=batch.pk)
    page = paged(request, ask.imports())
    return render(request, "ngo_registry/staff/imports.html", {"form": form, "page": page})


@DOOR
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """How the file was read and what each of its columns holds; both can be corrected."""
    batch = get_object_or_404(ask.imports(), pk=pk)
    action = request.POST.get("action", "")
    reading = ReadingForm(request.POST if action == "reread" else None, batch=batch)
    form = ColumnsForm(request.POST if action == "confirm" else None, batch=batch)
    if reading.is_valid() and attempt(
        request, reading, verbs.reread, batch=batch, by=request.user, **reading.facts()
    ):
        saved(request, _("The file was read anew."))
        return redirect("ngo_registry_staff:import_columns", pk=pk)
    if form.is_valid() and attempt(
        request, form, verbs.confirm_columns, batch=batch, by=request.user, **form.facts()
    ):
        return redirect("ngo_registry_staff:import", pk=pk)
    facts = {"batch": batch, "reading": reading, "form": form, "steps": way(batch, "columns")}
    facts["may"] = [offer for offer in IMPORT.offered(batch, by=request.user) if offer.name == "reread"]
    return render(request, "ngo_registry/staff/import_columns.html", facts)


@DOOR
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would do, or what it did."""
    batch = get_object_or_404(ask.imports(), pk=pk)
    show = request.GET.get("show", "") or ask.shown_first(batch)
    page = paged(request, ask.rows_shown(batch, show))
    offers = IMPORT.offered(batch, by=request.user)
    facts: dict[str, Any] = {
        "batch": batch,
        "show": show,
        "page": page,
        "rows": ask.as_shown(batch, page.object_list, show),
        "tiles": tiles(batch, show),
        "shares": shares(batch),
        "steps": way(batch, "preview"),
        "newer": ask.newer_list(batch),
        "order": next((offer for offer in offers if offer.name == "order"), None),
        "offers": [offer for offer in offers if offer.name in OFFERED],
        "may_reread": any(offer.name == "reread" and not offer.refusal for offer in offers),
    }
    asks = show == ask.REMARKS and batch.state == RegisterImport.State.CHECKED
    facts["municipalities"] = MunicipalitiesForm(unknown=ask.unknown_names(batch)) if asks else None
    return render(request, "ngo_registry/staff/import.html", facts)


@DOOR
@require_POST
def municipalities(request: HttpRequest, pk: int) -> HttpResponse:
    """Which municipalities the unknown names of the file mean."""
    batch = get_object_or_404(ask.imports(), pk=pk)
    form = MunicipalitiesForm(request.POST, unknown=ask.unknown_names(batch))
    named = form.named() if form.is_valid() else {}
    if attempt(request, None, name_municipalities, batch=batch, named=named, by=request.user):
        saved(request, _("The municipalities are taken over and the rows compared anew."))
    return redirect("ngo_registry_staff:import", pk=pk)


@DOOR
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply the file in the background, give it up, undo it, or leave it applied."""
    batch = get_object_or_404(ask.imports(), pk=pk)
    form = ImportStepForm(request.POST)
    chosen = form.cleaned_data if form.is_valid() else {"action": ""}
    done = None
    if chosen["action"] in STEPS:
        done = attempt(request, None, STEPS[chosen["action"]], batch=batch, by=request.user)
    elif chosen["action"] == "order":
        whole = chosen["all_or_nothing"]
        done = attempt(
            request, None, import_apply.order_import, batch=batch, all_or_nothing=whole, by=request.user
        )
    elif chosen["action"] == "order_undo":
        done = attempt(
            request, None, import_undo.order_undo, batch=batch, note=chosen["note"], by=request.user
        )
    if done:
        saved(request)
    return redirect("ngo_registry_staff:import", pk=pk)


@DOOR
def decide(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """A doubtful row and the organisations it may speak of, side by side."""
    batch = get_object_or_404(ask.imports(), pk=pk)
    row = ask.doubtful_row(batch, row_pk)
    if row is None:
        raise Http404
    candidates = ask.candidates_of(row)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        of = {each.organisation_id: each.organisation for each in candidates}
        chosen = of.get(form.cleaned_data["organisation"])
        decision = "same" if chosen else form.cleaned_data["decision"]
        if attempt(
            request, None, decide_row, row=row, decision=decision, organisation=chosen, by=request.user
        ):
            saved(request)
            following = ask.next_doubtful(batch, row)
            if following:
                return redirect("ngo_registry_staff:import_decide", pk=pk, row_pk=following.pk)
            return redirect("ngo_registry_staff:import", pk=pk)
        return redirect("ngo_registry_staff:import_decide", pk=pk, row_pk=row_pk)
    facts = {"batch": batch, "row": row, "candidates": candidates}
    facts["beside"] = ask.side_by_side(row, candidates)
    return render(request, "ngo_registry/staff/import_decide.html", facts)


@DOOR
def rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """Rows that were not taken, each wrong cell marked with its reason."""
    batch: RegisterImport = get_object_or_404(ask.imports(), pk=pk)
    response = HttpResponse(rejected_workbook(batch), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="rejected-{batch.pk}.xlsx"'
    return response
