"""Asked, proposed and decided sums of a year side by side, with the step from each to the next."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from grants.analysis_text import text_of
from grants.models import PriorityDecision, PriorityItem, SectorAnalysis
from grants.queries.late import HANDED_IN
from office.models import Body


@dataclass(frozen=True, slots=True)
class SumRow:
    """One body and area: the sum asked, proposed, decided, and why they differ."""

    body: Body
    area: Any
    kind: Any
    analysis: SectorAnalysis | None
    asked: Decimal | None
    proposed: Decimal | None
    decided: Decimal | None
    note: str
    item: PriorityItem | None = None

    @property
    def to_proposed(self) -> Decimal | None:
        """What was proposed above or below what was asked."""
        return less(self.proposed, self.asked)

    @property
    def to_decided(self) -> Decimal | None:
        """What was decided above or below what was proposed."""
        return less(self.decided, self.proposed)

    @property
    def difference(self) -> Decimal | None:
        """What was decided (before that, proposed) above or below what was asked."""
        return less(self.decided if self.decided is not None else self.proposed, self.asked)


def less(later: Decimal | None, earlier: Decimal | None) -> Decimal | None:
    """The step from one sum to the next; nothing where one of them is not there."""
    return None if later is None or earlier is None else later - earlier


def sum_rows(year: int, decision: PriorityDecision | None) -> list[SumRow]:
    """Asked, proposed, decided side by side: rows of the decision first, then analyses that stand in none."""
    rows = []
    decided = decision is not None and decision.state in {"adopted", "published"}
    items = decision.items.select_related("body", "area", "sums__analysis") if decision else []
    for item in items:
        sums = getattr(item, "sums", None)
        proposed = sums.proposed if sums and sums.proposed is not None else item.amount
        note = "; ".join(part for part in (item.note, sums.decided_reason if sums else "") if part)
        rows.append(
            SumRow(
                body=item.body,
                area=item.area,
                kind=item.get_kind_display(),
                analysis=sums.analysis if sums else None,
                asked=sums.asked if sums else None,
                proposed=proposed,
                decided=item.amount if decided else None,
                note=note,
                item=item,
            )
        )
    rows += _outside(year, decided)
    return sorted(rows, key=lambda row: (row.body.sort_key, row.body.name, row.area.order, str(row.kind)))


def _outside(year: int, decided: bool) -> list[SumRow]:
    """Analyses handed in that stand in no decision: nothing was given for them once one is adopted."""
    rows = SectorAnalysis.objects.filter(cycle__year=year, state__in=HANDED_IN, sums__isnull=True)
    nothing = Decimal(0) if decided else None
    return [
        SumRow(
            body=row.body,
            area=row.area,
            kind=row.get_kind_display(),
            analysis=row,
            asked=text_of(row.handed_in).total,
            proposed=nothing,
            decided=nothing,
            note=row.remark if row.state == SectorAnalysis.State.REFUSED else "",
        )
        for row in rows.select_related("body", "area")
    ]


def totals(rows: list[SumRow]) -> dict[str, Decimal | None]:
    """The three sums of a table and the steps between them; a sum that no row has is none."""
    asked, proposed, decided = (_sum(rows, name) for name in ("asked", "proposed", "decided"))
    return {
        "asked": asked,
        "proposed": proposed,
        "decided": decided,
        "to_proposed": less(proposed, asked),
        "to_decided": less(decided, proposed),
        "difference": less(proposed if decided is None else decided, asked),
    }


def _sum(rows: list[SumRow], name: str) -> Decimal | None:
    values = [value for row in rows if (value := getattr(row, name)) is not None]
    return sum(values, Decimal(0)) if values else None
