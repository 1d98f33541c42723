"""The published results of a call: who applied, with how many points, who got how much and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, F, Func, IntegerField, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from grants.models import AllocationVariant, AwardAnswer, Call, Decision, DecisionRow
from grants.queries.long_lists import part
from grants.visibility import Part, seen_by_citizen
from ngo_registry.models import Organisation

UNTOLD = tuple(
    f"application__{name}"
    for name in (
        "summary", "goals", "problem", "results", "target_groups", "sustainability", "visibility", "capacity",
        "snapshot",
    )
)  # fmt: skip


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
    return [_result(row) for row in rows_of_results(call)] if Part.SUM in seen_by_citizen(call) else []


def rows_of_results(call: Call) -> QuerySet[DecisionRow]:
    """Rows of the decision in its order, with what is told of each; the long texts of applications stay behind."""
    rows = call.decision.rows.select_related(
        "application__organisation", "application__ranking_row", "answer"
    )
    return rows.defer(*UNTOLD).order_by("order", "pk")


@dataclass(frozen=True, slots=True)
class ResultsPart:
    """A part of the results as the page of the call shows it, with what is true of all of them."""

    rows: list[Result]
    page: Page | None
    sheets: int = 0  # the most sheets of an application
    given: Decimal = Decimal(0)
    declined: Decimal = Decimal(0)  # what organisations refused of it
    awards: int = 0  # awards that nobody refused


def results_part(call: Call, asked: Mapping[str, str]) -> ResultsPart:
    """The asked part of the published results; those of a small call are one part."""
    if Part.SUM not in seen_by_citizen(call):
        return ResultsPart([], None)
    page = part(rows_of_results(call), asked, "results")
    rows = [_result(row) for row in page.object_list]
    if page.has_other_pages():
        return ResultsPart(rows, page, **_whole(call))
    return ResultsPart(
        rows,
        page,
        sheets=max((len(row.sheets) for row in rows), default=0),
        given=sum((row.amount for row in rows), Decimal(0)),
        declined=sum((row.amount for row in rows if row.declined), Decimal(0)),
        awards=sum(row.awarded and not row.declined for row in rows),
    )


def _whole(call: Call) -> dict[str, Any]:
    """What is true of all results of a large call, in one statement."""
    sheets = Func(F("application__ranking_row__sheet_totals"), function="jsonb_array_length")
    refused = Q(answer__state=AwardAnswer.State.DECLINED)
    standing = Q(outcome=DecisionRow.Outcome.AWARDED) & (Q(answer=None) | ~refused)
    return call.decision.rows.aggregate(
        sheets=Coalesce(Max(sheets, output_field=IntegerField()), 0),
        given=Sum("amount", default=Decimal(0)),
        declined=Sum("amount", filter=refused, default=Decimal(0)),
        awards=Count("pk", filter=standing),
    )


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
            row.tie_reason,
        ]
