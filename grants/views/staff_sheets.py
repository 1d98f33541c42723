"""What the commission does with locked sheets: answers requests for correction, reads old and signed ones."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.marks import AnswerForm
from grants.models import SheetCorrection
from grants.queries import sheets as queries
from grants.queries.evaluation import applications_to_score, assignments_of_commission
from grants.services.corrections import allow_correction, refuse_correction
from grants.views.staff_evaluation import application_page
from grants.visibility import Part, seen_by_commission
from office.doors import staff
from office.roles import Permission as P
from office.uploads import serve
from office.views.helpers import attempt, saved


@require_POST
@staff(P.SIT_ON_COMMISSION)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Allow the correction or not, with the reason."""
    found: SheetCorrection = get_object_or_404(queries.corrections_seen_by(request.user), pk=pk)
    form = AnswerForm(request.POST)
    allowed = "allow" in request.POST
    verb = allow_correction if allowed else refuse_correction
    if form.is_valid() and attempt(
        request, form, verb, correction=found, by=request.user, **form.cleaned_data
    ):
        saved(
            request,
            _("The sheet is open for correction; its scorer is told.")
            if allowed
            else _("The sheet stays as it is; its scorer is told."),
        )
        return redirect("grants_staff:application_sheets", pk=found.assignment.application_id)
    application = get_object_or_404(applications_to_score(request.user), pk=found.assignment.application_id)
    return application_page(request, application, answering=form, asked=found)


@staff(P.SIT_ON_COMMISSION)
def former_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet as it stood before its correction, once all sheets of the application are locked again."""
    found = get_object_or_404(queries.corrections_seen_by(request.user), pk=pk, document__isnull=False)
    if Part.SHEETS not in seen_by_commission(found.assignment.application):
        raise Http404("not before all sheets are locked")
    return serve(request, found.document.file)


@staff(P.SIT_ON_COMMISSION)
def signed_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed copy of a sheet, once all sheets of the application are locked."""
    sheet = get_object_or_404(assignments_of_commission(request.user), pk=pk, state="submitted")
    copy = queries.signed_copy(sheet)
    if Part.SHEETS not in seen_by_commission(sheet.application) or copy is None:
        raise Http404("no signed copy to read")
    return serve(request, copy.file)
