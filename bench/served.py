"""The portal under gunicorn as `make demo` starts it, and clients that ask it all at once."""

import contextlib
import http
import http.client
import os
import signal
import socket
import statistics
import subprocess
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bench.measure import percentile
from office.embedded.process import leash, wait_until
from office.starter import programs

START_SECONDS = 60
WARMING = 12  # clients at once, more than the server has threads


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def answers(address: str) -> bool:
    """Does the portal live there?"""
    try:
        line = http.client.HTTPConnection(address, timeout=5)
        line.request("GET", "/health/live")
        return line.getresponse().status == 200
    except OSError:
        return False


@contextlib.contextmanager
def served(database: str) -> Iterator[str]:
    """The web server on this database for the time of the block; each client counts as its own address."""
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DATABASE_URL": database,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "TRUSTED_PROXIES": "1",
    }
    web = subprocess.Popen(
        programs(str(port))["web"],
        shell=True,
        env=environment,
        start_new_session=True,
        preexec_fn=leash(signal.SIGTERM),
    )
    try:
        if not wait_until(lambda: answers(f"127.0.0.1:{port}"), START_SECONDS):
            raise SystemExit("the web server did not start")
        yield f"http://127.0.0.1:{port}"
    finally:
        web.terminate()
        web.wait(15)


def over_http(workload: str, address: str, asked: list[dict[str, str]], clients: int) -> dict[str, Any]:
    """So many clients ask one page after the other, each with its own share of the questions; all answers are 200."""
    place, lock = urllib.parse.urlsplit(address), threading.Lock()
    times: list[float] = []
    refused: Counter[int] = Counter()

    def client(questions: list[dict[str, str]], number: int) -> None:
        line = http.client.HTTPConnection(place.netloc, timeout=30)
        for turn, question in enumerate(questions):
            began = time.perf_counter()
            visitor = f"10.{number}.{turn // 200}.{turn % 200}"
            path = f"{place.path}?{urllib.parse.urlencode(question)}"
            line.request("GET", path, headers={"X-Forwarded-For": visitor})
            answer = line.getresponse()
            answer.read()
            with lock:
                times.append((time.perf_counter() - began) * 1000)
                refused.update([answer.status] if answer.status != http.HTTPStatus.OK else [])

    def together(shares: list[list[dict[str, str]]]) -> None:
        threads = [threading.Thread(target=client, args=(share, n)) for n, share in enumerate(shares)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    together([asked[:4]] * WARMING)  # every process of the server meets the page before it is timed
    times.clear()
    began = time.perf_counter()
    together([asked[n::clients] for n in range(clients)])
    if refused:
        raise SystemExit(f"{address} answered {dict(refused)}")
    times.sort()
    return {
        "workload": workload,
        "clients": clients,
        "rounds": len(times),
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(percentile(times, 0.95), 1),
        "rps": round(len(times) / (time.perf_counter() - began), 1),
    }
