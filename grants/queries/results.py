"""The published results of a call: who applied, with how many points, who got how much and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page
from django.db.models import F, Func, IntegerField, Max, QuerySet, Sum

from grants.models import AllocationVariant, Call, Decision, DecisionRow
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


def results_of(call: Call) -> list[Result]:
    """Rows of the published decision in its order, with the points of each sheet; empty before publication."""
    return [_result(row) for row in rows_of_results(call)] if Part.SUM in seen_by_citizen(call) else []


def rows_of_results(call: Call) -> QuerySet[DecisionRow]:
    """Rows of the decision in its order, with what is told of each; the long texts of applications stay behind."""
    rows = call.decision.rows.select_related("application__organisation", "application__ranking_row")
    return rows.defer(*UNTOLD).order_by("order", "pk")


@dataclass(frozen=True, slots=True)
class ResultsPart:
    """A part of the results as the page of the call shows it, with what is true of all of them."""

    rows: list[Result]
    page: Page | None
    sheets: int  # the most sheets of an application
    given: Decimal


def results_part(call: Call, asked: Mapping[str, str]) -> ResultsPart:
    """The asked part of the published results; those of a small call are one part."""
    if Part.SUM not in seen_by_citizen(call):
        return ResultsPart([], None, 0, Decimal(0))
    page = part(rows_of_results(call), asked, "results")
    rows = [_result(row) for row in page.object_list]
    if not page.has_other_pages():
        most = max((len(row.sheets) for row in rows), default=0)
        return ResultsPart(rows, page, most, sum((row.amount for row in rows), Decimal(0)))
    sheets = Func(F("application__ranking_row__sheet_totals"), function="jsonb_array_length")
    whole = call.decision.rows.aggregate(most=Max(sheets, output_field=IntegerField()), given=Sum("amount"))
    return ResultsPart(rows, page, whole["most"] or 0, whole["given"])


def published_variant() -> QuerySet[AllocationVariant]:
    """Chosen variants of calls whose decision is published."""
    return AllocationVariant.objects.filter(
        chosen=True, decisions__state=Decision.State.PUBLISHED
    ).select_related("ranking__call")


def _result(row: DecisionRow) -> Result:
    application = row.application
    ranked = getattr(application, "ranking_row", None)
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
        ]
