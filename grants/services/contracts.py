"""Verbs of contracts, payments and the reports of NGOs."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from office.jobs import order_job

from grants.models import Contract, DecisionRow, GrantReport, GrantReportLine, Tranche
from grants.rules import check_body, check_manages_contract, check_pays, check_reports_on
from grants.workflows.contract import CONTRACT, GRANT_REPORT
from office import mail
from office.audit import record
from office.deadlines import add_days
from office.jurisdiction import current
from office.models import StoredFile, User
from office.money import share
from office.numbers import next_number
from office.refusal import Refused
from office.roles import Permission as P
from office.rulebooks import from_version
from office.service import locked, service

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
    if ends_on < starts_on:
        raise Refused(_("The project ends before it begins."), field="ends_on")
    rules = from_version(decision.call.rulebook).contract
    days = rules.final_report_days.value or DEFAULT_REPORT_DAYS
    contract = Contract.objects.create(
        row=row,
        amount=row.amount,
        starts_on=starts_on,
        ends_on=ends_on,
        bank_account=bank_account,
        created_by=by,
        report_due=add_days(ends_on, days, current().calendar),
        number=next_number("contract", year=timezone.localdate().year, body=decision.call.body),
    )
    first = share(row.amount, rules.first_tranche_percent.value or 100)
    amounts = [first, row.amount - first] if first < row.amount else [row.amount]
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
            % {"sum": total, "amount": contract.amount},
            field="amount",
        )
    contract.tranches.filter(paid_on__isnull=True).delete()
    for order, (amount, day, condition) in enumerate(tranches, start=len(paid) + 1):
        Tranche.objects.create(
            contract=contract, order=order, amount=amount, planned_on=day, condition=condition
        )
    record(
        "plan_tranches",
        contract,
        by=by,
        data={"tranches": [[str(a), d.isoformat()] for a, d, _t in tranches]},
    )
    return list(contract.tranches.all())


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
        raise Refused(
            _("This instalment was paid on %(day)s.") % {"day": tranche.paid_on.strftime("%d.%m.%Y.")}
        )
    if paid_on > timezone.localdate():
        raise Refused(_("The day of payment lies in the future."), field="paid_on")
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
def terminate(*, contract: Contract, note: str, by: User) -> Contract:
    """End the contract before its time, with the reason."""
    return CONTRACT.apply(locked(contract), "terminate", by=by, note=note)


@service
def begin_report(*, contract: Contract, kind: str, by: User) -> GrantReport:
    """The NGO begins its report; the lines of its budget come with it."""
    contract = locked(contract)
    report = GrantReport(contract=contract, kind=kind)
    check_reports_on(by, report)
    if contract.state != C.ACTIVE:
        raise Refused(_("Reports follow the first payment."))
    begun = contract.reports.filter(kind=kind).exclude(state=G.ACCEPTED).first()
    if begun:
        return begun
    if kind == GrantReport.Kind.FINAL and contract.reports.filter(kind=kind).exists():
        raise Refused(_("The final report has been accepted."))
    report.save()
    application = contract.row.application
    scale = contract.amount / application.requested
    lines = list(application.budget_lines.filter(requested__gt=0))
    planned = [share(line.requested * scale, 100) for line in lines]
    if planned:
        planned[-1] += contract.amount - sum(planned, Decimal(0))
    GrantReportLine.objects.bulk_create(
        GrantReportLine(report=report, budget_line=line, planned=amount)
        for line, amount in zip(lines, planned, strict=True)
    )
    record("begin_report", report, by=by)
    return report


def check_editable(report: GrantReport) -> None:
    """A report is changed while it is a draft or returned."""
    if report.state not in {G.DRAFT, G.RETURNED}:
        raise Refused(_("The report has been submitted; it is not changed any more."))


@service
def save_report(*, report: GrantReport, by: User, **facts: Any) -> GrantReport:
    """Save the narrative of the draft."""
    report = locked(report)
    check_reports_on(by, report)
    check_editable(report)
    for name, value in facts.items():
        setattr(report, name, value)
    report.save(update_fields=list(facts))
    return report


@service
def save_report_line(
    *,
    line: GrantReportLine,
    spent: Decimal,
    note: str = "",
    proof: StoredFile | None = None,
    by: User,
) -> GrantReportLine:
    """Save what was spent on one budget line."""
    report = locked(line.report)
    check_reports_on(by, report)
    check_editable(report)
    line.spent, line.note = spent, note
    line.proof = proof or line.proof
    line.save(update_fields=["spent", "note", "proof"])
    return line


@service
def submit_report(*, report: GrantReport, by: User) -> GrantReport:
    """Hand in the report: what was spent and what is left of the paid money."""
    report = locked(report)
    GRANT_REPORT.check(report, "submit", by=by)
    if not report.activities.strip() or not report.results.strip():
        raise Refused(_("Describe what was done and with what results."), field="activities")
    spent = sum((line.spent for line in report.lines.all()), Decimal(0))
    if spent > report.contract.amount:
        raise Refused(
            _(
                "The spent sum %(spent)s is above the contract (%(amount)s); report only the money of the contract."
            )
            % {"spent": spent, "amount": report.contract.amount}
        )
    paid = sum((t.amount for t in report.contract.tranches.filter(paid_on__isnull=False)), Decimal(0))
    return GRANT_REPORT.apply(
        report,
        "submit",
        by=by,
        submitted_at=timezone.now(),
        submitted_by=by,
        spent=spent,
        unspent=max(paid - spent, Decimal(0)),
        number=report.number or next_number("report", year=timezone.localdate().year),
    )


@service
def return_report(*, report: GrantReport, note: str, by: User) -> GrantReport:
    """Return the report for correction, with what is to be corrected."""
    report = locked(report)
    GRANT_REPORT.apply(
        report, "return", by=by, note=note, decided_at=timezone.now(), decided_by=by, decision_note=note
    )
    _tell(report)
    return report


@service
def accept_report(*, report: GrantReport, note: str = "", by: User) -> GrantReport:
    """Accept the report; a final one lets the contract be closed."""
    report = locked(report)
    GRANT_REPORT.apply(
        report, "accept", by=by, note=note, decided_at=timezone.now(), decided_by=by, decision_note=note
    )
    _tell(report)
    return report


def _tell(report: GrantReport) -> None:
    mail.send(
        "grants/emails/report_decided.txt",
        to=report.submitted_by,
        about=report,
        context={"report": report, "contract": report.contract},
    )


@service
def close_contract(*, contract: Contract, by: User) -> Contract:
    """Close the contract; what was not spent is written down. The last contract closes the call."""
    contract = locked(contract)
    CONTRACT.check(contract, "close", by=by)
    final = contract.reports.get(kind=GrantReport.Kind.FINAL, state=G.ACCEPTED)
    CONTRACT.apply(contract, "close", by=by, closed_at=timezone.now(), closed_by=by, unspent=final.unspent)

    return contract
