"""How many organisations stand behind each filter, of the whole register or of what was found."""

import logging
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import connection

from ngo_registry.models import Organisation
from ngo_registry.queries.search import COUNTED_BY, Filters, Found

logger = logging.getLogger(__name__)
WHOLE = "ngo_registry:facets"
SECONDS = 300

Facets = dict[str, Counter]


def facets_of(found: Found, filters: Filters, q: str) -> Facets:
    """Counts by kind, status, municipality, area; those of the whole register are kept for five minutes."""
    if not filters and not q.strip():
        return remembered(
            WHOLE, lambda: counted(f"SELECT {', '.join(COUNTED_BY)} FROM {Organisation._meta.db_table}", ())
        )
    if found.candidates is None:
        return {name: Counter() for name in ("kind", "status", "municipality", "area")}
    return counted(*found.candidates)


def counted(candidates: str, params: tuple[Any, ...]) -> Facets:
    """One statement over the candidates."""
    through = Organisation.areas.through._meta.db_table
    result: Facets = {name: Counter() for name in ("kind", "status", "municipality", "area")}
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH c({', '.join(COUNTED_BY)}) AS MATERIALIZED ({candidates}) "
            "SELECT kind, status, municipality_id, NULL::bigint, count(*) "
            "FROM c GROUP BY GROUPING SETS ((kind), (status), (municipality_id)) "
            f"UNION ALL SELECT NULL, NULL, NULL, area_id, count(*) FROM {through} "
            "JOIN c ON organisation_id = c.id "
            "GROUP BY area_id",
            params,
        )
        for kind, status, municipality, area, count in cursor.fetchall():
            for name, value in (
                ("kind", kind),
                ("status", status),
                ("municipality", municipality),
                ("area", area),
            ):
                if value is not None:
                    result[name][value] = count
    return result


def remembered(key: str, compute: Callable[[], Any]) -> Any:
    """The value from the cache; computed when there is none or when nobody can be asked."""
    try:
        known = cache.get(key)
    except Exception:  # a cache that is down must never close a page
        logger.warning("cache not asked", exc_info=True)
        return compute()
    if known is None:
        known = compute()
        try:
            cache.set(key, known, SECONDS)
        except Exception:
            logger.warning("cache not written", exc_info=True)
    return known


def forget() -> None:
    """The register has changed: count anew."""
    try:
        cache.delete(WHOLE)
    except Exception:
        logger.warning("cache not cleared", exc_info=True)
