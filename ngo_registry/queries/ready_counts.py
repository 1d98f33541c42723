"""How many organisations pass the filters, from the counts that stand ready: no row of the register is read."""

from collections import Counter
from typing import Any

from ngo_registry.models import RegisterCount
from ngo_registry.queries.tally import NAMES, Facets
from office import replicas

COUNT = RegisterCount._meta.db_table


def ready(filters: Any) -> Facets | None:
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
    with replicas.reading().cursor() as cursor:
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


def passing(facets: Facets, filters: Any) -> int | None:
    """How many pass all filters; nothing where one with two of the chosen areas would count twice."""
    if len(filters.areas) > 1:
        return None
    return sum(count for kind, count in facets["kind"].items() if not filters.kinds or kind in filters.kinds)
