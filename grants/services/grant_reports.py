"""Verbs of the reports of NGOs on their contracts: begin, fill, submit, return, accept."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Contract, GrantReport, GrantReportLine
from grants.queries.awards import planned_lines
from grants.report_schedule import HANDED_IN
from grants.rules import check_reports_on
from grants.workflows.contract import GRANT_REPORT
from office import mail
from office.audit import record
from office.jobs import order_job
from office.models import StoredFile, User
from office.numbers import next_number
from office.refusal import Refused
from office.service import locked, service
from office.templatetags.saradnja import amount

C, G = Contract.State, GrantReport.State


@service
def begin_report(*, contract: Contract, kind: str, by: User) -> GrantReport:
    """The NGO begins its report; the lines of its budget come with it."""
    contract = locked(contract)
    report = GrantReport(contract=contract, kind=kind)
    check_reports_on(by, report)
    if contract.state != C.ACTIVE:
        raise Refused(_("Reports follow the first payment."))
    if kind not in GrantReport.Kind.values:
        raise Refused(_("There is no such report."))
    begun = contract.reports.filter(kind=kind, state__in=[G.DRAFT, G.RETURNED]).first()
    if begun:
        return begun
    check_may_begin(contract, kind)
    report.save()
    GrantReportLine.objects.bulk_create(
        GrantReportLine(report=report, budget_line=line, planned=amount)
        for line, amount in planned_lines(contract.row)
    )
    record("begin_report", report, by=by)
    return report


def check_may_begin(contract: Contract, kind: str) -> None:
    """One report of a kind: none while another waits for the body, none after it was accepted or became needless."""
    reports = {report.kind: report for report in contract.reports.order_by("pk")}
    same, final = reports.get(kind), reports.get(GrantReport.Kind.FINAL)
    if same and same.state == G.SUBMITTED:
        raise Refused(
            _("The report %(number)s waits for the answer of the body; another one is not begun meanwhile.")
            % {"number": same.number}
        )
    if kind == GrantReport.Kind.FINAL:
        if same:
            raise Refused(_("The final report has been accepted."))
        return
    if final and final.state in HANDED_IN:
        raise Refused(_("The final report has been handed in; an interim report is not needed any more."))
    if same:
        raise Refused(_("The interim report has been accepted; the next one is the final report."))
    if contract.interim_due is None:
        raise Refused(_("This contract asks for no interim report; report at the end of the project."))


def in_currency(value: Decimal) -> str:
    """The sum as the office writes it."""
    return amount(value)


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
                "The spent sum %(spent)s is above the contract (%(amount)s); "
                "report only the money of the contract."
            )
            % {
                "spent": amount(spent),
                "amount": amount(report.contract.amount),
            }
        )
    paid = sum((t.amount for t in report.contract.tranches.filter(paid_on__isnull=False)), Decimal(0))
    GRANT_REPORT.apply(
        report,
        "submit",
        by=by,
        submitted_at=timezone.now(),
        submitted_by=by,
        spent=spent,
        unspent=max(paid - spent, Decimal(0)),
        number=report.number or next_number("report", year=timezone.localdate().year),
    )
    order_job("grants.grant_report", subject=report, by=by)
    return report


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
