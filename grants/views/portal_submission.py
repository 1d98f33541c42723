"""Check the answers, submit, hand in the completion, withdraw; the receipt and the application on paper."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.documents.application import parts_of
from grants.documents.receipt import application_pdf
from grants.eligibility import missing
from grants.forms.application_sections import sections_of
from grants.forms.application_submission import SubmitForm, WithdrawForm
from grants.queries import applications as queries
from grants.queries.tells import tells_of
from grants.queries.usual_time import usual_time
from grants.services import applications
from grants.snapshot import snapshot_of
from office.doors import portal
from office.refusal import refusal_of
from office.uploads import serve
from office.views.helpers import attempt, saved


@portal
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """All answers on one page, what is still missing, and the button that submits."""
    row = get_object_or_404(queries.whole(queries.applications_of(request.ngo)), pk=pk)
    if row.state not in {row.State.DRAFT, row.State.RETURNED}:
        return redirect("grants_portal:application", pk=pk)
    returned = row.state == row.State.RETURNED
    lacking, tells = missing(row), tells_of(row) if not returned else []
    facts = {
        "application": row,
        "call": row.call,
        "parts": parts_of(snapshot_of(row)),
        "further": [
            (section.key.removeprefix("more-"), section)
            for section in sections_of(row)
            if section.key.startswith("more-")
        ],
        "lacking": lacking,
        "due": queries.due_of(row),
        "tells": tells,
        "returned": returned,
        "refusal": refusal_of(applications.check_editable, row, request.arrived_at)
        or (
            None
            if returned
            else refusal_of(applications.check_ready, row, request.arrived_at, tells=tells, found=lacking)
        ),
        "form": SubmitForm(initial={"key": uuid.uuid4()}),
    }
    return render(request, "grants/portal/check.html", facts)


@portal
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the application at the moment the request arrived; the same key twice is one submission."""
    row = get_object_or_404(queries.applications_of(request.ngo), pk=pk)
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return redirect("grants_portal:check", pk=pk)
    facts = {"at": request.arrived_at, "key": form.cleaned_data["key"], "by": request.user}
    done = attempt(request, None, applications.submit, application=row, **facts)
    if done or row.number:
        return redirect("grants_portal:submitted", pk=pk)
    return redirect("grants_portal:check", pk=pk)


@portal
def submitted(request: HttpRequest, pk: int) -> HttpResponse:
    """It is done: number, moment of receipt, what happens next."""
    row = get_object_or_404(queries.filed_by(request.ngo), pk=pk)
    facts = {
        "application": row,
        "call": row.call,
        "at": applications.written(row.submitted_at),
        "job": queries.receipt_job(row),
        "usual": usual_time(row.call),
        "completed": getattr(queries.completion_of(row), "completed_at", None),
    }
    return render(request, "grants/portal/submitted.html", facts)


@portal
@require_POST
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in what the commission asked for."""
    row = get_object_or_404(queries.applications_of(request.ngo), pk=pk)
    if attempt(request, None, applications.complete, application=row, at=request.arrived_at, by=request.user):
        saved(request, _("The completion is handed in. A letter that confirms it is on its way."))
        return redirect("grants_portal:application", pk=pk)
    return redirect("grants_portal:check", pk=pk)


@portal
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the application back, with a reason."""
    row = get_object_or_404(queries.applications_of(request.ngo), pk=pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"note": form.cleaned_data["note"], "at": request.arrived_at, "by": request.user}
        if attempt(request, form, applications.withdraw, application=row, **facts):
            saved(request, _("The application is withdrawn."))
            return redirect("grants_portal:application", pk=pk)
    return render(request, "grants/portal/withdraw.html", {"application": row, "form": form})


@portal
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt as PDF, once it is made."""
    row = get_object_or_404(queries.with_receipt(request.ngo), pk=pk)
    return serve(request, row.receipt.file)


@portal
def completion_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt of the completion as PDF, once it is made."""
    row = get_object_or_404(queries.with_completion_receipt(request.ngo), pk=pk)
    return serve(request, row.completion.receipt.file)


@portal
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole application as PDF, also while it is a draft."""
    row = get_object_or_404(queries.whole(queries.applications_of(request.ngo)), pk=pk)
    return pdf_response(application_pdf(row, get_language()), row.number or row.draft_code)


def pdf_response(data: bytes, name: str) -> HttpResponse:
    """A PDF to download."""
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )
