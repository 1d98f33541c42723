"""Questions about contracts, payments and reports of NGOs."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from grants.models import Contract, DecisionRow, GrantLetter, GrantReport, GrantReportLine, Tranche
from grants.report_schedule import Awaited, late_report
from ngo_registry.models import Organisation
from office.models import Body, User, bodies_of
from office.roles import Permission as P
from office.rulebooks import from_version
from office.rulebooks.shape import ContractRules

WHOLE = (
    "row__application__organisation",
    "row__decision__call__body",
    "row__application__submitted_by",
    "document",
)
MOST = 200  # late contracts that are looked through for a desk
WAITING = ("asked", "submitted", "returned")  # an adapted budget that is not accepted yet


def contracts_for_staff(user: User) -> QuerySet[Contract]:
    """Contracts of the bodies for which the person keeps contracts or pays."""
    bodies = bodies_of(user, P.MANAGE_CONTRACTS) | bodies_of(user, P.PAY)
    return Contract.objects.filter(row__decision__call__body__in=bodies).select_related(*WHOLE)


def listed_for_staff(user: User, *, state: str = "", q: str = "") -> QuerySet[Contract]:
    """The list of contracts with what is paid of each, newest first."""
    found = contracts_for_staff(user).annotate(
        paid=Sum("tranches__amount", filter=Q(tranches__paid_on__isnull=False), default=Decimal(0))
    )
    if state:
        found = found.filter(state=state)
    if q:
        found = found.filter(
            Q(number__icontains=q)
            | Q(row__application__number__icontains=q)
            | Q(row__application__organisation__name__icontains=q)
            | Q(row__application__title__icontains=q)
        )
    return found.order_by("-pk")


def awards_without_contract(user: User) -> QuerySet[DecisionRow]:
    """Awards of published decisions for which no contract is drafted yet."""
    return (
        DecisionRow.objects.filter(
            outcome=DecisionRow.Outcome.AWARDED,
            contract__isnull=True,
            decision__state="published",
            decision__call__body__in=bodies_of(user, P.MANAGE_CONTRACTS),
        )
        .exclude(answer__state="declined")
        .select_related("application__organisation", "decision__call__body", "answer")
        .order_by("decision__published_at", "order")
    )


def contracts_of(organisation: Organisation) -> QuerySet[Contract]:
    """Contracts of one NGO, newest first."""
    return (
        Contract.objects.filter(row__application__organisation=organisation)
        .select_related(*WHOLE)
        .prefetch_related("tranches", "reports")
        .order_by("-pk")
    )


def reports_of(organisation: Organisation) -> QuerySet[GrantReport]:
    """Reports of one NGO with all a page needs."""
    return GrantReport.objects.filter(contract__row__application__organisation=organisation).select_related(
        "contract__row__application__organisation", "contract__row__decision__call__body", "document"
    )


def reports_for_staff(user: User) -> QuerySet[GrantReport]:
    """Submitted reports the person may review."""
    return (
        GrantReport.objects.exclude(state=GrantReport.State.DRAFT)
        .filter(contract__row__decision__call__body__in=bodies_of(user, P.MANAGE_CONTRACTS))
        .select_related(
            "contract__row__application__organisation", "contract__row__decision__call__body", "document"
        )
    )


def reports_to_review(user: User) -> QuerySet[GrantReport]:
    """Reports that wait for the body's answer, oldest first."""
    return reports_for_staff(user).filter(state=GrantReport.State.SUBMITTED).order_by("submitted_at")


def instalments_due(user: User, day: datetime.date) -> QuerySet[Tranche]:
    """Instalments of signed contracts planned until that day and not paid."""
    return (
        Tranche.objects.filter(
            paid_on__isnull=True,
            planned_on__lte=day,
            contract__state__in=["signed", "active"],
            contract__row__decision__call__body__in=bodies_of(user, P.PAY),
        )
        .select_related("contract__row__application__organisation")
        .order_by("planned_on", "pk")
    )


@dataclass(frozen=True, slots=True)
class Paid:
    """What one contract was paid in a year, and what was left unspent when it was closed in it."""

    number: str
    body: Body
    organisation: Organisation
    title: str
    area: str
    requested: Decimal
    awarded: Decimal
    paid: Decimal
    unspent: Decimal | None
    call_number: str


