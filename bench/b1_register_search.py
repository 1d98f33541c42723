"""B1: search of a register of 1,000,000 invented organisations (REGISTER_SIZE): the database alone, then pages over HTTP.

The register stands in a database of its own and is kept for the next run (bench/million.py). Times of the database are
those of whole searches with all their statements, from Python and back; pages are asked by four clients at once of
the web server that `make demo` starts.
"""

import os
import random
import sys
from collections.abc import Callable

from bench import million
from office.embedded import HOME

SIZE = int(os.environ.get("REGISTER_SIZE", "1000000"))
os.environ["DATABASE_URL"] = million.register(HOME, SIZE, lambda text: print(text, file=sys.stderr))  # noqa: T201

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

from bench.measure import PLAIN, done, measured, say, statements_of, with_bar  # noqa: E402
from bench.served import over_http, served  # noqa: E402
from bench.sixty_of_a_million import sixty_searches  # noqa: E402
from ngo_registry.models import Organisation, SearchRefresh  # noqa: E402
from ngo_registry.queries.search import Filters, public_search  # noqa: E402
from ngo_registry.queries.suggest import suggestions  # noqa: E402
from ngo_registry.services.lookup import refresh_search  # noqa: E402
from office.scripts import fold, to_cyrillic  # noqa: E402

Typed = Callable[[random.Random], str]
ROUNDS, CLIENTS, PAGES = int(os.environ.get("ROUNDS", "100")), 4, 120
NUMBER, WORDS, COMMON, TYPO, BEGUN, PAGE = 5, 60, 100, 60, 5, 150  # milliseconds
QUERIES, LIST = 12, "/cnr/register/"


