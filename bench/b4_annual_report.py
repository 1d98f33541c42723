"""B4: the annual report of 2,000 awards of 60 bodies: figures, words, pages; then its public page and the explorer."""

import datetime
import io
import os
import random
import resource
import time
from decimal import Decimal

import django

django.setup()

import pikepdf  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

from bench.measure import PLAIN, measured, page, say  # noqa: E402
from office.documents import letterhead, render_pdf  # noqa: E402
from office.jurisdiction import current  # noqa: E402
from office.models import Body  # noqa: E402
from reports.documents.annual_spending import TEMPLATE, context_of  # noqa: E402
from reports.models import SpendingReturn, SpendingRow  # noqa: E402
from reports.services.reports import title_of  # noqa: E402
from reports.snapshots.annual_spending import collect  # noqa: E402

BAR = {"queries": 12}  # of a public page
AWARDS, BODIES = int(os.environ.get("AWARDS", "2000")), 60
YEAR = 2024
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
    day, statements = datetime.date(YEAR + 1, 1, 1), 0
    seconds: list[float] = []
    cpu: list[float] = []
    files: list[bytes] = []
    for _round in range(2):
        connection.force_debug_cursor = True
        reset_queries()
        began, worked = time.perf_counter(), time.process_time()
        snapshot = collect(YEAR, office=current(), as_of=day).as_json()
        statements = len(connection.queries)
        context = {**context_of(snapshot, "cnr"), "letterhead": letterhead(""), "sealed": False}
        files.append(render_pdf(TEMPLATE, context, language="cnr", created=day, title=title_of(YEAR, "cnr")))
        seconds.append(round(time.perf_counter() - began, 1))
        cpu.append(round(time.process_time() - worked, 1))
    with pikepdf.open(io.BytesIO(files[0])) as pdf:
        pages = len(pdf.pages)
    line = {
        "workload": "B4 annual report",
        "n": AWARDS,
        "seconds": seconds,
        "cpu_seconds": cpu,
        "pages": pages,
        "mb": round(len(files[0]) / 1e6, 2),
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "queries": statements,
        "same_bytes": files[0] == files[1],
    }
    say(line)


def main() -> None:
    """The pages first, so that their memory is theirs; then the report."""
    fill()
    addresses = {
        "explorer": f"/cnr/grants/?year={YEAR}",
        "explorer, search": f"/cnr/grants/?year={YEAR}&q=mladi+kultura",
    }
    for name, address in addresses.items():
        measured(f"B4 {name}", AWARDS, page(address), rounds=20, bar=BAR)
    client = Client(headers={"host": "127.0.0.1"})
    file = f"/cnr/grants/awards.csv?year={YEAR}"
    measured("B4 explorer, download", AWARDS, lambda: b"".join(client.get(file)), rounds=20, bar=BAR)
    built()


with override_settings(STORAGES={"default": settings.STORAGES["default"], "staticfiles": PLAIN}):
    main()
