"""Acts that no longer hold, read one by one: a list, a decision, an application under it with its sheets."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet

from grants.models import (
    Call,
    PastDecision,
    PastDecisionRow,
    PastRanking,
    PastRankingRow,
    PastSheet,
    PastVariant,
)
from grants.queries.long_lists import part


def past_decisions(call: Call) -> QuerySet[PastDecision]:
    """Annulled decisions of a call."""
    return call.past_decisions.select_related("document__file", "annulment")


def list_rows(past: PastRanking) -> QuerySet[PastRankingRow]:
    """Rows of an earlier list with applicants, in their order."""
    rows = past.rows.select_related("application__organisation").defer("application__snapshot")
    return rows.order_by("place", "order", "pk")


def decision_rows(past: PastDecision) -> QuerySet[PastDecisionRow]:
    """Rows of an annulled decision with applicants, in their order."""
    rows = past.rows.select_related("application__organisation").defer("application__snapshot")
    return rows.order_by("order", "pk")


def list_part(past: PastRanking, asked: Mapping[str, str]) -> tuple[Page, range]:
    """The asked part of an earlier list, with as many columns of points as it has."""
    page = part(list_rows(past), asked, "rows")
    for row in page.object_list:
        row.sheets = [Decimal(total) for total in row.sheet_totals]
    most = max((len(row.sheets) for row in page.object_list), default=0)
    for row in page.object_list:
        row.sheets += [None] * (most - len(row.sheets))
    return page, range(1, most + 1)


def decision_part(past: PastDecision, asked: Mapping[str, str]) -> Page:
    """The asked part of an annulled decision; each row says whether points were kept with it."""
    page = part(decision_rows(past), asked, "rows")
    shown = [row.application_id for row in page.object_list]
    kept = past.sheets.filter(application__in=shown).values_list("application", flat=True)
    scored = set(kept)
    for row in page.object_list:
        row.scored = row.application_id in scored
    return page


def recomputable(past: PastDecision) -> bool:
    """The kept text gives the very hash the commission locked; older hashes were taken over other bytes."""
    return bool(past.allocation) and hashlib.sha256(past.allocation.encode()).hexdigest() == past.sha256


@dataclass(frozen=True, slots=True)
class PastCriterion:
    """One criterion of a kept sheet with its lines and their sum."""

    name: str
    lines: list[dict[str, Any]]
    total: Decimal
    most: Decimal


def criteria_of(sheet: PastSheet) -> Iterator[PastCriterion]:
    """The lines of a kept sheet by criterion, in the order they were kept."""
    for name, group in groupby(sheet.lines, key=lambda line: line["criterion"]):
        lines = [
            {
                **line,
                "points": Decimal(line["points"]) if line["points"] else None,
                "most": Decimal(line["most"]),
            }
            for line in group
        ]
        total = sum((line["points"] or Decimal(0) for line in lines), Decimal(0))
        yield PastCriterion(name, lines, total, sum((line["most"] for line in lines), Decimal(0)))


def past_row(past: PastDecision, number: str) -> PastDecisionRow | None:
    """What an annulled decision said of one application, with its sheets by criteria."""
    rows = past.rows.select_related("application__organisation").filter(application__number=number)
    row = rows.first()
    if row is not None:
        row.kept_sheets = list(past.sheets.filter(application=row.application_id).order_by("slot"))
        for sheet in row.kept_sheets:
            sheet.criteria = list(criteria_of(sheet))
    return row


def fallen_decision(call: Call, number: str) -> PastDecision | None:
    """The last annulled decision that spoke of this application: its address stays of use."""
    rows = call.past_decisions.filter(rows__application__number=number)
    return rows.order_by("-pk").first()


def past_variants(call: Call) -> QuerySet[PastVariant]:
    """Variants kept with the lists of a call that no longer hold, for those who work on the call."""
    rows = PastVariant.objects.filter(ranking__call=call).select_related("ranking")
    return rows.defer("text").order_by("ranking__edition", "pk")
