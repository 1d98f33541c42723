"""B5: a list of 100,000 organisations (IMPORT_SIZE) as CSV comes into an empty register, again, and is taken back whole.

The list is written by a process of its own, so that the memory measured here is that of the import.
"""

import datetime
import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402

from bench.measure import database_seconds, say, with_bar  # noqa: E402
from ngo_registry.models import RegisterImport  # noqa: E402
from ngo_registry.services.import_apply import apply_import  # noqa: E402
from ngo_registry.services.import_undo import undo_import  # noqa: E402
from ngo_registry.services.imports import check_file  # noqa: E402
from office.models import Municipality  # noqa: E402

SIZE = int(os.environ.get("IMPORT_SIZE", "100000"))
FIRST = ("Udruženje", "Centar", "Društvo", "Klub", "Savez", "Fondacija")
WHAT = ("žena", "mladih", "pčelara", "za zaštitu životne sredine", "ljubitelja prirode", "građana „Ђурђевак“")
FACTS = ("created", "updated", "unchanged", "doubtful", "rejected", "taken_back", "left")
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


def timed(name: str, bar: dict[str, float], once: Callable[[], Any]) -> Any:
    """One run with its seconds, seconds of the processor here and in the database, memory and outcome."""
    began, worked, asked = time.perf_counter(), time.process_time(), database_seconds()
    batch = once()
    line = {
        "workload": f"B5 register import: {name}",
        "n": SIZE,
        "seconds": round(time.perf_counter() - began, 1),
        "processor_s": round(time.process_time() - worked, 1),
        "database_processor_s": round(database_seconds() - asked, 1),
        "rss_mb": memory(),
        "load": round(os.getloadavg()[0], 1),
    }
    say(with_bar(line | {fact: getattr(batch, fact) for fact in FACTS}, bar))
    return batch


def imported(data: bytes) -> RegisterImport:
    """Read, compared, applied."""
    batch = check_file(data=data, name="lista.csv", as_of=datetime.date(2026, 11, 1), by=None, source="B5")
    return apply_import(batch=batch, by=None)


def written() -> bytes:
    """The list, made by another process."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        subprocess.run([sys.executable, __file__, file.name], check=True)
        return file.read()


def emptied() -> None:
    """A register without rows."""
    with connection.cursor() as cursor:
        names = ", ".join(f"ngo_registry_{table}" for table in TABLES)
        cursor.execute(f"TRUNCATE {names} CASCADE")


def main() -> None:
    """First import and the same again; then one more, on which no later list rests, taken back whole."""
    data = written()
    emptied()
    timed("first", {"seconds": 30, "mb": 300}, lambda: imported(data))
    timed("the same file again", {"seconds": 15, "mb": 300}, lambda: imported(data))
    emptied()
    batch = imported(data)
    timed("taken back whole", {"seconds": 60}, lambda: undo_import(batch=batch, note="B5", by=None))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_bytes(invented())
    else:
        main()
