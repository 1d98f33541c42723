"""Search of the register: number, exact name, first letters, words; either script, without diacritics."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, FloatField, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast, Lower

from ngo_registry.models import Organisation
from office.scripts import fold

PAGE = 50
NUMBERED_PAGES = 10
CANDIDATES = 5000
COUNTED = 10_000
SORTS = ("relevance", "name", "date")
COUNTED_BY = ("id", "kind", "status", "municipality_id")  # what the facets count


@dataclass(frozen=True)
class Filters:
    """What narrows the list; every value comes from the address."""

    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    municipalities: tuple[int, ...] = ()
    areas: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kinds or self.statuses or self.municipalities or self.areas)

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
    q: str = "", filters: Filters | None = None, *, sort: str = "", page: int = 1, after: str = ""
) -> Found:
    """One page of the register for what was typed; the ladder stops at the first rung that answers."""
    filters = filters or Filters()
    base = filters.of(Organisation.objects.all())
    if not fold(q):
        return browse(base, sort or "name", page, after)
    if any(sign.isdigit() for sign in q):
        rows = by_number(base, q)
        if rows:
            return Found(rows, len(rows), False, 1, "number", candidates=by_keys(rows))
    return ladder(base, q, sort or "relevance", page, after)


def by_number(base: QuerySet, q: str) -> list[Organisation]:
    """Equality on register number, tax number or registration number."""
    compact = re.sub(r"\s", "", q).lower()
    digits = re.sub(r"[^0-9]", "", q)
    everyone = Organisation.objects.order_by()
    wanted = everyone.annotate(lower_number=Lower("number")).filter(lower_number=compact).values("pk")
    if len(digits) >= 8 and digits == re.sub(r"[\s./-]", "", q):
        wanted = wanted.union(
            everyone.filter(pib=digits).values("pk"), everyone.filter(mb=digits).values("pk")
        )
    keys = [row["pk"] for row in wanted[:PAGE]]
    return list(listed(base.filter(pk__in=keys)).order_by("sort_key", "pk")) if keys else []


def by_keys(rows: list[Organisation]) -> tuple[str, tuple[Any, ...]]:
    """A few known rows as a set of candidates for the facets."""
    marks = ", ".join(["%s"] * len(rows))
    return f"SELECT {', '.join(COUNTED_BY)} FROM {Organisation._meta.db_table} WHERE id IN ({marks})", tuple(
        row.pk for row in rows
    )


def listed(rows: QuerySet) -> QuerySet:
    """Columns a list shows; the generated search columns stay in the database."""
    return rows.select_related("municipality").defer(
        "search_text", "search_vector", "name_key", "goals", "activities"
    )


def browse(base: QuerySet, sort: str, page: int, after: str) -> Found:
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
    count, more = capped_count(base)
    last = found[-1] if found else None
    key = (str(last.registered_on or "") if by_date else last.sort_key) if last else ""
    sql, params = base.order_by().values(*COUNTED_BY).query.sql_with_params()
    return Found(
        found,
        count,
        more,
        page,
        "all",
        f"{key}~{last.pk}" if has_next and last else "",
        has_next,
        (sql, params),
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


def capped_count(base: QuerySet) -> tuple[int, bool]:
    """Exact up to ten thousand, beyond it “more than”."""
    count = base.order_by()[: COUNTED + 1].count()
    return min(count, COUNTED), count > COUNTED


def ladder(base: QuerySet, q: str, sort: str, page: int, after: str) -> Found:
    """Exact name, first letters, then all words; candidates are capped, so a very common word stays quick."""
    sql, params = candidates(base, q)
    order = {"name": "sort_key, id", "date": "registered_on DESC NULLS LAST, id DESC"}.get(
        sort, "step, weight, sort_key, id"
    )
    offset = min(int(after) if after.isdecimal() and len(after) < 6 else (page - 1) * PAGE, CANDIDATES)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, step, count(*) OVER () FROM ({sql}) AS found ORDER BY {order} LIMIT %s OFFSET %s",
            [*params, PAGE + 1, offset],
        )
        hits = cursor.fetchall()
    keys = [pk for pk, _step, _count in hits[:PAGE]]
    known = {row.pk: row for row in listed(Organisation.objects.filter(pk__in=keys))} if keys else {}
    count = hits[0][2] if hits else 0
    step = ("exact", "prefix", "words")[min(hit[1] for hit in hits)] if hits else "nothing"
    following = str(offset + PAGE) if len(hits) > PAGE else ""
    return Found(
        [known[pk] for pk in keys if pk in known],
        min(count, CANDIDATES),
        count >= CANDIDATES,
        offset // PAGE + 1,
        step,
        following,
        bool(following),
        known_as(base, q),
    )


def candidates(base: QuerySet, q: str) -> tuple[str, list[Any]]:
    """One statement that names the candidates with the rung they stand on and their weight in it."""
    folded = fold(q)
    words = SearchQuery(tsquery(folded), config="simple", search_type="raw")
    exact = rung(base.filter(name_key=folded.replace(" ", "")), 0, 50)
    prefix = rung(base.filter(search_text__startswith=folded), 1, 500)
    ranked = base.filter(search_vector=words)
    by_words = rung(ranked, 2, CANDIDATES, SearchRank(F("search_vector"), words))
    parts = [part.query.sql_with_params() for part in (exact, prefix, by_words)]
    union = " UNION ALL ".join(f"({sql})" for sql, _params in parts)
    params = [value for _sql, values in parts for value in values]
    return (
        "SELECT id, min(step) AS step, min(weight) AS weight, min(sort_key) AS sort_key, "
        f"min(registered_on) AS registered_on FROM ({union}) AS rungs GROUP BY id LIMIT {CANDIDATES}",
        params,
    )


def known_as(base: QuerySet, q: str) -> tuple[str, tuple[Any, ...]]:
    """The same candidates without their order, for counting."""
    words = SearchQuery(tsquery(fold(q)), config="simple", search_type="raw")
    found = base.filter(search_vector=words).order_by().values(*COUNTED_BY)[:CANDIDATES]
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
