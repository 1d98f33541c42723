"""Contracts of the demo and the reports on them: paid, not signed yet, returned, waiting for the body."""

from decimal import Decimal

from django.utils import timezone

from grants.models import Call, Contract, DecisionRow, GrantReport
from grants.services import contracts, grant_reports
from office.demo import calls
from office.demo.clock import days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.models import User


def contract_all(call: Call, people: People, *, report: bool) -> None:
    """Contracts paid, one not signed yet, two awards without one; a final report was returned, an interim one waits."""
    officer = people.known["ministry"]
    rows = list(call.decision.rows.filter(outcome="awarded").select_related("application").order_by("order"))
    own = people.known["ngo2"]  # asked to adapt the budget before the contract
    ours_first = [
        row for row in sorted(rows, key=by_organisation) if row.application.submitted_by_id != own.pk
    ]
    for n, row in enumerate(ours_first[:-1] if len(rows) > 1 else rows):
        with standing_at(calls.after(call, 50)):
            contract = contract_of(row, n, officer, signed=n != 1)
        if report and n in {0, 2}:
            owner = row.application.submitted_by
            with standing_at(days_ago(3)):
                made = hand_in(Contract.objects.get(pk=contract.pk), owner, "interim" if n else "final")
            if made and n == 0:
                with standing_at(days_ago(1)):
                    note = ours("Priložite račun za najam sale.")
                    grant_reports.return_report(report=made, note=note, by=officer)


def by_organisation(row: DecisionRow) -> int:
    """The organisations of the demo logins first."""
    return row.application.organisation_id


def contract_of(row: DecisionRow, n: int, officer: User, *, signed: bool) -> Contract:
    """Drafted, perhaps signed, the first ones paid."""
    application = row.application
    contract = contracts.draft_contract(
        row=row,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        bank_account="",
        by=officer,
    )
    if not signed:
        return contract
    contract = contracts.sign_contract(contract=contract, signed_on=timezone.localdate(), by=officer)
    if n < 3:
        contracts.pay(
            tranche=contract.tranches.first(),
            paid_on=timezone.localdate(),
            reference=f"IZV-{n + 1}",
            by=officer,
        )
    return contract


def hand_in(contract: Contract, owner: User, kind: str) -> GrantReport | None:
    """A report of the NGO waits for the body; an interim one where the contract asks for it."""
    if kind == "interim" and contract.interim_due is None:
        return None
    made = grant_reports.begin_report(contract=contract, kind=kind, by=owner)
    for n, line in enumerate(made.lines.all()):
        spent = (line.planned * Decimal("0.95")).quantize(Decimal("0.01"))
        proof = None if n else calls.paper(owner)
        grant_reports.save_report_line(line=line, spent=spent, note=ours("Računi 1–4"), proof=proof, by=owner)
    made = grant_reports.save_report(
        report=made,
        by=owner,
        activities=ours("Održano je dvanaest radionica u tri opštine."),
        results=ours("Obuhvaćeno je 64 korisnika, obučeno 12 volontera."),
        users=64,
        deviations="",
    )
    return grant_reports.submit_report(report=made, by=owner)
