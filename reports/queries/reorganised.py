"""Years of a body compared across reorganisations: what its predecessors gave counts with it."""

import datetime
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from office.models import Body
from office.queries.bodies import heirs
from reports.models import SpendingRow


@dataclass(frozen=True)
class BodyYears:
    """One body as it stands at the end of the year, its sums now and a year before, and whose work it took over."""

    key: str
    name: str
    before: str
    now: str
    took_over: list[str]


def body_years(year: int) -> list[dict[str, Any]]:
    """Every body with awards in the year or the year before; nothing when the year before has none."""
    day = datetime.date(year, 12, 31)
    now, before = _sums(year), _sums(year - 1)
    if not before:
        return []
    heir = heirs(day)
    bodies = {
        body.pk: body
        for body in Body.objects.filter(
            pk__in={*now, *before, *(heir.get(pk, pk) for pk in {*now, *before})}
        ).prefetch_related("names")
    }
    names = {pk: body.name_on(day) for pk, body in bodies.items()}
    groups: dict[int, list[int]] = {}
    for pk in sorted({*now, *before}, key=lambda pk: names[pk]):
        groups.setdefault(heir.get(pk, pk), []).append(pk)
    made = [
        BodyYears(
            key=bodies[root].code,
            name=names[root],
            before=str(sum((before.get(pk, Decimal(0)) for pk in members), Decimal("0.00"))),
            now=str(sum((now.get(pk, Decimal(0)) for pk in members), Decimal("0.00"))),
            took_over=[names[pk] for pk in members if pk != root],
        )
        for root, members in groups.items()
    ]
    return [asdict(each) for each in sorted(made, key=lambda each: each.name)]


def _sums(year: int) -> dict[int, Decimal]:
    """Awarded by body in a year."""
    rows = SpendingRow.objects.counted().filter(spending__year=year, no_award=False)
    return dict(rows.order_by().values_list("spending__body").annotate(Sum("awarded")))
