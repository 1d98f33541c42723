"""B5: a list of 100,000 organisations (IMPORT_SIZE) as CSV comes into an empty register, then the same file again."""

import datetime
import io
import os
import random
import resource
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402

from bench.measure import say  # noqa: E402
from ngo_registry.services.import_apply import apply_import  # noqa: E402
from ngo_registry.services.imports import check_file  # noqa: E402
from office.models import Municipality  # noqa: E402

SIZE = int(os.environ.get("IMPORT_SIZE", "100000"))
FIRST = ("Udruženje", "Centar", "Društvo", "Klub", "Savez", "Fondacija")
WHAT = ("žena", "mladih", "pčelara", "za zaštitu životne sredine", "ljubitelja prirode", "građana „Ђурђевак“")
TABLES = ("organisation", "importrow", "registerentry", "registerimport", "organisationevent")


def invented() -> bytes:
    """The list as another office would send it: semicolons, days as people write them."""
    chance, places = random.Random(20261125), list(Municipality.objects.values_list("name", flat=True))
    out = io.StringIO()
    out.write("Matični broj;Naziv;Opština;Adresa;Datum upisa;Ciljevi\n")
    for n in range(SIZE):
        day = datetime.date(2000, 1, 1) + datetime.timedelta(days=chance.randrange(9000))
        place = chance.choice(places)
        name = f"{chance.choice(FIRST)} {chance.choice(WHAT)} {n} {place}"
        goals = "Unapređenje kvaliteta života u lokalnoj zajednici."
        out.write(
            f"{28000000 + n};{name};{place};Glavna {n % 90};{day.day}. {day.month}. {day.year}.;{goals}\n"
        )
    return out.getvalue().encode()


def memory() -> int:
    """The most memory the process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def timed(name: str, once: Callable[[], Any]) -> Any:
    """One run with its seconds, seconds of the processor (of this process), memory and outcome."""
    began, worked = time.perf_counter(), time.process_time()
    batch = once()
    facts = {key: getattr(batch, key) for key in ("created", "updated", "unchanged", "doubtful", "rejected")}
    say(
        {
            "workload": f"B5 register import: {name}",
            "n": SIZE,
            "seconds": round(time.perf_counter() - began, 1),
            "processor_s": round(time.process_time() - worked, 1),
            "rss_mb": memory(),
            "load": round(os.getloadavg()[0], 1),
            **facts,
        }
    )
    return batch


def imported(data: bytes) -> Any:
    """Read, compared, applied."""
    batch = check_file(data=data, name="lista.csv", as_of=datetime.date(2026, 11, 1), by=None, source="B5")
    return apply_import(batch=batch, by=None)


def main() -> None:
    """First import, the same again."""
    with connection.cursor() as cursor:
        names = ", ".join(f"ngo_registry_{table}" for table in TABLES)
        cursor.execute(f"TRUNCATE {names} CASCADE")
    data = invented()
    timed("first", lambda: imported(data))
    timed("the same file again", lambda: imported(data))


if __name__ == "__main__":
    main()
