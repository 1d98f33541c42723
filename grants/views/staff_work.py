"""Fees of evaluators: statements of work by the office, the list of the payroll, payment data behind its own right."""

import csv
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.fees import fee_for
from grants.forms.draws import FeeForm, PaidForm, PaymentDataForm, fee_initial
from grants.queries import work as queries
from grants.services import work_statements as verbs
from grants.workflows.evaluators import WORK
from office.audit import timeline
from office.audit_words import worded
from office.doors import staff
from office.exports import harmless
from office.roles import Permission as P
from office.rulebooks import from_version
from office.uploads import serve
from office.views.helpers import attempt, saved
from office.views.pager import paged

room = staff(P.MANAGE_EVALUATORS, feature="evaluators_list")
payroll_room = staff(P.KEEP_PAYROLL, feature="evaluators_list")
PAYMENT = ("jmbg", "home_address", "iban", "bank_account_holder")


@room
def statements(request: HttpRequest) -> HttpResponse:
    """Sheets that wait for a statement, and all statements."""
    facts = {"owed": queries.owed(), "page": paged(request, queries.statements())}
    return render(request, "grants/work/list.html", facts)


@room
def new_statement(request: HttpRequest, call: int, evaluator: int) -> HttpResponse:
    """Fee, ceiling and basis for the locked sheets of one evaluator in one call."""
    found = next(
        (row for row in queries.owed() if (row.call.pk, row.evaluator.pk) == (call, evaluator)), None
    )
    if found is None:
        raise Http404("nothing is owed")
    rules = from_version(found.call.rulebook).evaluation
    form = FeeForm(request.POST or None, initial=fee_initial(rules))
    if request.method == "POST" and form.is_valid():
        facts = {"call": found.call, "evaluator": found.evaluator, "by": request.user, **form.cleaned_data}
        made = attempt(request, form, verbs.issue_statement, **facts)
        if made:
            saved(request, _("The statement is issued. Its document is being made."))
            return redirect("grants_staff:work_statement", pk=made.pk)
    return render(request, "grants/work/new.html", {"form": form, **offered(found, rules)})


def offered(found: queries.Owed, rules: Any) -> dict[str, Any]:
    """What the rulebook would give, shown beside the form."""
    earlier = queries.counted_before(found.evaluator, timezone.localdate().year)
    fee, cap = rules.evaluator_fee, rules.evaluator_fee_cap
    made = fee_for(found.sheets, fee.value, cap.value, earlier) if fee.value is not None else None
    return {"found": found, "fee": fee, "cap": cap, "earlier": earlier, "made": made}


@room
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement with its sheets."""
    found = get_object_or_404(queries.statement_pages(), pk=pk)
    facts = {
        "statement": found,
        "offers": {offer.name: offer for offer in WORK.offered(found, by=request.user)},
        "events": worded(timeline(found)),
    }
    return render(request, "grants/work/statement.html", facts)


@require_POST
@room
def annul(request: HttpRequest, pk: int) -> HttpResponse:
    """Annul a statement that is not paid."""
    found = get_object_or_404(queries.statements(), pk=pk)
    note = request.POST.get("note", "")
    if attempt(request, None, verbs.annul_statement, statement=found, note=note, by=request.user):
        saved(request, _("The statement is annulled; its sheets wait for another one."))
    return redirect("grants_staff:work_statement", pk=pk)


@room
def statement_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The statement as issued."""
    return document_of(request, pk)


def document_of(request: HttpRequest, pk: int) -> HttpResponse:
    """The document of a statement, for whoever may read it."""
    found = get_object_or_404(queries.statements(), pk=pk)
    if found.document is None:
        raise Http404("the statement is not drawn yet")
    return serve(request, found.document.file)


def year_of(request: HttpRequest) -> int:
    """The year asked for, else the present one."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else timezone.localdate().year


@payroll_room
def payroll(request: HttpRequest) -> HttpResponse:
    """Statements of a year with sums; who gave an account to be paid to."""
    year = year_of(request)
    rows = queries.payroll(year)
    facts = {
        "year": year,
        "years": sorted({year, *queries.years()}, reverse=True),
        "rows": [(row, queries.has_payment_data(row.evaluator)) for row in rows],
        "sums": queries.payroll_sums(rows),
    }
    return render(request, "grants/work/payroll.html", facts)


@payroll_room
def payroll_file(request: HttpRequest) -> HttpResponse:
    """The list as a table: numbers, names and sums, never payment data."""
    year = year_of(request)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="payroll-{year}.csv"'
    writer = csv.writer(answer)
    writer.writerow(["number", "evaluator", "call", "sheets", "fee", "gross", "payable", "state", "paid_on"])
    for row in queries.payroll(year):
        cells = [row.number, row.evaluator.full_name, row.call.number, row.sheets, row.fee, row.gross]
        writer.writerow([harmless(cell) for cell in [*cells, row.payable, row.state, row.paid_on]])
    return answer


@payroll_room
def payroll_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement for the payroll: the sum, the account, the payment."""
    found = get_object_or_404(queries.statement_pages(), pk=pk)
    form = PaidForm(request.POST or None, initial={"paid_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        facts = {"statement": found, "by": request.user, **form.cleaned_data}
        if attempt(request, form, verbs.pay_statement, **facts):
            saved(request, _("The payment is recorded."))
            return redirect("grants_staff:payroll_statement", pk=pk)
    facts = {"statement": found, "form": form, "payment": getattr(found.evaluator, "payment", None)}
    return render(request, "grants/work/pay.html", facts)


@payroll_room
def payroll_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The statement as issued, for the payroll."""
    return document_of(request, pk)


@payroll_room
def payment_data(request: HttpRequest, pk: int) -> HttpResponse:
    """Payment data of an evaluator, entered from paper."""
    found = get_object_or_404(queries.statements(), pk=pk)
    payment = getattr(found.evaluator, "payment", None)
    initial = {name: getattr(payment, name) for name in PAYMENT} if payment else {}
    form = PaymentDataForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {"evaluator": found.evaluator, "by": request.user, **form.cleaned_data}
        if attempt(request, form, verbs.save_payment_data, **facts):
            saved(request)
            return redirect("grants_staff:payroll_statement", pk=pk)
    return render(request, "grants/work/payment_data.html", {"form": form, "statement": found})
