"""B4: the annual report of 2,000 awards of 60 bodies: figures, words, pages; then its public page and the explorer."""

import datetime
import io
import json
import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal

import django

django.setup()

import pikepdf  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

from office.documents import letterhead, render_pdf  # noqa: E402
from office.jurisdiction import current  # noqa: E402
from office.models import Body  # noqa: E402
from reports.documents.annual_spending import TEMPLATE, context_of  # noqa: E402
from reports.models import SpendingReturn, SpendingRow  # noqa: E402
from reports.services.reports import title_of  # noqa: E402
from reports.snapshots.annual_spending import collect  # noqa: E402

AWARDS, BODIES = int(os.environ.get("AWARDS", "2000")), 60
ROUNDS = int(os.environ.get("ROUNDS", "20"))
YEAR = 2024
PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # nothing was collected here
WORDS = (
    "održivi", "razvoj", "mladi", "kultura", "zaštita", "sredina", "lokalna", "zajednica", "žene", "nasilje", "zdravlje",
)  # fmt: skip


def fill() -> None:
    """Bodies and their awards; titles as long as real ones (some forty to a hundred letters)."""
    if SpendingRow.objects.filter(spending__year=YEAR, source="bench").exists():
        return
    chance = random.Random(4)
    returns = []
    for n in range(BODIES):
        body = Body.objects.create(code=f"b4-{n}", kind="municipality", name=f"Opština broj {n + 1}")
        returns.append(SpendingReturn.objects.create(body=body, year=YEAR, collected=True))
    SpendingRow.objects.bulk_create(
        SpendingRow(
            spending=returns[n % BODIES], source="bench", source_row=str(n),
            organisation_name=f"Udruženje građana {chance.choice(WORDS)} {n % 700}",
            organisation_number=f"{28000000 + n % 700}",
            recipient_kind=chance.choice(["association", "association", "foundation", "company"]),
            title=f"Projekat {n}: {' '.join(chance.choices(WORDS, k=chance.randrange(4, 11)))}", area=chance.choice(WORDS),
            awarded=Decimal(chance.randrange(50_000, 2_000_000)) / 100,
        )
        for n in range(AWARDS)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def built() -> None:
    """One report from the rows to the file, twice: seconds of both, pages, size, memory, and whether the bytes repeat."""
    day, seconds, files, statements = datetime.date(YEAR + 1, 1, 1), [], [], 0
    for _round in range(2):
        connection.force_debug_cursor = True
        reset_queries()
        began = time.perf_counter()
        snapshot = collect(YEAR, office=current(), as_of=day).as_json()
        statements = len(connection.queries)
        context = {**context_of(snapshot, "cnr"), "letterhead": letterhead(""), "sealed": False}
        files.append(render_pdf(TEMPLATE, context, language="cnr", created=day, title=title_of(YEAR, "cnr")))
        seconds.append(round(time.perf_counter() - began, 1))
    with pikepdf.open(io.BytesIO(files[0])) as pdf:
        pages = len(pdf.pages)
    line = {
        "workload": "B4 annual report",
        "n": AWARDS,
        "seconds": seconds,
        "pages": pages,
        "mb": round(len(files[0]) / 1e6, 2),
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "queries": statements,
        "same_bytes": files[0] == files[1],
    }
    print(json.dumps(line), flush=True)  # noqa: T201


def measured(name: str, once: Callable[[], object]) -> None:
    """One JSON line: median, 95th percentile, statements, memory."""
    times, statements = [], 0
    for number in range(ROUNDS + 2):
        connection.force_debug_cursor = number == 0
        reset_queries()
        began = time.perf_counter()
        once()
        if number > 1:  # the first two warm the templates and the charts
            times.append((time.perf_counter() - began) * 1000)
        statements = len(connection.queries) or statements
    times.sort()
    line = {
        "workload": f"B4 {name}",
        "n": AWARDS,
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(len(times) * 0.95)], 1),
        "rps": round(1000 / statistics.mean(times), 1),
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "queries": statements,
    }
    print(json.dumps(line), flush=True)  # noqa: T201


def main() -> None:
    """The pages first, so that their memory is theirs; then the report."""
    fill()
    cache.clear()
    client = Client(headers={"host": "127.0.0.1"})
    addresses = {
        "explorer": f"/cnr/grants/?year={YEAR}",
        "explorer, search": f"/cnr/grants/?year={YEAR}&q=mladi+kultura",
        "explorer, download": f"/cnr/grants/awards.csv?year={YEAR}",
    }
    for name, address in addresses.items():
        if client.get(address).status_code != 200:
            sys.exit(f"{address} does not open")
        measured(name, lambda address=address: b"".join(client.get(address)))
    built()


with override_settings(STORAGES={"default": settings.STORAGES["default"], "staticfiles": PLAIN}):
    main()
