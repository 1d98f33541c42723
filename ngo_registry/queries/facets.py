"""How many organisations stand behind each filter: of the register from its counts, of a search counted."""

from collections import Counter
from typing import Any

from django.db import connection

from ngo_registry.models import Organisation, RegisterCount
from ngo_registry.queries.rungs import COUNTED_BY
from ngo_registry.queries.search import Filters, Found
from ngo_registry.queries.tally import NAMES, TALLY, Facets, tallied

COUNT = RegisterCount._meta.db_table


def facets_of(found: Found, filters: Filters, q: str) -> Facets:
    """Counts by kind, status, municipality, area; without a typed word they stand ready, else they came along."""
    if found.facets is not None:
        return found.facets
    if not q.strip():
        return ready(filters) or counted(*candidates_of(found))
    return counted(*candidates_of(found))


def candidates_of(found: Found) -> tuple[str, tuple[Any, ...]]:
    """What was found as a statement; nothing when nothing was."""
    none = Organisation.objects.filter(pk=0).order_by().values(*COUNTED_BY)
    return found.candidates or (
        f"SELECT {', '.join(COUNTED_BY)} FROM {none.model._meta.db_table} WHERE FALSE",
        (),
    )


def ready(filters: Filters) -> Facets | None:
    """Counts from the table made for them: each list as the other filters leave it; none when it was never made."""
    chosen = {
        "kind": list(filters.kinds),
        "status": list(filters.statuses),
        "municipality_id": list(filters.municipalities),
        "area_id": list(filters.areas),
    }
    parts, params = [], []
    for place, column in enumerate(chosen):
        where = [f"{column} IS NOT NULL"]
        where += [f"{other} = ANY(%s)" for other in chosen if other != column and chosen[other]]
        where += [] if column == "area_id" or chosen["area_id"] else ["area_id IS NULL"]
        params += [chosen[other] for other in chosen if other != column and chosen[other]]
        parts.append(
            f"SELECT {place}, {column}::text, sum(rows) FROM {COUNT} WHERE {' AND '.join(where)} GROUP BY {column}"
        )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT -1, NULL, count(*) FROM (SELECT FROM {COUNT} LIMIT 1) AS any_row UNION ALL {' UNION ALL '.join(parts)}",
            params,
        )
        rows = cursor.fetchall()
    result: Facets = {name: Counter() for name in NAMES}
    for place, value, count in rows:
        if place >= 0:
            result[NAMES[place]][int(value) if place > 1 else value] = int(count)
        elif not count:
            return None
    return result


def counted(candidates: str, params: tuple[Any, ...]) -> Facets:
    """One statement over the candidates."""
    with connection.cursor() as cursor:
        cursor.execute(f"WITH c({', '.join(COUNTED_BY)}) AS MATERIALIZED ({candidates}) {TALLY}", params)
        return tallied(cursor.fetchall())
