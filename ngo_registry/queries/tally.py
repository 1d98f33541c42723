"""Counting candidates of a search by what the filters offer."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from ngo_registry.models import Organisation

Facets = dict[str, Counter]
NAMES = ("kind", "status", "municipality", "area")
THROUGH = Organisation.areas.through._meta.db_table
# Over candidates `c` with id, kind, status and municipality_id.
TALLY = (
    "SELECT kind, status, municipality_id, NULL::bigint AS area_id, count(*) AS rows "
    "FROM c GROUP BY GROUPING SETS ((kind), (status), (municipality_id)) "
    "UNION ALL SELECT NULL, NULL, NULL, area_id, count(*) "
    f"FROM {THROUGH} JOIN c ON organisation_id = c.id GROUP BY area_id"
)


def tallied(rows: Iterable[tuple[Any, ...]]) -> Facets:
    """The rows of the statement as counters."""
    result: Facets = {name: Counter() for name in NAMES}
    for *values, count in rows:
        for name, value in zip(NAMES, values, strict=True):
            if value is not None:
                result[name][value] = count
    return result
