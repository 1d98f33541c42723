"""Finding a party as organisations are found: number, name, short name, first letters, words of any of its names."""

from difflib import get_close_matches
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Case, Count, F, Func, IntegerField, Q, QuerySet, Value, When, Window

from ngo_registry.models import Party
from ngo_registry.models.organisation import PLAIN_KEY, folded
from ngo_registry.queries.by_number import LABELS
from ngo_registry.queries.rungs import acronym
from office.scripts import fold

# Parties are some dozens: what organisations keep in columns is counted here when it is asked.
INITIALS = Func(
    F("name"),
    F("short_name"),
    template="to_tsvector('simple'::regconfig, saradnja_initials(saradnja_fold(%(expressions)s)))",
    arg_joiner="), saradnja_fold(",
    output_field=SearchVectorField(),
)
# Words people add to the name of a party though it does not hold them.
FORMS = {"politicka", "partija", "stranka", "partije", "stranke"}
SUGGESTED, LEAST = 8, 2
BY_NAME = ("sort_key", "pk")


def narrowed(words: str = "", status: str = "") -> tuple[QuerySet[Party], str]:
    """Parties of these words in any script, in the order of names; a mistyped word is read as the nearest known one."""
    rows = Party.objects.select_related("municipality").order_by(*BY_NAME)
    if status in Party.Status.values:
        rows = rows.filter(status=status)
    if not fold(words):
        return rows, ""
    found = with_words(rows, words)
    if found.exists():
        return found, ""
    typed = fold(words).split()
    bare = [word for word in typed if word not in FORMS] or typed
    if bare != typed and (fewer := with_words(rows, " ".join(bare))).exists():
        return fewer, ""
    meant = " ".join(nearest(bare))
    return (with_words(rows, meant), meant) if meant else (found, "")


def with_words(rows: QuerySet[Party], typed: str) -> QuerySet[Party]:
    """Every word begins a word of one of its names or its seat, or these are its first letters or its number."""
    text = fold(typed)
    passes = Q()
    for word in text.split():
        passes &= Q(search_text__startswith=word) | Q(search_text__contains=f" {word}")
    if letters := acronym(text, begun=True) or acronym(text, begun=False):
        rows = rows.alias(initials=INITIALS)
        passes |= Q(initials=letters)
    number = "".join(word for word in text.split() if word not in LABELS)
    if any(sign.isdigit() for sign in number):
        rows = rows.alias(plain=folded("number", template=PLAIN_KEY))
        passes |= Q(plain=number)
    return rows.filter(passes)


def best_first(rows: QuerySet[Party], typed: str) -> QuerySet[Party]:
    """The one that is called so before those that begin so, these before the others; what is deleted after what exists."""
    text = fold(typed)
    key = text.replace(" ", "")
    step = Case(
        When(Q(name_key=key) | Q(short_key=key), then=Value(0)),
        When(search_text__startswith=text, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    gone = Case(
        When(status=Party.Status.DELETED, then=Value(1)), default=Value(0), output_field=IntegerField()
    )
    return rows.alias(step=step, gone=gone).order_by("gone", "step", *BY_NAME)


def nearest(words: list[str]) -> list[str]:
    """Words of the register nearest to the typed ones; none when one of them is like no other."""
    texts = Party.objects.order_by().values_list("search_text", flat=True)
    known = sorted({word for text in texts for word in text.split()})
    meant = [next(iter(get_close_matches(word, known, 1, 0.75)), "") for word in words]
    return meant if all(meant) else []


def found_parties(words: str, limit: int) -> tuple[list[Party], int]:
    """The first few parties with every word and how many there are; one statement."""
    if not fold(words):
        return [], 0
    found: Any = best_first(with_words(Party.objects.all(), words), words)
    rows = list(found.annotate(all_rows=Window(Count("pk")))[:limit])
    return rows, rows[0].all_rows if rows else 0


def suggested_parties(words: str) -> list[Party]:
    """A few existing parties for the search box while one types."""
    if len(fold(words)) < LEAST:
        return []
    found = with_words(Party.objects.existing().only("name", "number"), words)
    return list(best_first(found, words)[:SUGGESTED])
