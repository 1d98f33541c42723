"""Verbs of contracts, payments and the reports of NGOs."""

import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Contract, DecisionRow, GrantReport, Tranche
from grants.report_schedule import interim_day, waits_for_interim
from grants.rules import check_award_stands, check_body, check_manages_contract, check_pays
from grants.workflows.contract import CONTRACT
from office import mail
from office.audit import record
from office.deadlines import add_days
from office.jobs import order_job
from office.jurisdiction import current
from office.models import User
from office.money import share
from office.numbers import next_number
from office.refusal import Refused
from office.roles import Permission as P
from office.rulebooks import from_version
from office.service import locked, service
from office.templatetags.saradnja import amount as in_words
from office.templatetags.saradnja import day as on_day

C, G = Contract.State, GrantReport.State
DEFAULT_REPORT_DAYS = 30


@service
def draft_contract(
    *, row: DecisionRow, starts_on: datetime.date, ends_on: datetime.date, bank_account: str = "", by: User
) -> Contract:
    """Draft the contract of an award, with its instalments and the day its final report is due."""
    decision = row.decision
    check_body(by, decision.call.body, P.MANAGE_CONTRACTS)
    if decision.state != "published" or row.outcome != DecisionRow.Outcome.AWARDED:
        raise Refused(_("A contract is made for an award of a published decision."))
    if hasattr(row, "contract"):
        raise Refused(_("The contract has been drafted already."))
    check_award_stands(row)
    if ends_on < starts_on:
        raise Refused(_("The project ends before it begins."), field="ends_on")
    rules = from_version(decision.call.rulebook).contract
    days = rules.final_report_days.value or DEFAULT_REPORT_DAYS
    first = share(row.amount, rules.first_tranche_percent.value or 100)
    amounts = [first, row.amount - first] if first < row.amount else [row.amount]
    contract = Contract.objects.create(
        row=row,
        amount=row.amount,
        starts_on=starts_on,
        ends_on=ends_on,
        bank_account=bank_account,
        created_by=by,
        report_due=add_days(ends_on, days, current().calendar),
        interim_due=interim_day(rules, starts_on, ends_on, [ends_on] * (len(amounts) - 1)),
        number=next_number("contract", year=timezone.localdate().year, body=decision.call.body),
    )
    for order, amount in enumerate(amounts, start=1):
        Tranche.objects.create(
            contract=contract,
            order=order,
            amount=amount,
            planned_on=starts_on if order == 1 else ends_on,
        )
    record(
        "draft_contract", contract, by=by, data={"amount": row.amount, "application": row.application.number}
    )
    order_job("grants.contract", subject=contract, by=by)
    return contract


@service
def plan_tranches(
    *, contract: Contract, tranches: list[tuple[Decimal, datetime.date, str]], by: User
) -> list[Tranche]:
    """Replace the plan of unpaid instalments; their sum stays the amount of the contract."""
    contract = locked(contract)
    check_manages_contract(by, contract)
    paid = list(contract.tranches.filter(paid_on__isnull=False))
    total = sum((t.amount for t in paid), Decimal(0)) + sum(
        (amount for amount, _day, _text in tranches), Decimal(0)
    )
    if total != contract.amount:
        raise Refused(
            _("The instalments make %(sum)s, the contract %(amount)s.")
            % {
                "sum": in_words(total),
                "amount": in_words(contract.amount),
            },
            field="amount",
        )
    contract.tranches.filter(paid_on__isnull=True).delete()
    for order, (amount, day, condition) in enumerate(tranches, start=len(paid) + 1):
        Tranche.objects.create(
            contract=contract, order=order, amount=amount, planned_on=day, condition=condition
        )
    schedule_interim(contract)
    record(
        "plan_tranches",
        contract,
        by=by,
        data={
            "tranches": [[str(a), d.isoformat()] for a, d, _t in tranches],
            "interim_due": contract.interim_due,
        },
    )
    return list(contract.tranches.all())


def schedule_interim(contract: Contract) -> None:
    """Count the day of the interim report again, as long as none was handed in."""
    if contract.reports.filter(kind=GrantReport.Kind.INTERIM).exclude(state=G.DRAFT).exists():
        return
    rules = from_version(contract.row.decision.call.rulebook).contract
    later = [each.planned_on for each in contract.tranches.order_by("order")[1:]]
    contract.interim_due = interim_day(rules, contract.starts_on, contract.ends_on, later)
    contract.save(update_fields=["interim_due"])


