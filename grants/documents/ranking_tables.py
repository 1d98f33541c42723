"""Ranking lists, objections and acts that no longer hold, as open tables."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from grants.documents.call_text_tables import moment, yes
from grants.models import (
    Call,
    CourtAnnulment,
    PastDecisionRow,
    PastRankingRow,
    PastSheet,
    PointsCorrection,
    RankingRow,
)
from grants.queries.objections import objections_of
from grants.queries.public_calls import ranking_of
from grants.queries.public_ranking import published_rows

Lines = tuple[tuple[str, ...], Iterable[tuple[Any, ...]]]
APPLICATION = ("number", "register_number", "organisation", "title")
OBJECTIONS = (
    "objection", "number", "register_number", "organisation", "edition_of_list", "received_on", "in_time", "state",
    "reply_due", "reply_number", "replied_on", "reply",
)  # fmt: skip
CORRECTED = (
    "objection", "number", "register_number", "criterion", "sub_criterion", "points_before", "points_after", "reason",
)  # fmt: skip
JUDGMENTS = (
    "judgment",
    "court",
    "judged_on",
    "received_on",
    "step",
    "reasons",
    "decision",
    "decided_on",
    "sha256",
)
FALLEN = ("decision", "place", *APPLICATION, "points", "awarded", "amount", "reason")
FALLEN_POINTS = (
    "decision", "number", "register_number", "sheet", "scored_by", "criterion", "sub_criterion", "points", "most", "reason",
)  # fmt: skip


def ranking_table(call: Call) -> Lines:
    """The published list; as many columns of points as the most sheets of an application."""
    ranking = ranking_of(call)
    rows = list(published_rows(ranking)) if ranking else []
    most = max((len(row.sheet_totals) for row in rows), default=0)
    head = ("place", *APPLICATION, "requested", *sheet_names(most), "points", "order_of_equals")
    return head, (
        (
            row.place,
            *named(row),
            row.application.requested,
            *sheets(row, most),
            row.final,
            row.tie_reason,
        )
        for row in rows
    )


def earlier_table(call: Call) -> Lines:
    """Lists that no longer hold, row by row, with the reason why."""
    rows = list(
        PastRankingRow.objects.filter(ranking__call=call, ranking__published_at__isnull=False)
        .select_related("ranking", "application__organisation")
        .defer("application__snapshot")
        .order_by("ranking__edition", "place", "order", "pk")
    )
    most = max((len(row.sheet_totals) for row in rows), default=0)
    head = ("edition", "list", "published_at", "held_until", "why", "note", "place", *APPLICATION)
    return (*head, *sheet_names(most), "points", "order_of_equals"), (
        (
            row.ranking.edition,
            row.ranking.number,
            moment(row.ranking.published_at),
            moment(row.ranking.ended_at),
            row.ranking.why,
            row.ranking.note,
            row.place,
            *named(row),
            *sheets(row, most),
            row.final,
            row.tie_reason,
        )
        for row in rows
    )


def named(row: RankingRow | PastRankingRow | PastDecisionRow) -> tuple[str, ...]:
    """Which application a row is about."""
    application = row.application
    return (
        application.number,
        application.organisation.number,
        application.organisation.name,
        application.title,
    )


def sheet_names(most: int) -> tuple[str, ...]:
    """Columns of points of the sheets."""
    return tuple(f"sheet_{n}" for n in range(1, most + 1))


def sheets(row: RankingRow | PastRankingRow, most: int) -> list[str]:
    """Points of each sheet, empty where an application has fewer."""
    return [*row.sheet_totals, *[""] * (most - len(row.sheet_totals))]


def objection_lines(call: Call) -> Iterable[tuple[Any, ...]]:
    """Objections with the replies; what the applicant wrote and enclosed is not public."""
    for row in objections_of(call).prefetch_related(None):
        application = row.application
        yield (
            row.number,
            application.number,
            application.organisation.number,
            application.organisation.name,
            row.edition,
            row.received_on,
            yes(row.in_time),
            row.state,
            row.due,
            row.reply_number,
            timezone.localdate(row.decided_at) if row.decided_at else "",
            row.reply,
        )


def corrected_lines(call: Call) -> Iterable[tuple[Any, ...]]:
    """Points that upheld objections corrected, each with its reason."""
    rows = PointsCorrection.objects.filter(objection__application__call=call).select_related(
        "objection__application__organisation", "score__subcriterion__criterion"
    )
    for row in rows.order_by("objection__filed_at", "pk"):
        application, sub = row.objection.application, row.score.subcriterion
        yield (
            row.objection.number,
            application.number,
            application.organisation.number,
            sub.criterion.name,
            sub.name,
            row.before,
            row.after,
            row.reason,
        )


def judgment_lines(call: Call) -> Iterable[tuple[Any, ...]]:
    """Judgments with the decisions they annulled and the hash of the variant each rested on."""
    rows = CourtAnnulment.objects.filter(call=call).select_related("decision").order_by("pk")
    for row in rows:
        fallen = getattr(row, "decision", None)
        kept = (fallen.number, fallen.decided_on, fallen.sha256) if fallen else ("", "", "")
        yield row.number, row.court, row.judged_on, row.received_on, row.step, row.reasons, *kept


def fallen_lines(call: Call) -> Iterable[tuple[Any, ...]]:
    """What annulled decisions said of each application."""
    rows = PastDecisionRow.objects.filter(decision__call=call).select_related(
        "decision", "application__organisation"
    )
    for row in rows.defer("application__snapshot").order_by("decision", "order", "pk"):
        yield (
            row.decision.number,
            row.place,
            *named(row),
            row.final,
            yes(row.awarded),
            row.amount,
            row.reason,
        )


def fallen_points(call: Call) -> Iterable[tuple[Any, ...]]:
    """Points with reasons as they were public beside annulled decisions."""
    rows = PastSheet.objects.filter(decision__call=call).select_related(
        "decision", "application__organisation"
    )
    ordered = rows.defer("application__snapshot").order_by("decision", "application__number", "slot")
    for row in ordered.iterator(500):
        for line in row.lines:
            yield (
                row.decision.number,
                row.application.number,
                row.application.organisation.number,
                row.slot,
                row.name,
                line["criterion"],
                line["sub_criterion"],
                line["points"],
                line["most"],
                line["reason"],
            )
