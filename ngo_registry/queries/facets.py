"""How many organisations stand behind each filter: of the register from its counts, of a search counted."""

from typing import Any

from django.db import connection

from ngo_registry.models import Organisation
from ngo_registry.queries.rungs import COUNTED_BY
from ngo_registry.queries.search import Filters, Found
from ngo_registry.queries.tally import TALLY, Facets, tallied


def facets_of(found: Found, filters: Filters, q: str) -> Facets:
    """Counts by kind, status, municipality, area; without a typed word they stand ready, else they came along."""
    if found.facets is not None:
        return found.facets
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
    with connection.cursor() as cursor:
        cursor.execute(f"WITH c({', '.join(COUNTED_BY)}) AS MATERIALIZED ({candidates}) {TALLY}", params)
        return tallied(cursor.fetchall())