def check_interim_missing(by: User, contract: Contract) -> None:
    """The rules ask for an interim report, none was handed in, and the contract may still say when."""
    check_manages_contract(by, contract)
    if contract.state not in {C.DRAFTED, C.SIGNED, C.ACTIVE}:
        raise Refused(_("The contract is over; no interim report is planned any more."))
    rule = from_version(contract.row.decision.call.rulebook).contract.interim_report
    if not rule.value:
        raise Refused(_("The rules of this call ask for no interim report."), law=rule.law)
    if contract.reports.exclude(state=G.DRAFT).exists():
        raise Refused(_("A report was handed in already; the day of the interim report stays."))


def proposed_interim(contract: Contract) -> datetime.date | None:
    """The day the rules give; today when that day is over before it was ever planned."""
    rules = from_version(contract.row.decision.call.rulebook).contract
    later = [each.planned_on for each in contract.tranches.order_by("order")[1:]]
    day = interim_day(rules, contract.starts_on, contract.ends_on, later)
    return max(day, timezone.localdate()) if day else None


@service
def plan_interim(*, contract: Contract, due: datetime.date, by: User) -> Contract:
    """Write the day of the interim report into a contract made before such days were planned."""
    contract = locked(contract)
    check_interim_missing(by, contract)
    if due < timezone.localdate():
        raise Refused(_("That day is over: the organisation could not keep it."), field="due")
    if due > contract.report_due:
        raise Refused(
            _("The final report is due on %(day)s; the interim one comes before it.")
            % {"day": on_day(contract.report_due, "short")},
            field="due",
        )
    contract.interim_due = due
    contract.save(update_fields=["interim_due"])
    record("plan_interim", contract, by=by, data={"interim_due": due})
    owner = contract.row.application.submitted_by
    mail.send("grants/emails/interim_planned.txt", to=owner, about=contract, context={"contract": contract})
    return contract


@service
def sign_contract(*, contract: Contract, signed_on: datetime.date, by: User) -> Contract:
    """Enter the day on which both sides signed."""
    if signed_on > timezone.localdate():
        raise Refused(_("The day of signing lies in the future."), field="signed_on")
    return CONTRACT.apply(locked(contract), "sign", by=by, signed_on=signed_on)


@service
def pay(*, tranche: Tranche, paid_on: datetime.date, reference: str, by: User) -> Tranche:
    """Record a payment with the reference of the treasury; the first one starts the project."""
    contract = locked(tranche.contract)
    tranche = locked(tranche)
    check_pays(by, contract)
    if contract.state not in {C.SIGNED, C.ACTIVE}:
        raise Refused(_("Payments follow the signatures on the contract."))
    if tranche.paid_on:
        raise Refused(_("This instalment was paid on %(day)s.") % {"day": on_day(tranche.paid_on, "short")})
    if paid_on > timezone.localdate():
        raise Refused(_("The day of payment lies in the future."), field="paid_on")
    waits = waits_for_interim(contract, from_version(contract.row.decision.call.rulebook).contract)
    if tranche.order > 1 and waits and waits.confirmed:
        raise Refused(_("This instalment is paid when the interim report is accepted."), law=waits.law)
    tranche.paid_on, tranche.reference = paid_on, reference
    tranche.recorded_at, tranche.recorded_by = timezone.now(), by
    tranche.save(update_fields=["paid_on", "reference", "recorded_at", "recorded_by"])
    record(
        "pay",
        contract,
        by=by,
        data={"order": tranche.order, "amount": tranche.amount, "reference": reference},
    )
    if contract.state == C.SIGNED:
        CONTRACT.apply(contract, "start", by=by)
    application = contract.row.application
    mail.send(
        "grants/emails/paid.txt",
        to=application.contact_email or application.submitted_by.email,
        language=application.submitted_by.language,
        about=contract,
        context={"contract": contract, "tranche": tranche},
    )
    return tranche


@service
def close_contract(*, contract: Contract, by: User) -> Contract:
    """Close the contract; what was not spent is written down. The last contract closes the call."""
    contract = locked(contract)
    CONTRACT.check(contract, "close", by=by)
    final = contract.reports.get(kind=GrantReport.Kind.FINAL, state=G.ACCEPTED)
    CONTRACT.apply(contract, "close", by=by, closed_at=timezone.now(), closed_by=by, unspent=final.unspent)

    return contract
