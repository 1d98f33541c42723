"""What every workload does the same: opens pages as a person, times them, prints one JSON line."""

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
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


def measured(workload: str, n: int, once: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """Median in milliseconds, after a line with p50, p95, statements and memory.

    Statements are counted on the first round with an empty cache, as the first visitor meets them;
    that round and the next warm the templates and are not timed.
    """
    times, statements = [], 0
    for number in range(rounds + 2):
        if number == 0:
            cache.clear()
        connection.force_debug_cursor = number == 0
        reset_queries()
        began = time.perf_counter()
        once()
        if number > 1:
            times.append((time.perf_counter() - began) * 1000)
        statements = len(connection.queries) or statements
    times.sort()
    say(
        {
            "workload": workload,
            "n": n,
            "p50_ms": round(statistics.median(times), 1),
            "p95_ms": round(times[int(len(times) * 0.95)], 1),
            "rps": round(1000 / statistics.mean(times), 1),
            "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "queries": statements,
        }
    )
    return statistics.median(times)


def page(address: str, user: Any = None) -> Callable[[], object]:
    """Opens the page, as this person when one is given; a page that does not open ends the run."""
    client = Client(headers={"host": "127.0.0.1"})
    if user is not None:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    if client.get(address).status_code != 200:
        sys.exit(f"{address} does not open")
    return lambda: client.get(address).content
