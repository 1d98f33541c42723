"""How many organisations stand behind each filter: of the register from its counts, of a search counted."""

import hashlib
from typing import Any

from django.core.cache import cache
from redis.exceptions import RedisError

from ngo_registry.models import Organisation
from ngo_registry.queries.rungs import COUNTED_BY
from ngo_registry.queries.search import Filters, Found
from ngo_registry.queries.tally import TALLY, Facets, tallied
from office import replicas

KEPT = 300  # seconds


def facets_of(found: Found, filters: Filters, q: str) -> Facets:
    """Counts by kind, status, municipality, area; they came along, stand ready or are counted now."""
    if found.facets is not None:
        return found.facets
    if q.strip() or not filters.beyond:
        return counted(*candidates_of(found))
    # By years the whole register may pass: such counts are kept for a while.
    key = f"register-facets-{hashlib.sha256(repr(filters).encode()).hexdigest()}"
    try:
        return cache.get_or_set(key, lambda: counted(*candidates_of(found)), KEPT)
    except RedisError:
        return counted(*candidates_of(found))


def candidates_of(found: Found) -> tuple[str, tuple[Any, ...]]:
    """What was found as a statement; nothing when nothing was."""
    none = Organisation.objects.filter(pk=0).order_by().values(*COUNTED_BY)
    return found.candidates or (
        f"SELECT {', '.join(COUNTED_BY)} FROM {none.model._meta.db_table} WHERE FALSE",
        (),
    )


def counted(candidates: str, params: tuple[Any, ...]) -> Facets:
    """One statement over the candidates."""
    with replicas.reading().cursor() as cursor:
        cursor.execute(f"WITH c({', '.join(COUNTED_BY)}) AS MATERIALIZED ({candidates}) {TALLY}", params)
        return tallied(cursor.fetchall())
