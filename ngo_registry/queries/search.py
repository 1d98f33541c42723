"""Search of the register: number, name, acronym, words, corrected words; either script, without diacritics."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F, Q, QuerySet

from ngo_registry.models import Organisation
from ngo_registry.queries.by_number import by_number, listed
from ngo_registry.queries.corrections import readings, spelt
from ngo_registry.queries.ready_counts import passing, ready
from ngo_registry.queries.rungs import CANDIDATES, COUNTED_BY, ENOUGH, Endings, candidates, words_or_letters
from ngo_registry.queries.tally import TALLY, Facets, tallied
from office import replicas
from office.scripts import fold

PAGE = 50
NUMBERED_PAGES = 10
COUNTED = 10_000
SORTS = ("relevance", "name", "date")
STEPS = ("exact", "prefix", "acronym", "words", "acronym begun")


@dataclass(frozen=True)
class Filters:
    """What narrows the list; every value comes from the address."""

    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    municipalities: tuple[int, ...] = ()
    areas: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kinds or self.statuses or self.municipalities or self.areas)

    @property
    def beyond(self) -> bool:
        """Narrows by something the counts that stand ready do not know."""
        return False

    def of(self, rows: QuerySet) -> QuerySet:
        """The rows that pass."""
        if self.kinds:
            rows = rows.filter(kind__in=self.kinds)
        if self.statuses:
            rows = rows.filter(status__in=self.statuses)
        if self.municipalities:
            rows = rows.filter(municipality__in=self.municipalities)
        if self.areas:
            through = Organisation.areas.through.objects.filter(area__in=self.areas)
            rows = rows.filter(pk__in=through.values("organisation_id"))
        return rows


@dataclass(frozen=True)
class Reading:
    """What is searched: what was typed or what was meant by it; `begun` when each word is only a beginning."""

    text: str
    begun: bool = False


@dataclass(frozen=True)
class Found:
    """One page of answers."""

    rows: list[Organisation]
    count: int
    more: bool  # there are more than `count`
    page: int
    step: str  # which rung of the ladder answered
    after: str = ""  # key of the next page, when the pages are no longer numbered
    has_next: bool = False
    candidates: tuple[str, tuple[Any, ...]] | None = field(default=None, repr=False)
    facets: Facets | None = field(default=None, repr=False)
    corrected: str = ""  # what was searched instead of what was typed

    @property
    def pages(self) -> int:
        """How many pages carry a number."""
        return min(NUMBERED_PAGES, -(-self.count // PAGE))

    @property
    def page_numbers(self) -> range:
        """The pages that carry a number."""
        return range(1, self.pages + 1)

    @property
    def next_page(self) -> int:
        """Number of the page that follows."""
        return self.page + 1


def public_search(
    q: str = "",
    filters: Filters | None = None,
    *,
    sort: str = "",
    page: int = 1,
    after: str = "",
    literal: bool = False,
) -> Found:
    """One page of the register for what was typed; the ladder stops at the first rung that answers."""
    filters = filters or Filters()
    base = filters.of(Organisation.objects.all())
    if not fold(q):
        return browse(base, filters, sort or "name", page, after)
    if any(sign.isdigit() for sign in q):
        rows = by_number(base, q)
        if rows:
            return Found(rows, len(rows), False, 1, "number", candidates=by_keys(rows))
    ends: Endings = {}
    found = ladder(base, Reading(q), sort or "relevance", page, after, ends)
    meant = None if found.count or literal else meant_by(base, q)
    if not meant:
        return found
    corrected = ladder(base, meant, sort or "relevance", page, after, ends)
    return corrected if meant.begun else replace(corrected, corrected=spelt(meant.text, corrected.rows))


def meant_by(base: QuerySet, q: str) -> Reading | None:
    """The likeliest reading of a search without an answer that finds something; one statement tries all in turn."""
    tried = [Reading(q, begun=True)] if " " in fold(q) else []
    tried += [Reading(text) for text in readings(q)]
    if not tried:
        return None
    typed = fold(q).split()[-1]
    parts = [
        # A word that was corrected stands whole in the register; what was typed may only be begun.
        words_or_letters(base, one.text, begun=one.begun, last=":*" if fold(one.text).endswith(typed) else "")
        .order_by()
        .values("pk")
        .query.sql_with_params()
        for one in tried
    ]
    cases = " ".join(f"WHEN EXISTS ({sql}) THEN {place}" for place, (sql, _values) in enumerate(parts))
    with replicas.reading().cursor() as cursor:
        cursor.execute(f"SELECT CASE {cases} END", [value for _sql, values in parts for value in values])
        place = cursor.fetchone()[0]
    return None if place is None else tried[place]


def without_each(q: str, filters: Filters) -> dict[str, int]:
    """For every filter, how many would be found without it, up to ten thousand; one statement."""
    names = {"kind": "kinds", "status": "statuses", "municipality": "municipalities", "area": "areas"}
    chosen = [name for name, attribute in names.items() if getattr(filters, attribute)]
    looser = {name: replace(filters, **{names[name]: ()}).of(Organisation.objects.all()) for name in chosen}
    rows = {name: words_or_letters(base, q) if fold(q) else base for name, base in looser.items()}
    rows |= {"q": filters.of(Organisation.objects.all())} if fold(q) and filters else {}
    if not rows:
        return {}
    parts = [row.order_by().values("pk")[: COUNTED + 1].query.sql_with_params() for row in rows.values()]
    counts = ", ".join(f"(SELECT count(*) FROM ({sql}) AS n{n})" for n, (sql, _values) in enumerate(parts))
    with replicas.reading().cursor() as cursor:
        cursor.execute(f"SELECT {counts}", [value for _sql, values in parts for value in values])
        return dict(zip(rows, cursor.fetchone(), strict=True))


def by_keys(rows: list[Organisation]) -> tuple[str, tuple[Any, ...]]:
    """A few known rows as a set of candidates for the facets."""
    marks = ", ".join(["%s"] * len(rows))
    return f"SELECT {', '.join(COUNTED_BY)} FROM {Organisation._meta.db_table} WHERE id IN ({marks})", tuple(
        row.pk for row in rows
    )


def browse(base: QuerySet, filters: Filters, sort: str, page: int, after: str) -> Found:
    """The list without a typed word, by name or by day of entry; after page ten by key."""
    by_date = sort == "date"
    order = (F("registered_on").desc(nulls_last=True), "-pk") if by_date else ("sort_key", "pk")
    rows = listed(base).order_by(*order)
    if after:
        rows = after_date(rows, after) if by_date else after_name(rows, after)
        page = NUMBERED_PAGES + 1
        found = list(rows[: PAGE + 1])
    else:
        page = max(1, min(page, NUMBERED_PAGES))
        found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    has_next, found = len(found) > PAGE, found[:PAGE]
    facets = None if filters.beyond else ready(filters)
    count = passing(facets, filters) if facets else None
    if count is None:
        count = base.order_by()[: COUNTED + 1].count()
    elif page == 1 and not after and not has_next:
        count = len(found)  # all of it stands on this page
    last = found[-1] if found else None
    key = (str(last.registered_on or "") if by_date else last.sort_key) if last else ""
    sql, params = base.order_by().values(*COUNTED_BY).query.sql_with_params()
    return Found(
        found,
        min(count, COUNTED),
        count > COUNTED,
        page,
        "all",
        f"{key}~{last.pk}" if has_next and last else "",
        has_next,
        (sql, params),
        facets=facets,
    )


def split_key(after: str) -> tuple[str, int]:
    """The two halves of a key, or of a broken one nothing."""
    key, _tilde, pk = after.rpartition("~")
    return (key, int(pk)) if pk.isdecimal() and len(pk) < 19 else ("", 0)


def after_name(rows: QuerySet, after: str) -> QuerySet:
    """Rows behind a name in the alphabet."""
    key, pk = split_key(after)
    return rows.filter(sort_key__gte=key).exclude(sort_key=key, pk__lte=pk)


def after_date(rows: QuerySet, after: str) -> QuerySet:
    """Rows entered before a day; those without a day come last."""
    key, pk = split_key(after)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", key):
        return rows.filter(registered_on__isnull=True, pk__lt=pk)
    return rows.filter(
        Q(registered_on__lt=key) | Q(registered_on=key, pk__lt=pk) | Q(registered_on__isnull=True)
    )


def ladder(base: QuerySet, asked: Reading, sort: str, page: int, after: str, ends: Endings) -> Found:
    """Exact name, first letters, then all words; candidates are capped, so a very common word stays quick."""
    sql, params = candidates(base, asked.text, begun=asked.begun, ends=ends)
    order = {"name": "sort_key, id", "date": "registered_on DESC NULLS LAST, id DESC"}.get(
        sort, "step, weight, sort_key, id"
    )
    offset = min(int(after) if after.isdecimal() and len(after) < 6 else (page - 1) * PAGE, CANDIDATES)
    with replicas.reading().cursor() as cursor:
        cursor.execute(
            f"WITH c AS MATERIALIZED ({sql}), "
            f"page AS (SELECT id, step FROM c ORDER BY {order} LIMIT %s OFFSET %s), "
            "hits AS (SELECT id, step, row_number() OVER () AS place FROM page), "
            "found AS (SELECT count(*) AS rows, count(*) FILTER (WHERE step = 1) AS begun FROM c) "
            "SELECT NULL::text, NULL::text, NULL::bigint, NULL::bigint, rows, begun, id, step, place FROM hits, found "
            f"UNION ALL SELECT *, NULL, NULL, NULL, NULL FROM ({TALLY}) AS tally",
            [*params, PAGE + 1, offset],
        )
        rows = cursor.fetchall()
    hits = sorted((row[4:] for row in rows if row[8]), key=lambda row: row[4])
    keys = [row[2] for row in hits[:PAGE]]
    known = {row.pk: row for row in listed(Organisation.objects.filter(pk__in=keys))} if keys else {}
    count, begun = hits[0][:2] if hits else (0, 0)
    following = str(offset + PAGE) if len(hits) > PAGE else ""
    return Found(
        [known[pk] for pk in keys if pk in known],
        min(count, CANDIDATES),
        count >= CANDIDATES or begun >= ENOUGH,
        offset // PAGE + 1,
        STEPS[min(row[3] for row in hits)] if hits else "nothing",
        following,
        bool(following),
        facets=tallied(row[:5] for row in rows if not row[8]),
    )
