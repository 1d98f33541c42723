"""Words that were mistyped: what of the register's own words was meant."""

import heapq
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

from rapidfuzz.distance import OSA

from ngo_registry.models import Organisation, SearchWord
from office import replicas
from office.scripts import fold

LONGEST, MOST_WORDS, EACH, TRIED, BEAM, MANY = 40, 8, 5, 24, 64, 10**9
BEGUN, BEGUN_COSTS = (
    5,
    0.3,
)  # letters a begun word must have to be corrected; what it costs more than a whole word
WORD = SearchWord._meta.db_table
SOUGHT = f"(SELECT %s, %s, word, rows FROM {WORD} WHERE {{}} ORDER BY rows DESC LIMIT 300)"
# What people write before a name that the name itself may not have.
GENERIC = {"nvo", "nvu", "nvf", "ngo", "ug", "udruzenje", "udruga", "organizacija", "nevladina"}
OTHER_VOWEL = (("dj", "d"), ("ije", "e"), ("je", "e"))
Near = tuple[str, float, int]  # a word of the register, how far it is, how many organisations have it


@dataclass(frozen=True)
class Meant:
    """One reading of what was typed; a smaller cost is nearer to it."""

    words: tuple[str, ...]
    cost: float
    rows: int  # how common its rarest word is

    def order(self) -> tuple[float, int]:
        """Nearer first, then more common."""
        return self.cost, -self.rows


def readings(q: str) -> list[str]:
    """Texts that may have been meant, the likeliest first; only words the register knows."""
    typed = fold(q).split()[:MOST_WORDS]
    known, near = near_words(typed)
    found: list[Meant] = []
    for words, cost in ((typed, 0.0), *joined(typed, known)):
        found += combined(
            [choices_of(word, near.get(word, []), known.get(word, 0), len(words)) for word in words], cost
        )
    best = sorted((one for one in found if one.words and one.cost), key=Meant.order)
    texts = dict.fromkeys(" ".join(one.words) for one in best)
    return list(itertools.islice(texts, TRIED))


def combined(choices: list[list[Near]], cost: float) -> list[Meant]:
    """The likeliest combinations of the choices for each word; after each word only the best go on."""
    best = [Meant((), cost, MANY)]
    for offered in choices:
        longer = (
            Meant((*one.words, word) if word else one.words, one.cost + more, min(one.rows, rows or MANY))
            for one in best
            for word, more, rows in offered
        )
        best = heapq.nsmallest(BEAM, longer, key=Meant.order)
    return best


def choices_of(word: str, near: list[Near], rows: int, words: int) -> list[Near]:
    """The word itself, what is near it, and leaving it out where other words remain."""
    choices = [(word, 0.0, 0), *near]
    if words > 1:
        choices.append(("", 0.4 if word in GENERIC else left_out(rows) if rows else 2.5 if near else 2.2, 0))
    return choices


def left_out(rows: int) -> float:
    """What leaving out a known word costs: the more organisations have it, the less it says."""
    return 2.5 - 0.15 * log10(rows)


def near_words(typed: list[str]) -> tuple[dict[str, int], dict[str, list[Near]]]:
    """Typed, joined and halved words the register knows; for every word those near it, nearest and most frequent first.

    The last word may only be begun. One statement.
    """
    words = [word for word in dict.fromkeys(typed) if 3 < len(word) <= LONGEST and word.isalpha()]
    last = typed[-1] if typed and typed[-1] in words and len(typed[-1]) >= BEGUN else ""
    whole = "variants && saradnja_variants(%s)"
    parts = [(SOUGHT.format(whole), (word, 0, word)) for word in words]
    parts += [(SOUGHT.format("variants && saradnja_beginnings(%s)"), (last, 1, last))] if last else []
    pieces = sorted({*words, *halves(words), *("".join(pair) for pair in itertools.pairwise(typed))})
    parts += [(f"(SELECT '', 2, word, rows FROM {WORD} WHERE word = ANY(%s))", (pieces,))] if pieces else []
    if not parts:
        return {}, {}
    with replicas.reading().cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(sql for sql, _values in parts),
            [value for _sql, values in parts for value in values],
        )
        rows = cursor.fetchall()
    known = {word: count for _typed, kind, word, count in rows if kind == 2}
    near = {word: nearest(word, [row[1:] for row in rows if row[0] == word], known) for word in words}
    return known, near


def halves(words: list[str]) -> Iterator[str]:
    """Both parts of a word at each place where it may be two."""
    for word in words:
        for place in range(3, len(word) - 2):
            yield from (word[:place], word[place:])


def nearest(word: str, rows: list[tuple[int, str, int]], known: dict[str, int]) -> list[Near]:
    """The nearest of what the database offered, whole words before begun ones; then the word as two."""
    limit = 2 if len(word) > 6 else 1
    whole = [(other, distance(word, other), count) for kind, other, count in rows if kind == 0]
    begun = [(other, distance_begun(word, other), count) for kind, other, count in rows if kind == 1]
    best = [row for row in whole if 0 < row[1] <= limit]
    best += [row for row in begun if BEGUN_COSTS < row[1] <= limit + BEGUN_COSTS]
    best.sort(key=lambda row: row[1])
    two = [
        (f"{word[:place]} {word[place:]}", 1.0, min(known[word[:place]], known[word[place:]]))
        for place in range(3, len(word) - 2)
        if word[:place] in known and word[place:] in known
    ]
    once = {row[0]: row for row in reversed(best)}
    return sorted(once.values(), key=lambda row: (row[1], -row[2]))[:EACH] + two[:2]


def joined(typed: list[str], known: dict[str, int]) -> Iterator[tuple[list[str], float]]:
    """What was typed with two neighbours as one word of the register."""
    for place, pair in enumerate(itertools.pairwise(typed)):
        if "".join(pair) in known:
            yield [*typed[:place], "".join(pair), *typed[place + 2 :]], 0.8


def distance(typed: str, known: str) -> float:
    """Letters added, left out, changed or swapped with a neighbour; writing of đ and je counts half a letter."""
    plain = float(OSA.distance(typed, known))
    for more, less in OTHER_VOWEL:
        if plain > 0.5 and (more in known or more in typed):
            plain = min(plain, OSA.distance(typed.replace(more, less), known.replace(more, less)) + 0.5)
    return plain


def distance_begun(typed: str, known: str) -> float:
    """The same to the nearest beginning of the word, and a little more, so that whole words come first."""
    lengths = [length for length in range(len(typed) - 1, len(typed) + 2) if length < len(known)]
    return BEGUN_COSTS + min((OSA.distance(typed, known[:length]) for length in lengths), default=9.0)


def in_letters(text: str, names: list[str]) -> str:
    """The corrected words written as the names write them: with accents, in their script."""
    written = {fold(word): word for name in reversed(names) for word in re.findall(r"[^\W_]+", name)}
    return " ".join(written.get(word, word) for word in text.split())


def spelt(text: str, rows: list[Organisation]) -> str:
    """The corrected words as the found organisations spell them, in small letters."""
    names = [f"{row.former_names} {row.short_name} {row.place} {row.name}" for row in rows[:20]]
    return in_letters(text, names)
