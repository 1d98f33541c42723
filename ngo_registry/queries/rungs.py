"""The rungs of the search as statements: name, first letters, acronym, words."""

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import BooleanField, Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length

from ngo_registry.models import Organisation, SearchWord
from office.scripts import fold

CANDIDATES = 2000  # so many are ranked and counted; a search that finds more says so
ENOUGH = 500  # names that begin as typed and fill all numbered pages: looser rungs are not read then
NARROWED = 5000  # so many names with the whole words are looked through for a beginning of one or two letters
FIRST = 100_000  # taken from the weight of what comes before all others of its rung
VERY_COMMON, MOST_ENDINGS = 20_000, 60  # organisations with such a word; endings it may have
WORD = r"[^\W_]+"
Endings = dict[str, str]  # a beginning and its endings as a query
COUNTED_BY = ("id", "kind", "status", "municipality_id")  # what the facets count
RUNG = (*COUNTED_BY, "step", "weight", "sort_key", "registered_on")
# The order in which the index of first letters stands: it is read along, and every page meets the same rows.
BY_LETTERS = "ORDER BY search_text USING ~<~"


def candidates(
    base: QuerySet, q: str, *, begun: bool = False, ends: Endings | None = None
) -> tuple[str, list[Any]]:
    """One statement that names the candidates with the rung they stand on and their weight in it.

    `ends` remembers how common words end, so that a search made again for a corrected word does not ask again.
    """
    ends = {} if ends is None else ends
    folded = fold(q)
    exact = of_words(tsquery(folded, last=""))
    # Names with the last word whole before names where it is only begun, then the shortest: least that was not asked.
    weight = Length("search_text") + Case(When(search_vector=exact, then=Value(0)), default=Value(1000))
    rungs = [rung(base.filter(name_key=folded.replace(" ", "")), 0, 50)]
    # Names that begin so come before names that have the words further on: when they are enough, those are not read.
    rest = base.filter(RawSQL("(SELECT count(*) FROM begun) < %s", [ENOUGH], BooleanField()))
    narrowed = None if begun else narrowed_rung(rest, folded, weight)
    if narrowed is None:
        rungs.append(rung(rest.filter(has_words(folded, begun=begun, ends=ends)), 3, CANDIDATES, weight))
    else:
        rungs.append(rung(rest.filter(search_vector=exact), 3, CANDIDATES, weight))
    rungs += by_letters(base, folded)
    begins, begin_values = rung(base.filter(search_text__startswith=folded), 1, None).query.sql_with_params()
    parts = [part.query.sql_with_params() for part in rungs]
    parts += [narrowed] if narrowed else []
    parts.append((f"SELECT {', '.join(RUNG)} FROM begun", ()))
    union = " UNION ALL ".join(f"({sql})" for sql, _params in parts)
    params = [*begin_values, *(value for _sql, values in parts for value in values)]
    return (
        f"WITH begun AS MATERIALIZED ({begins} {BY_LETTERS} LIMIT {CANDIDATES}) "
        "SELECT id, min(step) AS step, min(weight) AS weight, min(sort_key) AS sort_key, "
        "min(registered_on) AS registered_on, min(kind) AS kind, min(status) AS status, "
        "min(municipality_id) AS municipality_id "
        f"FROM ({union}) AS rungs GROUP BY id ORDER BY 2, 3 LIMIT {CANDIDATES}",
        params,
    )


def by_letters(base: QuerySet, folded: str) -> list[QuerySet]:
    """Acronyms: those an organisation bears as its short name, the shortest name first; first letters, whole and begun."""
    rungs = []
    if letters := acronym(folded, begun=False):
        borne = base.filter(initials=letters, search_vector=letters)
        rungs.append(rung(borne, 2, None, Length("search_text") - FIRST).order_by("weight")[:50])
    for step, unfinished in ((2, False), (4, True)):
        letters = acronym(folded, begun=unfinished)
        rungs += [rung(base.filter(initials=letters), step, 200)] if letters else []
    return rungs