def mistyped(word: str, chance: random.Random) -> str:
    """One letter wrong, missing, doubled or swapped with its neighbour, not the first."""
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (
            word[:at] + chance.choice("aeiorstnlk") + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def typed() -> dict[str, tuple[Typed, dict[str, int]]]:
    """What people type, by kind, and the bar in milliseconds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, name, mb, short_name, former_names FROM ngo_registry_organisation "
            "WHERE id %% %s = 0 ORDER BY id",
            [max(1, SIZE // 4000)],
        )
        rows = cursor.fetchall()
    names = [row[1] for row in rows]
    former = [row[4] for row in rows if row[4]] or names
    letters = [row[3] for row in rows if len(row[3]) > 2] or names

    def words(name: str, least: int = 4) -> list[str]:
        found = [word.strip("„“") for word in name.split() if word.strip("„“").isalpha()]
        return [word for word in found if len(word) >= least] or found

    def two(chance: random.Random) -> str:
        return " ".join(chance.sample((words(chance.choice(names)) * 2)[:4], 2))

    def typo(chance: random.Random) -> str:
        chosen = words(chance.choice(names), 5)[-2:]
        return " ".join([*chosen[:-1], mistyped(chosen[-1], chance)])

    return {
        "number": (lambda c: c.choice(rows)[0], {"p50": NUMBER}),
        "registration number": (lambda c: c.choice(rows)[2], {"p50": NUMBER}),
        "whole name": (lambda c: c.choice(names), {"p95": WORDS}),
        "first letters of a name": (lambda c: c.choice(names)[:22], {"p95": WORDS}),
        "two words": (two, {"p95": WORDS}),
        "other script": (lambda c: to_cyrillic(c.choice(names)), {"p95": WORDS}),
        "former name": (lambda c: c.choice(former), {"p95": WORDS}),
        "acronym": (lambda c: c.choice(letters), {"p95": WORDS}),
        "a very common word": (lambda c: c.choice(("udruženje", "centar", "удружење", "društvo")), {"p95": COMMON}),
        "two very common words": (lambda c: c.choice(("udruženje žena", "nevladino udruženje")), {"p95": COMMON}),
        "one letter wrong": (typo, {"p95": TYPO}),
        "nothing like it": (lambda c: f"qxwyq{c.choice('abcd')}zzk", {"p95": TYPO}),
    }  # fmt: skip


def in_the_database(kinds: dict[str, tuple[Typed, dict[str, int]]]) -> None:
    """Each kind of search, the whole list, the autocomplete."""
    chance = random.Random(7)
    for name, (word, bar) in kinds.items():
        measured(
            f"B1 search: {name}", SIZE, lambda word=word: public_search(word(chance)), rounds=ROUNDS, bar=bar
        )
    deep = public_search(page=10).after
    lists = {
        "whole register": lambda: public_search(),
        "by day of entry": lambda: public_search(sort="date"),
        "after the tenth page": lambda: public_search(after=deep),
        "one filter": lambda: public_search("", Filters(kinds=("foundation",), statuses=("active",))),
        "two words and a filter": lambda: public_search(
            kinds["two words"][0](chance), Filters(statuses=("active",))
        ),
    }
    for name, ask in lists.items():
        measured(f"B1 list: {name}", SIZE, ask, rounds=ROUNDS, bar={"p95": WORDS})
    letters = kinds["first letters of a name"][0]

    def begins() -> list[Organisation]:
        """The step of first letters without the others."""
        return list(
            Organisation.objects.filter(search_text__startswith=fold(letters(chance))).order_by()[:50]
        )

    measured("B1 search: first letters, their step alone", SIZE, begins, rounds=ROUNDS, bar={"p50": NUMBER})
    for name in ("first letters of a name", "two words", "a very common word"):
        word = kinds[name][0]
        begun = lambda word=word: suggestions(word(chance)[:12])  # noqa: E731
        measured(f"B1 autocomplete: {name}", SIZE, begun, rounds=ROUNDS, bar={"p50": BEGUN})


def refreshed() -> None:
    """The words and the counts made anew, then after one change."""
    done("B1 words and counts, whole", SIZE, lambda: refresh_search(whole=True, by=None))
    row = Organisation.objects.order_by("pk").first()
    row.save()
    done("B1 words and counts, after one change", SIZE, lambda: refresh_search(by=None))


def right_first() -> None:
    """Whole names with one letter wrong in one of their longest words: how often the right one is among the first three."""
    chance, right = random.Random(11), 0
    rows = list(
        Organisation.objects.order_by("pk").values_list("pk", "name")[: SIZE // 2 : max(1, SIZE // 200)]
    )
    for pk, name in rows:
        words = name.split()
        longest = chance.choice(
            sorted((n for n in range(len(words)) if words[n].isalpha()), key=lambda n: len(words[n]))[-2:]
        )
        words[longest] = mistyped(words[longest], chance)
        right += pk in {row.pk for row in public_search(" ".join(words)).rows[:3]}
    say(
        with_bar(
            {
                "workload": "B1 one letter wrong in a whole name: the right one in the first three",
                "n": len(rows),
                "right": right,
            },
            None,
        )
    )


def pages(kinds: dict[str, tuple[Typed, dict[str, int]]]) -> None:
    """Whole pages: statements counted in this process, times over HTTP with four clients."""
    client = Client(headers={"host": "127.0.0.1"})
    with served(os.environ["DATABASE_URL"]) as url:
        for name in ("two words", "a very common word", "one letter wrong", "whole register"):
            word, chance = kinds[name][0] if name in kinds else lambda _chance: "", random.Random(5)
            first = statements_of(lambda word=word: client.get(LIST, {"q": word(random.Random(3))}).content)
            asked = [{"q": word(chance)} for _ in range(PAGES)]
            line = over_http(f"B1 page: {name}", f"{url}{LIST}", asked, CLIENTS)
            say(with_bar(line | {"n": SIZE, "queries": first}, {"p95": PAGE, "queries": QUERIES}))


def main() -> None:
    """The search alone, then the whole public page, then the sixty searches of the tests."""
    if not SearchRefresh.objects.exists():
        done("B1 words and counts, the first time", SIZE, lambda: refresh_search(by=None))
    kinds = typed()
    in_the_database(kinds)
    right_first()
    refreshed()
    with override_settings(STORAGES={"default": settings.STORAGES["default"], "staticfiles": PLAIN}):
        pages(kinds)
    sixty_searches(SIZE)


main()
