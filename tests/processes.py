"""Real processes for tests: gunicorn and a Celery worker on a database of the test."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import redis

from office.embedded import Postgres
from office.embedded.process import leash
from tests.settings import HOME, VAR

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
START_SECONDS = 60


@dataclass
class Child:
    """A started process and the file it writes to."""

    process: subprocess.Popen
    log: Path

    def text(self) -> str:
        """Everything it has said."""
        return self.log.read_text(errors="replace")


@dataclass
class Served(Child):
    """The served portal."""

    url: str


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def environment(database: str, **more: str) -> dict[str, str]:
    """Environment of a started process: the given database, this worker's Valkey number and files."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.served",
        "DATABASE_URL": Postgres(HOME).url(database),
        "OFFICE_VAR": str(VAR),
        "OFFICE_DEMO": "1",
        "DEBUG": "0",
        "EMAIL_URL": "filemail:///",
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "",  # the next start need not compile everything again
        **more,
    }


@contextlib.contextmanager
def started(name: str, command: list[str], env: dict[str, str]) -> Iterator[Child]:
    """Run a program for the time of the block; it never outlives the test run."""
    log = VAR / f"{name}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            start_new_session=True, preexec_fn=leash(signal.SIGTERM),
        )  # fmt: skip
    try:
        yield Child(process, log)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(child: Child, ready) -> None:
    """Wait until it is ready; says what it wrote when it is not."""
    end = time.monotonic() + START_SECONDS
    while not ready():
        if child.process.poll() is not None or time.monotonic() > end:
            raise AssertionError(f"{child.log.name} did not start:\n{child.text()[-3000:]}")
        time.sleep(0.05)


@contextlib.contextmanager
def celery_worker(database: str, **more: str) -> Iterator[Child]:
    """A worker with one child, on an empty queue."""
    redis.Redis.from_url(os.environ["REDIS_URL"]).flushdb()
    command = [str(PROGRAMS / "celery"), "-A", "office", "worker", "--concurrency=1", "--loglevel=INFO"]
    env = environment(database, REMAP_SIGTERM="SIGQUIT", **more)
    with started("worker", [*command, "--without-gossip", "--without-mingle"], env) as child:
        wait_for(child, lambda: "ready." in child.text())
        yield child


@contextlib.contextmanager
def served(database: str, **more: str) -> Iterator[Served]:
    """The portal under gunicorn, as in the demo."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [
        str(PROGRAMS / "gunicorn"), "office.wsgi:application", f"--bind=127.0.0.1:{port}",
        "--worker-class=gthread", "--workers=1", "--threads=4",
    ]  # fmt: skip
    env = environment(database, SITE_URL=url, **{"PORT": str(port), **more})
    with started("web", command, env) as child:
        wait_for(child, lambda: answers(f"{url}/health/live"))
        yield Served(child.process, child.log, url)


def answers(url: str) -> bool:
    """Does the address answer 200?"""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
