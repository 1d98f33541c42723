"""Names for the search box while one types."""

from django.contrib.postgres.search import SearchQuery

from ngo_registry.models import Organisation
from ngo_registry.queries.rungs import tsquery
from office.scripts import fold


def suggestions(q: str, limit: int = 8) -> list[Organisation]:
    """A few names for the search box: first letters, then the beginning of any word."""
    folded = fold(q)
    if len(folded) < 3:
        return []
    rows = list(
        Organisation.objects.existing().filter(search_text__startswith=folded).only("name", "number")[:limit]
    )
    if len(rows) < limit:
        words = SearchQuery(tsquery(folded), config="simple", search_type="raw")
        more = (
            Organisation.objects.existing()
            .filter(search_vector=words)
            .exclude(pk__in=[row.pk for row in rows])
        )
        rows += more.only("name", "number")[: limit - len(rows)]
    return rows
