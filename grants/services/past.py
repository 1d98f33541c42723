"""What stays of acts that fall: variants of a list, the sums and sheets of a decision, as they were read before."""

from collections.abc import Iterator

from grants.models import (
    Assignment,
    Call,
    Criterion,
    Decision,
    PastDecision,
    PastDecisionRow,
    PastRanking,
    PastSheet,
    PastVariant,
    Ranking,
)
from grants.published_allocation import published_text
from grants.queries.public_scores import filled, locked_sheets
from office.rulebooks import from_version

PIECE = 500


def keep_variants(past: PastRanking, ranking: Ranking) -> None:
    """Every variant of the list by its name, the chosen one with its hash, each with its terms and sums."""
    PastVariant.objects.bulk_create(
        PastVariant(
            ranking=past,
            name=variant.name,
            mode=variant.mode,
            money=variant.money,
            allocated=variant.allocated,
            unallocated=variant.unallocated,
            chosen=variant.chosen,
            sha256=variant.sha256,
            text=published_text(variant),
        )
        for variant in ranking.variants.select_related("ranking__call").order_by("pk")
    )


def keep_rows(past: PastDecision, decision: Decision) -> None:
    """What the decision said of each application, with the place and the points it rested on."""
    rows = decision.rows.select_related("application__ranking_row").defer("application__snapshot")
    made = []
    for row in rows:
        ranked = getattr(row.application, "ranking_row", None)
        made.append(
            PastDecisionRow(
                decision=past,
                application_id=row.application_id,
                order=row.order,
                awarded=row.outcome == row.Outcome.AWARDED,
                amount=row.amount,
                reason=row.reason,
                place=ranked.place if ranked else None,
                final=ranked.final if ranked else None,
            )
        )
    PastDecisionRow.objects.bulk_create(made, batch_size=PIECE)


def keep_sheets(past: PastDecision, call: Call) -> None:
    """Points with their reasons as the public read them; names only where they were published."""
    with_names = from_version(call.rulebook).evaluation.names_published.value
    criteria = list(Criterion.objects.filter(call=call).order_by("order").prefetch_related("subcriteria"))
    sheets = locked_sheets(call).select_related("user").prefetch_related("scores")
    made = (
        PastSheet(
            decision=past,
            application_id=sheet.application_id,
            slot=sheet.slot,
            name=sheet.user.full_name if with_names else "",
            total=sheet.total,
            comment=sheet.general_comment,
            lines=list(lines_of(criteria, sheet)),
        )
        for sheet in sheets.iterator(PIECE)
    )
    PastSheet.objects.bulk_create(made, batch_size=PIECE)


def lines_of(criteria: list[Criterion], sheet: Assignment) -> Iterator[dict[str, str]]:
    """The points of one sheet as plain values."""
    for each in filled(criteria, sheet):
        for sub, score in each.lines:
            points = score.points if score else None
            yield {
                "criterion": each.criterion.name,
                "sub_criterion": sub.name,
                "points": "" if points is None else str(points),
                "most": str(sub.max_points),
                "reason": score.reason if score else "",
            }
