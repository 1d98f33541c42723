"""Words that were mistyped: what of the register's own words was meant."""

import itertools
import re
from dataclasses import dataclass

from django.db import connection

from ngo_registry.models import Organisation, SearchWord
from office.scripts import fold

LONGEST, MOST_WORDS, EACH, TRIED = 40, 8, 4, 24
# What people write before a name that the name itself may not have.
GENERIC = {"nvo", "nvu", "nvf", "ngo", "ug", "udruzenje", "udruga", "organizacija", "nevladina"}
OTHER_VOWEL = (("dj", "d"), ("ije", "e"), ("je", "e"))


@dataclass(frozen=True)
class Meant:
    """One reading of what was typed; a smaller cost is nearer to it."""

    words: tuple[str, ...]
    cost: float
    rows: int


def readings(q: str) -> list[str]:
    """Texts that may have been meant, the likeliest first; only words the register knows."""
    typed = fold(q).split()[:MOST_WORDS]
    known = near_words([word for word in typed if len(word) > 3 and word.isalpha()])
    choices = [choices_of(word, known.get(word, []), len(typed)) for word in typed]
    found = [
        Meant(tuple(word for word, _cost, _rows in parts if word), *totals(parts))
        for parts in itertools.islice(itertools.product(*choices), 4096)
    ]
    best = sorted((one for one in found if one.words and one.cost), key=lambda one: (one.cost, -one.rows))
    texts = dict.fromkeys(" ".join(one.words) for one in best)
    return list(itertools.islice(texts, TRIED))


def totals(parts: tuple[tuple[str, float, int], ...]) -> tuple[float, int]:
    """Cost of a reading and how common its rarest word is."""
    return sum(cost for _word, cost, _rows in parts), min(
        (rows for word, _cost, rows in parts if word), default=0
    )


def choices_of(word: str, near: list[tuple[str, float, int]], words: int) -> list[tuple[str, float, int]]:
    """The word itself, what is near it, and leaving it out where other words remain."""
    choices = [(word, 0.0, 0), *near[:EACH]]
    if words > 1 and (word in GENERIC or not near):
        choices.append(("", 0.4 if word in GENERIC else 3.0, 0))
    return choices


def near_words(words: list[str]) -> dict[str, list[tuple[str, float, int]]]:
    """For every word those of the register one or two letters away, nearest and most frequent first."""
    words = [word for word in dict.fromkeys(words) if len(word) <= LONGEST]
    if not words:
        return {}
    table = SearchWord._meta.db_table
    one = f"(SELECT %s, word, rows FROM {table} WHERE variants && saradnja_variants(%s) ORDER BY rows DESC LIMIT 300)"
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join([one] * len(words)), [part for word in words for part in (word, word)]
        )
        rows = cursor.fetchall()
    near: dict[str, list[tuple[str, float, int]]] = {word: [] for word in words}
    for word, known, count in rows:
        cost = distance(word, known)
        if 0 < cost <= (2 if len(word) > 6 else 1):
            near[word].append((known, cost, count))
    for found in near.values():
        found.sort(key=lambda row: (row[1], -row[2]))
    return near


def distance(typed: str, known: str) -> float:
    """Letters added, left out, changed or swapped; writing of đ and je counts half a letter."""
    plain = edits(typed, known)
    for more, less in OTHER_VOWEL:
        if more in known or more in typed:
            plain = min(plain, edits(typed.replace(more, less), known.replace(more, less)) + 0.5)
    return plain


def edits(one: str, other: str) -> float:
    """Distance of Damerau and Levenshtein, neighbours swapped counting once."""
    before: list[float] = []
    last: list[float] = [float(n) for n in range(len(other) + 1)]
    for i, a in enumerate(one, start=1):
        row = [float(i)]
        for j, b in enumerate(other, start=1):
            cost = min(row[-1] + 1, last[j] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def in_letters(text: str, names: list[str]) -> str:
    """The corrected words written as the names write them: with accents, in their script."""
    written = {fold(word): word for name in reversed(names) for word in re.findall(r"[^\W_]+", name)}
    return " ".join(written.get(word, word) for word in text.split())


def spelt(text: str, rows: list[Organisation]) -> str:
    """The corrected words as the found organisations spell them, in small letters."""
    names = [f"{row.former_names} {row.short_name} {row.place} {row.name}" for row in rows[:20]]
    return in_letters(text, names)
