"""Verbs of fees: statement of work for locked sheets, payment, annulment, payment data of the person."""

import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.fees import fee_for
from grants.models import Call, Evaluator, EvaluatorPayment, WorkLine, WorkStatement
from grants.queries.work import counted_before, unsettled
from grants.workflows.decision import check_keeps_list
from grants.workflows.evaluators import WORK
from ngo_registry.identifiers import clean_iban, clean_jmbg
from office import mail
from office.audit import record
from office.jobs import order_job
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.roles import Permission as P
from office.service import locked, service


@service
def issue_statement(
    *, call: Call, evaluator: Evaluator, fee: Decimal, ceiling: Decimal | None, basis: str, by: User
) -> WorkStatement:
    """Issue the statement for all locked sheets of the call that stand on none; the year's ceiling is applied."""
    check_keeps_list(by, None)
    evaluator = locked(evaluator)
    sheets = list(unsettled().filter(application__call=call, evaluator=evaluator).order_by("locked_at", "pk"))
    if not sheets:
        raise Refused(_("No locked sheet of this evaluator waits for a statement in this call."))
    if not basis.strip():
        raise Refused(_("Write what the fee rests on: the rulebook, a contract, a decision."), field="basis")
    year = timezone.localdate().year
    earlier = counted_before(evaluator, year)
    made = fee_for(len(sheets), fee, ceiling, earlier)
    statement = WorkStatement.objects.create(
        evaluator=evaluator,
        call=call,
        year=year,
        fee=fee,
        ceiling=ceiling,
        basis=basis.strip(),
        earlier=earlier,
        gross=made.gross,
        payable=made.payable,
        issued_at=timezone.now(),
        issued_by=by,
        number=next_number("work_statement", year=year),
    )
    WorkLine.objects.bulk_create(WorkLine(statement=statement, assignment=sheet) for sheet in sheets)
    record("issue_statement", statement, by=by, data={"sheets": len(sheets), "payable": made.payable})
    order_job("grants.work_statement", subject=statement, by=by)
    mail.send(
        "grants/emails/work_statement.txt",
        to=evaluator.user,
        about=statement,
        context={"statement": statement, "call": call},
    )
    return statement


@service
def annul_statement(*, statement: WorkStatement, note: str, by: User) -> WorkStatement:
    """Annul a statement that is not paid; its sheets can stand on another one."""
    statement = WORK.apply(locked(statement), "annul", by=by, note=note)
    statement.lines.update(counted=False)
    return statement


@service
def pay_statement(
    *, statement: WorkStatement, paid_on: datetime.date, reference: str, by: User
) -> WorkStatement:
    """Record that the fee was paid."""
    statement = locked(statement)
    WORK.check(statement, "pay", by=by)
    if paid_on > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="paid_on")
    if paid_on < timezone.localdate(statement.issued_at):
        raise Refused(_("The statement was issued after this day."), field="paid_on")
    return WORK.apply(statement, "pay", by=by, paid_on=paid_on, payment_reference=reference.strip())


@service
def save_payment_data(
    *, evaluator: Evaluator, jmbg: str, home_address: str, iban: str, bank_account_holder: str, by: User
) -> EvaluatorPayment:
    """Keep what the payroll needs; the person enters it, or a payroll officer from paper. No value is in the trail."""
    evaluator = locked(evaluator)
    if by.pk != evaluator.user_id and not by.can(P.KEEP_PAYROLL):
        raise Refused(_("Payment data are entered by the person or by the payroll officer."))
    facts = {
        "jmbg": clean_jmbg(jmbg, today=timezone.localdate()) if jmbg else "",
        "home_address": home_address.strip(),
        "iban": clean_iban(iban),
        "bank_account_holder": bank_account_holder.strip(),
        "given_at": timezone.now(),
        "given_by": by,
    }
    payment, _made = EvaluatorPayment.objects.update_or_create(evaluator=evaluator, defaults=facts)
    record("save_payment_data", evaluator, by=by)
    return payment
