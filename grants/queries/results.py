"""The published results of a call: who applied, with how many points, who got how much and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from grants.models import AllocationVariant, AwardAnswer, Call, Decision, DecisionRow
from grants.visibility import Part, seen_by_citizen
from ngo_registry.models import Organisation


@dataclass(frozen=True, slots=True)
class Result:
    """One application of a decided call as the public reads it; evaluators stay without names."""

    place: int | None
    number: str
    organisation: Organisation
    title: str
    requested: Decimal
    sheets: tuple[Decimal, ...]
    final: Decimal | None
    awarded: bool
    amount: Decimal
    reason: str
    tie_reason: str
    declined: bool  # the organisation refused the award


def results_of(call: Call) -> list[Result]:
    """Rows of the published decision in its order, with the points of each sheet; empty before publication."""
    if Part.SUM not in seen_by_citizen(call):
        return []
    rows = call.decision.rows.select_related(
        "application__organisation", "application__ranking_row", "answer"
    )
    return [_result(row) for row in rows.order_by("order", "pk")]


def published_variant() -> QuerySet[AllocationVariant]:
    """Chosen variants of calls whose decision is published."""
    return AllocationVariant.objects.filter(
        chosen=True, decisions__state=Decision.State.PUBLISHED
    ).select_related("ranking__call")


def _result(row: DecisionRow) -> Result:
    application = row.application
    ranked, answer = getattr(application, "ranking_row", None), getattr(row, "answer", None)
    return Result(
        place=ranked.place if ranked else None,
        number=application.number,
        organisation=application.organisation,
        title=application.title,
        requested=application.requested,
        sheets=tuple(Decimal(total) for total in ranked.sheet_totals) if ranked else (),
        final=ranked.final if ranked else None,
        awarded=row.outcome == DecisionRow.Outcome.AWARDED,
        amount=row.amount,
        reason=row.reason,
        tie_reason=ranked.tie_reason if ranked else "",
        declined=answer is not None and answer.state == AwardAnswer.State.DECLINED,
    )


def result_lines(results: list[Result]) -> Iterator[list[object]]:
    """The results as plain values for a table file; sums and points with a point before the decimals."""
    most = max((len(row.sheets) for row in results), default=0)
    for row in results:
        sheets = [*row.sheets, *[""] * (most - len(row.sheets))]
        yield [
            row.place,
            row.number,
            row.organisation.number,
            row.organisation.name,
            row.title,
            row.requested,
            *sheets,
            row.final,
            "yes" if row.awarded else "no",
            row.amount,
            row.reason,
            "yes" if row.declined else "no",
        ]
