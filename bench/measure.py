"""What every workload does the same: opens pages as a person, times them, prints one JSON line."""

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import connection, reset_queries
from django.test import Client

ROUNDS = int(os.environ.get("ROUNDS", "40"))
# The bench serves no files: nothing was collected for it.
PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def say(line: dict[str, Any]) -> None:
    """One line of the result."""
    print(json.dumps(line), flush=True)  # noqa: T201


def percentile(times: list[float], share: float) -> float:
    """The time within which this share of sorted times lies."""
    return times[min(len(times) - 1, int(len(times) * share))]


def missed(bar: dict[str, float], line: dict[str, Any]) -> list[str]:
    """Which figures of the line lie above their bar."""
    known = {"p50": "p50_ms", "p95": "p95_ms", "queries": "queries", "seconds": "seconds", "mb": "rss_mb"}
    return [name for name, most in bar.items() if line.get(known.get(name, name), 0) > most]


def with_bar(line: dict[str, Any], bar: dict[str, float] | None) -> dict[str, Any]:
    """The line with its bar beside it, and whether it was held."""
    return line | {"bar": bar, "held": not missed(bar, line)} if bar else line


def database_seconds() -> float:
    """Processor seconds of this connection's server process so far; nothing where it runs on another machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    try:
        user, system = stat.read_text().rsplit(")", 1)[1].split()[11:13]
    except OSError:
        return 0.0
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def statements_of(once: Callable[[], object]) -> int:
    """How many statements it takes with an empty cache, as the first visitor meets them."""
    cache.clear()
    before, connection.force_debug_cursor = connection.force_debug_cursor, True
    reset_queries()
    once()
    connection.force_debug_cursor = before
    return len(connection.queries)


def measured(
    workload: str,
    n: int,
    once: Callable[[], object],
    *,
    rounds: int = ROUNDS,
    bar: dict[str, float] | None = None,
) -> float:
    """Median in milliseconds, after a line with p50, p95, processor time here and in the database, statements, memory.

    Statements are counted on the first round with an empty cache, as the first visitor meets them;
    that round and the next warm the templates and are not timed.
    """
    statements = statements_of(once)
    once()
    times, worked, asked = [], time.process_time(), database_seconds()
    for _round in range(rounds):
        began = time.perf_counter()
        once()
        times.append((time.perf_counter() - began) * 1000)
    worked, asked = time.process_time() - worked, database_seconds() - asked
    times.sort()
    line = {
        "workload": workload,
        "n": n,
        "rounds": rounds,
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(percentile(times, 0.95), 1),
        "cpu_ms": round(worked * 1000 / rounds, 1),
        "database_cpu_ms": round(asked * 1000 / rounds, 1),
        "rps": round(1000 / statistics.mean(times), 1),
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "queries": statements,
    }
    say(with_bar(line, bar))
    return statistics.median(times)


def done(workload: str, n: int, once: Callable[[], object], *, bar: dict[str, float] | None = None) -> None:
    """One long work, done a single time: seconds and statements."""
    began = time.perf_counter()
    once()
    say(with_bar({"workload": workload, "n": n, "seconds": round(time.perf_counter() - began, 2)}, bar))


def page(address: str, user: Any = None) -> Callable[[], object]:
    """Opens the page, as this person when one is given; a page that does not open ends the run."""
    client = Client(headers={"host": "127.0.0.1"})
    if user is not None:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    if client.get(address).status_code != 200:
        sys.exit(f"{address} does not open")
    return lambda: client.get(address).content
