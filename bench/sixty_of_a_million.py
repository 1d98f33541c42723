"""The sixty searches of the tests in a register of any size: their organisations stand in it only for so long."""

import statistics
import time

from django.db import connection, transaction

from bench.measure import percentile, say
from ngo_registry.models import Organisation
from ngo_registry.queries.search import public_search
from ngo_registry.services.lookup import refresh_search
from office.scripts import sort_key
from tests.ngo_registry.sixty import SEARCHES, names

RIGHT, FIRST = 57, 3  # so many of the sixty have the right one among the first three


def organisations() -> list[Organisation]:
    """Those that are searched, and their three thousand near namesakes."""
    return [
        Organisation(
            number=number, name=name, short_name=short, former_names=former, sort_key=sort_key(name),
            pib=f"02800{number[-3:]}" if number.startswith("2021") else "",
        )
        for name, short, former, number in names()
    ]  # fmt: skip


def sixty_searches(size: int) -> None:
    """How many of the sixty are right, how long they take, which are not; the register stays as it was."""
    with transaction.atomic():
        rows = organisations()
        numbers = [row.pib for row in rows if row.pib]
        Organisation.objects.filter(pib__in=numbers).update(pib="")  # the invented ones that have them
        Organisation.objects.bulk_create(rows, batch_size=500)
        refresh_search(by=None)  # their words join the others as after an import
        missed, times = {}, []
        for typed, _name in SEARCHES:  # a first round warms memory and is not timed
            public_search(typed)
        for typed, name in SEARCHES:
            began = time.perf_counter()
            found = public_search(typed).rows[:FIRST]
            times.append((time.perf_counter() - began) * 1000)
            if name not in {row.name for row in found}:
                missed[typed] = [row.name for row in found]
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {Organisation._meta.db_table}, ngo_registry_searchword")
    times.sort()
    right = len(SEARCHES) - len(missed)
    say(
        {
            "workload": "B1 sixty searches: the right one in the first three",
            "n": size,
            "rounds": len(SEARCHES),
            "p50_ms": round(statistics.median(times), 1),
            "p95_ms": round(percentile(times, 0.95), 1),
            "right": right,
            "missed": missed,
            "bar": {"right": RIGHT},
            "held": right >= RIGHT,
        }
    )