def narrowed_rung(base: QuerySet, folded: str, weight: Any) -> tuple[str, tuple[Any, ...]] | None:
    """Names with the whole words among which the last one, of one or two letters, only begins a word.

    Such a beginning stands in half of the index, so that with two common words before it forty thousand names would
    be read; the first few thousand are. Nothing when the last word is longer or stands alone.
    """
    *whole, last = re.findall(WORD, folded) or [""]
    if not whole or len(last) > 2:
        return None
    rows = base.filter(search_vector=of_words(tsquery(" ".join(whole), last="")))
    sql, params = rung(rows, 3, NARROWED, weight, "search_text").query.sql_with_params()
    chosen = (
        f"SELECT {', '.join(RUNG)} FROM ({sql}) AS whole WHERE search_text LIKE %s OR search_text LIKE %s"
    )
    return f"{chosen} LIMIT {CANDIDATES}", (*params, f"% {last}%", f"{last}%")


def has_words(folded: str, *, begun: bool = False, last: str = ":*", ends: Endings | None = None) -> Q:
    """All the words, the last one or each of them only begun; with `ends` a common last word by its endings.

    A beginning of one or two letters stands in half of the index: it is looked for in the names that have the others.
    """
    words = re.findall(WORD, folded)
    short = [word for n, word in enumerate(words, 1) if len(word) < 3 and (begun or n == len(words))]
    whole = [word for n, word in enumerate(words, 1) if not (len(word) < 3 and (begun or n == len(words)))]
    if not whole:
        whole, short = words, []
    last = "" if short and not begun else last
    ended = endings(whole[-1], ends) if ends is not None and last and not begun and len(whole) > 1 else ""
    text = tsquery(" ".join(whole), each=":*" if begun else "", last=last)
    if ended:
        text = f"{tsquery(' '.join(whole[:-1]), last='')} & ({ended})"
    passes = Q(search_vector=of_words(text))
    for word in short:
        passes &= Q(search_text__contains=f" {word}") | Q(search_text__startswith=word)
    return passes


def endings(begun: str, known: Endings) -> str:
    """A very common last word with its few endings by name; nothing where it is rare or ends in many ways.

    The index walks along named words together with the others, a beginning it must first gather whole.
    """
    if begun not in known:
        found = SearchWord.objects.filter(word__startswith=begun).order_by("-rows")
        rows = list(found.values_list("word", "rows")[: MOST_ENDINGS + 1]) if len(begun) > 3 else []
        few = len(rows) <= MOST_ENDINGS and sum(count for _word, count in rows) >= VERY_COMMON
        known[begun] = " | ".join(f"'{word}'" for word, _count in rows) if few else ""
    return known[begun]


def of_words(text: str) -> SearchQuery:
    """A query over words as they are folded."""
    return SearchQuery(text, config="simple", search_type="raw")


def words_or_letters(base: QuerySet, q: str, **how: Any) -> QuerySet:
    """Rows with all the words, or whose names have these first letters."""
    folded = fold(q)
    passes, letters = has_words(folded, **how), acronym(folded, begun=True)
    return base.filter(passes | Q(initials=letters) if letters else passes)


def acronym(folded: str, *, begun: bool) -> SearchQuery | None:
    """First letters of a name, whole or begun, when what was typed can be such: CGO, C.G.O., ЦГО."""
    letters = folded.replace(" ", "") if re.fullmatch(r"[a-z]( [a-z])+", folded) else folded
    if not re.fullmatch(r"[a-z]{2,12}", letters) or (begun and len(letters) < 3):
        return None
    single = re.sub("dj|dz|lj|nj", lambda pair: pair[0][0], letters)
    ending = ":*" if begun else ""
    return of_words(f"'{letters}'{ending} | '{single}'{ending}")


def rung(rows: QuerySet, step: int, limit: int | None, weight: Any = None, *more: str) -> QuerySet:
    """Rows of one rung with its number; a smaller weight comes first, what was deleted after what exists."""
    gone = Case(When(status=Organisation.Status.DELETED, then=Value(500)), default=Value(0))
    weight = gone if weight is None else weight + gone
    return (
        rows.order_by().annotate(step=Value(step, IntegerField()), weight=weight).values(*RUNG, *more)[:limit]
    )


def tsquery(folded: str, *, each: str = "", last: str = ":*") -> str:
    """All words, the last one as a beginning: `zena & dan:*`."""
    words = re.findall(WORD, folded)
    return (
        " & ".join([*(f"'{word}'{each}" for word in words[:-1]), f"'{words[-1]}'{last}"]) if words else "''"
    )
