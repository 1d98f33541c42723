"""B1: search of a register of 100,000 invented organisations (REGISTER_SIZE), by every kind of thing people type."""

import os
import random
import sys
import time
from collections.abc import Callable, Iterator

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

from bench.measure import PLAIN, measured, page  # noqa: E402
from ngo_registry.queries.search import public_search  # noqa: E402
from office.models import Municipality  # noqa: E402
from office.scripts import sort_key, to_cyrillic  # noqa: E402

SIZE = int(os.environ.get("REGISTER_SIZE", "100000"))
FIRST = (
    "Udruženje",
    "Nevladino udruženje",
    "Centar",
    "Društvo",
    "Fondacija",
    "Klub",
    "Savez",
    "Asocijacija",
    "NVO",
)
WHOSE = (
    "žena",
    "mladih",
    "roditelja",
    "lica sa invaliditetom",
    "građana",
    "ljubitelja prirode",
    "pčelara",
    "stvaralaca",
)
WHAT = (
    "za zaštitu životne sredine",
    "Novi put",
    "Đurđevak",
    "Crveni krst",
    "za kulturu i umjetnost",
    "Koraci",
    "Ljubišnja",
)
WHAT += (
    "za ljudska prava",
    "Sunce",
    "Nada",
    "Most",
    "za djecu i porodicu",
    "Zvono",
    "Horizont",
    "Prijatelji",
    "Jezero",
)
COLUMNS = (
    "number",
    "kind",
    "name",
    "name_cyrillic",
    "short_name",
    "other_names",
    "former_names",
    "municipality_id",
    "place",
    "address",
    "goals",
    "activities",
    "economic_activity",
    "economic_code",
    "pib",
    "mb",
    "home_name",
    "home_seat",
    "home_country",
    "website",
    "email",
    "phone_public",
    "decision_number",
    "status",
    "deletion_reason",
    "deletion_act",
    "iban",
    "email_of_record",
    "source",
    "sort_key",
    "registered_on",
)
FILLED = {
    "kind",
    "name",
    "number",
    "short_name",
    "municipality_id",
    "place",
    "status",
    "deletion_reason",
    "source",
}


def invented(chance: random.Random, places: list[tuple[int, str]]) -> Iterator[tuple[object, ...]]:
    """Rows with the shapes of real names, every seventh in Cyrillic."""
    for n in range(SIZE):
        pk, place = chance.choice(places)
        name = f"{chance.choice(FIRST)} {chance.choice(WHOSE)} „{chance.choice(WHAT)} {n}“ {place}"
        if n % 7 == 0:
            name = to_cyrillic(name)
        gone = n % 11 == 0
        facts = {
            "number": f"{2000 + n % 27}-{n:06d}",
            "kind": "foundation" if n % 9 == 0 else "association",
            "name": name,
            "short_name": "".join(word[0] for word in name.split() if word[0].isalpha()).upper()[:8],
            "municipality_id": pk,
            "place": place,
            "status": "deleted" if gone else "active",
            "deletion_reason": "odluka" if gone else "",
            "source": "own",
            "sort_key": sort_key(name),
            "economic_activity": False,
            "mb": f"{28000000 + n}",
            "registered_on": f"{2000 + n % 27}-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
        }
        yield tuple(facts.get(column, "") for column in COLUMNS)


def fill() -> None:
    """The register by COPY; done once, kept for the next run."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ngo_registry_organisation")
        if cursor.fetchone()[0] == SIZE:
            return
        cursor.execute("TRUNCATE ngo_registry_organisation CASCADE")
        began, chance = time.monotonic(), random.Random(20261122)
        places = list(Municipality.objects.values_list("pk", "name"))
        with cursor.copy(f"COPY ngo_registry_organisation ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for row in invented(chance, places):
                copy.write_row(row)
        cursor.execute("VACUUM ANALYZE ngo_registry_organisation")
        print(f"{SIZE} organisations in {time.monotonic() - began:.1f} s", file=sys.stderr)  # noqa: T201


def kinds() -> dict[str, Callable[[random.Random], str]]:
    """What people type, by kind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, name, short_name, mb FROM ngo_registry_organisation ORDER BY id LIMIT 5000"
        )
        rows = cursor.fetchall()
    return {
        "number": lambda chance: chance.choice(rows)[0],
        "registration number": lambda chance: chance.choice(rows)[3],
        "whole name": lambda chance: chance.choice(rows)[1],
        "first letters": lambda chance: chance.choice(rows)[1][:14],
        "two words": lambda chance: " ".join(chance.sample(chance.choice(rows)[1].split(), 2)),
        "other script": lambda chance: to_cyrillic(chance.choice(rows)[1]),
        "one common word": lambda chance: "udruženje",
        "nothing like it": lambda chance: f"nepostojeće{chance.randrange(999)}",
        "whole list": lambda chance: "",
    }


def main() -> None:
    """The search alone, then the whole public page."""
    fill()
    chance, client = random.Random(7), Client(headers={"host": "127.0.0.1"})
    typed = kinds()
    for name, word in typed.items():
        measured(f"B1 register search: {name}", SIZE, lambda word=word: public_search(word(chance)))
    page("/cnr/register/")()
    for name in ("two words", "one common word", "whole list"):
        word = typed[name]
        opened = lambda word=word: client.get("/cnr/register/", {"q": word(chance)}).content  # noqa: E731
        measured(f"B1 register search: page, {name}", SIZE, opened)


with override_settings(STORAGES={"default": settings.STORAGES["default"], "staticfiles": PLAIN}):
    main()
