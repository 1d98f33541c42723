"""The rungs of the search as statements: name, first letters, acronym, words."""

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, FloatField, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from office.scripts import fold

CANDIDATES = 5000
COUNTED_BY = ("id", "kind", "status", "municipality_id")  # what the facets count


def candidates(base: QuerySet, q: str) -> tuple[str, list[Any]]:
    """One statement that names the candidates with the rung they stand on and their weight in it."""
    folded = fold(q)
    words = SearchQuery(tsquery(folded), config="simple", search_type="raw")
    rungs = [
        rung(base.filter(name_key=folded.replace(" ", "")), 0, 50),
        rung(base.filter(search_text__startswith=folded), 1, 500),
        rung(base.filter(search_vector=words), 3, CANDIDATES, SearchRank(F("search_vector"), words)),
    ]
    for step, begun in ((2, False), (4, True)):
        letters = acronym(folded, begun=begun)
        rungs += [rung(base.filter(initials=letters), step, 200)] if letters else []
    parts = [part.query.sql_with_params() for part in rungs]
    union = " UNION ALL ".join(f"({sql})" for sql, _params in parts)
    params = [value for _sql, values in parts for value in values]
    return (
        "SELECT id, min(step) AS step, min(weight) AS weight, min(sort_key) AS sort_key, "
        f"min(registered_on) AS registered_on FROM ({union}) AS rungs GROUP BY id LIMIT {CANDIDATES}",
        params,
    )


def words_or_letters(base: QuerySet, q: str) -> QuerySet:
    """Rows with all the words, or whose names have these first letters."""
    folded = fold(q)
    passes = Q(search_vector=SearchQuery(tsquery(folded), config="simple", search_type="raw"))
    letters = acronym(folded, begun=True)
    return base.filter(passes | Q(initials=letters) if letters else passes)


def acronym(folded: str, *, begun: bool) -> SearchQuery | None:
    """First letters of a name, whole or begun, when what was typed can be such: CGO, C.G.O., ЦГО."""
    letters = folded.replace(" ", "") if re.fullmatch(r"[a-z]( [a-z])+", folded) else folded
    if not re.fullmatch(r"[a-z]{2,12}", letters) or (begun and len(letters) < 3):
        return None
    single = re.sub("dj|dz|lj|nj", lambda pair: pair[0][0], letters)
    ending = ":*" if begun else ""
    return SearchQuery(f"'{letters}'{ending} | '{single}'{ending}", config="simple", search_type="raw")


def known_as(base: QuerySet, q: str) -> tuple[str, tuple[Any, ...]]:
    """The same candidates without their order, for counting."""
    found = words_or_letters(base, q).order_by().values(*COUNTED_BY)[:CANDIDATES]
    sql, params = found.query.sql_with_params()
    return sql, params


def rung(rows: QuerySet, step: int, limit: int, rank: Any = None) -> QuerySet:
    """Rows of one rung with its number; a smaller weight comes first."""
    weight = Value(0.0) - Cast(rank, FloatField()) if rank is not None else Value(0.0, FloatField())
    return (
        rows.order_by()
        .annotate(step=Value(step, IntegerField()), weight=weight)
        .values("id", "step", "weight", "sort_key", "registered_on")[:limit]
    )


def tsquery(folded: str) -> str:
    """All words, the last one as a beginning: `zena & dan:*`."""
    words = re.findall(r"[^\W_]+", folded)
    return " & ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"]) if words else "''"
