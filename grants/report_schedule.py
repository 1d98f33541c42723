"""When reports on a contract are due, which are awaited and late, and which instalment waits for one (pure)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from grants.models import Contract, GrantReport
from office.jurisdiction import current
from office.rulebooks import Rule
from office.rulebooks.shape import ContractRules

Kind, State = GrantReport.Kind, GrantReport.State
HANDED_IN = frozenset({State.SUBMITTED, State.ACCEPTED})


def interim_day(
    rules: ContractRules, starts_on: datetime.date, ends_on: datetime.date, later: Sequence[datetime.date]
) -> datetime.date | None:
    """The day of the interim report: at half-time or, when an instalment after the first one comes before that
    or is the measure itself, by its day; a day off moves it. None where none is asked."""
    if not rules.interim_report.value:
        return None
    next_instalment = min(later, default=None)
    half = starts_on + (ends_on - starts_on) / 2
    if rules.interim_due.value == "instalment":
        day = next_instalment or half
    elif rules.interim_before_payment.value and next_instalment:
        day = min(half, next_instalment)
    else:
        day = half
    return current().calendar.next_working(day)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A report the organisation still owes."""

    kind: str
    due: datetime.date
    report: GrantReport | None

    @property
    def label(self) -> Any:
        """Interim or final report."""
        return Kind(self.kind).label

    @property
    def returned(self) -> bool:
        """The body returned it for correction."""
        return self.report is not None and self.report.state == State.RETURNED

    def late(self, today: datetime.date) -> bool:
        """Has its day passed?"""
        return self.due < today


def awaited(contract: Contract) -> list[Awaited]:
    """Reports an active contract waits for, by their day (reads prefetched reports); a final report handed in
    makes the interim one needless."""
    if contract.state != Contract.State.ACTIVE:
        return []
    last: dict[str, GrantReport] = {}
    for report in contract.reports.all():
        last[report.kind] = report
    owed = [(Kind.INTERIM, contract.interim_due), (Kind.FINAL, contract.report_due)]
    final = last.get(Kind.FINAL)
    if final is not None and final.state in HANDED_IN:
        return []
    return [
        Awaited(kind, due, last.get(kind))
        for kind, due in owed
        if due is not None and (kind not in last or last[kind].state not in HANDED_IN)
    ]


def late_report(contract: Contract, today: datetime.date) -> Awaited | None:
    """The report whose day has passed, the last one of them: a late final report says all."""
    found = [each for each in awaited(contract) if each.late(today)]
    return found[-1] if found else None


def waits_for_interim(contract: Contract, rules: ContractRules) -> Rule[bool] | None:
    """The rule by which the next instalment waits for the interim report that is not accepted yet."""
    rule = rules.interim_before_payment
    if not rule.value or contract.interim_due is None:
        return None
    done = any(
        report.kind == Kind.FINAL or report.kind == Kind.INTERIM
        for report in contract.reports.all()
        if report.state == State.ACCEPTED
    )
    return None if done else rule