def paid_in(year: int, body: Body | None = None) -> list[Paid]:
    """Contracts decided, paid or closed with unspent money in that year, with the sums of the year alone."""
    contracts = Contract.objects.filter(
        Q(row__decision__decided_on__year=year)
        | Q(tranches__paid_on__year=year)
        | Q(closed_at__year=year, unspent__gt=0)
    )
    if body is not None:
        contracts = contracts.filter(row__decision__call__body=body)
    contracts = (
        contracts.select_related(*WHOLE)
        .prefetch_related("row__decision__call__areas")
        .annotate(
            paid_that_year=Sum("tranches__amount", filter=Q(tranches__paid_on__year=year), default=Decimal(0))
        )
        .distinct()
        .order_by("number")
    )
    rows = []
    for contract in contracts:
        row, call = contract.row, contract.row.decision.call
        closed_then = contract.closed_at and timezone.localtime(contract.closed_at).year == year
        decided_then = row.decision.decided_on and row.decision.decided_on.year == year
        rows.append(
            Paid(
                number=contract.number,
                body=call.body,
                organisation=row.application.organisation,
                title=row.application.title,
                area=", ".join(area.name for area in call.areas.all()),
                requested=row.application.requested,
                awarded=row.amount if decided_then else Decimal(0),
                paid=contract.paid_that_year,
                unspent=contract.unspent if closed_then else None,
                call_number=call.number,
            )
        )
    return rows


def money_of(organisation: Organisation) -> list[tuple[DecisionRow, Decimal]]:
    """Published awards of an NGO with what is paid of each, newest first."""
    rows = (
        DecisionRow.objects.filter(
            application__organisation=organisation,
            outcome=DecisionRow.Outcome.AWARDED,
            decision__state="published",
        )
        .select_related("application", "decision__call__body", "answer")
        .annotate(
            paid=Sum(
                "contract__tranches__amount",
                filter=Q(contract__tranches__paid_on__isnull=False),
                default=Decimal(0),
            )
        )
        .order_by("-decision__decided_on", "order")
    )
    return [(row, row.paid) for row in rows]


def is_declined(row: DecisionRow) -> bool:
    """The organisation refused this award."""
    answer = getattr(row, "answer", None)
    return answer is not None and answer.state == "declined"


def awards_published(
    keys: list[int], since: datetime.datetime, until: datetime.datetime
) -> QuerySet[DecisionRow]:
    """Awards of these organisations by decisions published in this time, the newest first."""
    rows = DecisionRow.objects.filter(
        application__organisation__in=keys,
        outcome=DecisionRow.Outcome.AWARDED,
        decision__state="published",
        decision__published_at__gt=since,
        decision__published_at__lte=until,
    )
    rows = rows.select_related("application", "decision__call__body")
    return rows.order_by("-decision__published_at", "order")[:200]


def lines_of(report: GrantReport) -> list[GrantReportLine]:
    """The financial table of a report: each budget line with what was planned and spent."""
    return list(report.lines.select_related("budget_line", "proof").order_by("budget_line__order", "pk"))


def lines_with_proof(report: GrantReport) -> QuerySet[GrantReportLine]:
    """Lines that carry a file."""
    return report.lines.filter(proof__isnull=False).select_related("proof")


@dataclass(frozen=True, slots=True)
class Sums:
    """The feet of the financial table."""

    planned: Decimal
    spent: Decimal

    @property
    def difference(self) -> Decimal:
        """Planned less spent."""
        return self.planned - self.spent


def sums_of(lines: list[GrantReportLine]) -> Sums:
    """What the lines make together."""
    return Sums(
        sum((line.planned for line in lines), Decimal(0)), sum((line.spent for line in lines), Decimal(0))
    )


def with_document(rows: QuerySet) -> QuerySet:
    """Those whose document is issued."""
    return rows.exclude(document=None)


def rules_of(contract: Contract) -> ContractRules:
    """The rules of contracts that the call of this one froze."""
    return from_version(contract.row.decision.call.rulebook).contract


def late_contracts(user: User, today: datetime.date) -> list[tuple[Contract, Awaited]]:
    """Contracts of the person's bodies with a late report and no letter that waits to be served, the oldest first."""
    letters = GrantLetter.objects.filter(
        application=OuterRef("row__application"), kind=GrantLetter.Kind.REMINDER, served_on__isnull=True
    )
    rows = (
        contracts_for_staff(user)
        .filter(state=Contract.State.ACTIVE)
        .filter(Q(report_due__lt=today) | Q(interim_due__lt=today))
        .exclude(Exists(letters))
        .prefetch_related("reports")
        .order_by("report_due", "pk")
    )
    return [(row, late) for row in rows[:MOST] if (late := late_report(row, today))]


def reminders_of(contract: Contract) -> list[GrantLetter]:
    """Letters about a late report, the newest first."""
    rows = contract.row.application.letters.filter(kind=GrantLetter.Kind.REMINDER)
    return list(rows.select_related("document").order_by("-pk"))
