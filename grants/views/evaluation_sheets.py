"""What a scorer does with a locked sheet: asks for its correction, hands in its signed copy, reads the old ones."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.marks import CorrectionForm, SignedForm
from grants.models import Assignment
from grants.queries import evaluation as queries
from grants.queries.sheets import former_sheets, signed_copy
from grants.services.corrections import ask_correction
from grants.services.signed_sheets import hand_in_signed
from grants.views.evaluation_assignments import locked_sheet
from office.doors import evaluation
from office.rate_limits import within_limit
from office.uploads import serve, store
from office.views.helpers import attempt, saved

A = Assignment.State


@require_POST
@evaluation
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that the locked sheet be opened again."""
    sheet = get_object_or_404(queries.own_assignments(request.user), pk=pk, state=A.SUBMITTED)
    form = CorrectionForm(request.POST)
    if form.is_valid() and attempt(
        request, form, ask_correction, assignment=sheet, by=request.user, **form.cleaned_data
    ):
        saved(request, _("Your request is sent. You are told of the answer by e-mail."))
        return redirect("grants_evaluation:assignment", pk=pk)
    return locked_sheet(request, sheet, correction=form)


@require_POST
@evaluation
def signed(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the sheet with one's own electronic signature."""
    sheet = get_object_or_404(queries.own_assignments(request.user), pk=pk, state=A.SUBMITTED)
    form = SignedForm(request.POST, request.FILES)
    if not within_limit(request, "signed_sheet", "10/minute"):
        form.add_error(None, _("Too many attempts. Wait a minute and try again."))
    elif form.is_valid():
        file = attempt(
            request, form, store, upload=form.cleaned_data["file"], by=request.user, allow=("pdf",)
        )
        if file and attempt(request, form, hand_in_signed, assignment=sheet, file=file, by=request.user):
            saved(request, _("The signed sheet is checked and kept."))
            return redirect("grants_evaluation:assignment", pk=pk)
    return locked_sheet(request, sheet, signing=form)


@evaluation
def signed_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed copy of one's own sheet."""
    sheet = get_object_or_404(queries.own_assignments(request.user), pk=pk, state=A.SUBMITTED)
    copy = signed_copy(sheet)
    if copy is None:
        raise Http404("no signed copy")
    return serve(request, copy.file)


@evaluation
def former_file(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """One's own sheet as it stood before a correction."""
    sheet = get_object_or_404(queries.own_assignments(request.user), pk=pk)
    row = get_object_or_404(former_sheets(sheet), pk=correction)
    return serve(request, row.document.file)
