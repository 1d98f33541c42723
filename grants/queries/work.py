"""Questions about fees: whose locked sheets wait for a statement, statements of a year, what the payroll reads."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, QuerySet, Sum

from grants.models import Assignment, Call, Evaluator, WorkLine, WorkStatement
from office.models import User

A, S = Assignment.State, WorkStatement.State


@dataclass(frozen=True, slots=True)
class Owed:
    """Locked sheets of one evaluator in one call that stand on no statement."""

    call: Call
    evaluator: Evaluator
    sheets: int


def unsettled() -> QuerySet[Assignment]:
    """Locked sheets of evaluators that stand on no statement in force."""
    settled = WorkLine.objects.filter(counted=True).values("assignment")
    return Assignment.objects.filter(state=A.SUBMITTED, evaluator__isnull=False).exclude(pk__in=settled)


def owed() -> list[Owed]:
    """By call and evaluator, in three questions."""
    rows = (
        unsettled()
        .values("application__call", "evaluator")
        .annotate(sheets=Count("pk"))
        .order_by("-application__call", "evaluator__full_name")
    )
    found = list(rows)
    calls = Call.objects.select_related("body", "rulebook").in_bulk(
        {row["application__call"] for row in found}
    )
    people = Evaluator.objects.in_bulk({row["evaluator"] for row in found})
    return [Owed(calls[r["application__call"]], people[r["evaluator"]], r["sheets"]) for r in found]


def counted_before(evaluator: Evaluator, year: int) -> Decimal:
    """What statements of the year already give this evaluator."""
    rows = WorkStatement.objects.filter(evaluator=evaluator, year=year).exclude(state=S.ANNULLED)
    return rows.aggregate(sum=Sum("payable"))["sum"] or Decimal(0)


def statements() -> QuerySet[WorkStatement]:
    """Statements with what lists show of them."""
    return (
        WorkStatement.objects.select_related("evaluator", "call__body", "document__file", "issued_by")
        .annotate(sheets=Count("lines"))
        .order_by("-year", "-pk")
    )


def statement_pages() -> QuerySet[WorkStatement]:
    """Statements with their sheets."""
    lines = WorkLine.objects.select_related("assignment__application").order_by("assignment__locked_at", "pk")
    return statements().prefetch_related(Prefetch("lines", lines))


def statements_of(user: User) -> QuerySet[WorkStatement]:
    """The person's own."""
    return statements().filter(evaluator__user=user)


def years() -> list[int]:
    """Years in which statements were issued, newest first."""
    return list(WorkStatement.objects.values_list("year", flat=True).distinct().order_by("-year"))


def payroll(year: int) -> list[WorkStatement]:
    """Statements of the year that are owed or paid, by name; annulled ones are not pay."""
    rows = statements().filter(year=year).exclude(state=S.ANNULLED)
    return list(rows.select_related("evaluator__payment").order_by("evaluator__full_name", "pk"))


def payroll_sums(rows: list[WorkStatement]) -> dict[str, Decimal]:
    """Owed, paid and together."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums["paid" if row.state == S.PAID else "owed"] += row.payable
        sums["all"] += row.payable
    return {key: sums[key] for key in ("owed", "paid", "all")}


def has_payment_data(evaluator: Evaluator) -> bool:
    """Did the person give an account to be paid to?"""
    payment: Any = getattr(evaluator, "payment", None)
    return bool(payment and payment.iban)
