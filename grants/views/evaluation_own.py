"""Rooms of an evaluator beside scoring: a refusal, the guidelines, capacity, payment data, statements of work."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.forms.draws import PaymentDataForm, RefuseAssignmentForm
from grants.forms.evaluator_calls import CapacityForm
from grants.queries import evaluation as sheets
from grants.queries import evaluators as people
from grants.queries import guidelines as texts
from grants.queries import work
from grants.queries.draw_pages import codes_of_person
from grants.services.capacities import state_capacity
from grants.services.guidelines import confirm_reading
from grants.services.refusals import refuse_assignment
from grants.services.work_statements import save_payment_data
from office.doors import evaluation
from office.uploads import serve
from office.views.helpers import attempt, saved

room = evaluation(feature="evaluators_list")
PAYMENT = ("jmbg", "home_address", "iban", "bank_account_holder")


@room
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why an application is not taken on; the commission picks somebody else."""
    sheet = get_object_or_404(sheets.own_assignments(request.user), pk=pk, evaluator__isnull=False)
    if sheet.state not in {"assigned", "accepted"}:
        return redirect("grants_evaluation:assignment", pk=pk)
    form = RefuseAssignmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"assignment": sheet, "by": request.user, **form.cleaned_data}
        if attempt(request, form, refuse_assignment, **facts):
            saved(request, _("The commission is told and gives the application to somebody else."))
            return redirect("grants_evaluation:assignments")
    facts = {"form": form, "sheet": sheet, "application": sheet.application, "call": sheet.application.call}
    return render(request, "grants/evaluation/refuse.html", facts)


@room
def guidelines(request: HttpRequest) -> HttpResponse:
    """The guidelines in force, and the confirmation of having read them."""
    current = texts.in_force()
    facts = {
        "guideline": current,
        "confirmed": bool(current and texts.has_confirmed(request.user, current)),
    }
    return render(request, "grants/guidelines/read.html", facts)


@require_POST
@room
def confirm(request: HttpRequest, version: int) -> HttpResponse:
    """Confirm having read a version."""
    found = get_object_or_404(texts.published(), version=version)
    if attempt(request, None, confirm_reading, guideline=found, by=request.user):
        saved(request, _("Thank you. Your confirmation is kept with the version."))
    return redirect("grants_evaluation:guidelines")


@room
def own(request: HttpRequest) -> HttpResponse:
    """Capacity, areas of knowledge and statements of work of the person."""
    found = people.own_entry(request.user)
    if found is None:
        return render(request, "grants/work/own_none.html")
    stated = getattr(found, "capacity", None)
    initial: dict[str, Any] = {"areas": [area.pk for area in found.areas.all()]}
    if stated:
        initial |= {"at_once": stated.at_once, "in_year": stated.in_year}
    form = CapacityForm(request.POST or None, initial=initial, areas=people.live_areas())
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "areas": list(form.cleaned_data["areas"])}
        if attempt(request, form, state_capacity, evaluator=found, by=request.user, **given):
            saved(request)
            return redirect("grants_evaluation:own")
    facts = {"evaluator": found, "form": form, "statements": list(work.statements_of(request.user))}
    facts |= {"paid_to": work.has_payment_data(found), "draws": codes_of_person(request.user)}
    return render(request, "grants/work/own.html", facts)


@room
def payment(request: HttpRequest) -> HttpResponse:
    """One's own payment data; only the payroll sees them."""
    found = get_object_or_404(people.people(), user=request.user)
    stored = getattr(found, "payment", None)
    initial = {name: getattr(stored, name) for name in PAYMENT} if stored else {}
    form = PaymentDataForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(request, form, save_payment_data, evaluator=found, by=request.user, **form.cleaned_data):
            saved(request)
            return redirect("grants_evaluation:own")
    return render(request, "grants/work/own_payment.html", {"form": form})


@room
def statement_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own statement of work as issued."""
    found = get_object_or_404(work.statements_of(request.user), pk=pk)
    if found.document is None:
        raise Http404("the statement is not drawn yet")
    return serve(request, found.document.file)
