"""Correcting a question while the call takes applications."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from grants.rules import check_correctable
from grants.services.form_corrections import correct_question
from grants.views.staff_call_form import found_call, found_question, question_form
from office.doors import staff
from office.refusal import refusal_of
from office.roles import Permission as P
from office.views.helpers import attempt, saved


@staff(P.SIT_ON_COMMISSION)
def correct(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Put a corrected version in the place of a question, with the reason."""
    call = found_call(request, pk)
    row = found_question(call, key)
    if call.state == call.State.DRAFT:
        return redirect("grants_staff:form_question", pk=pk, key=key)
    form = question_form(request, call, row.kind, [], row, correction=True)
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, correct_question, question=row, by=request.user, **form.facts()):
            saved(request, _("The question is corrected; everybody with a draft is told by e-mail."))
            return redirect("grants_staff:call_form", pk=pk)
    facts = {
        "form": form,
        "call": call,
        "row": row,
        "refusal": refusal_of(check_correctable, request.user, call),
    }
    return render(request, "grants/staff/form_correct.html", facts)
