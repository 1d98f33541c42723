"""Names for the search box while one types."""

from django.db.models import Q

from ngo_registry.models import Organisation, SearchWord
from ngo_registry.queries.rungs import has_words, of_words
from office.scripts import fold

EXPANDED = 6  # so many of the register's words may stand for the begun one


def suggestions(q: str, limit: int = 8) -> list[Organisation]:
    """A few names for the search box: first letters, then all words, the last one as the register ends it."""
    folded = fold(q)
    if len(folded) < 3:
        return []
    existing = Organisation.objects.existing().order_by().only("name", "number")
    rows = list(existing.filter(search_text__startswith=folded)[:limit])
    if len(rows) < limit:
        *before, last = folded.split()
        endings = SearchWord.objects.filter(word__startswith=last).order_by("-rows")
        words = list(endings.values_list("word", flat=True)[:EXPANDED])
        passes = has_words(folded)
        if words:
            ended = " | ".join(f"'{word}'" for word in words)
            passes = Q(search_vector=of_words(" & ".join([*(f"'{word}'" for word in before), f"({ended})"])))
        more = existing.filter(passes)
        rows += more.exclude(pk__in=[row.pk for row in rows])[: limit - len(rows)]
    return rows
