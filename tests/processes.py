"""Real processes for tests: gunicorn and a Celery worker on a database of the test."""

import atexit
import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import redis

from office.embedded import Postgres
from office.embedded.process import alive, leash, wait_until
from tests.settings import HOME, VAR, WORKER

ROOT = Path(__file__).resolve().parent.parent
FRESH = f"test_{WORKER}_{os.getpid()}_fresh"  # the database of nearly all journeys (tests/databases.py)
PROGRAMS = Path(sys.executable).parent
START_SECONDS = 60


class Divided:
    """A child of a loaded process, asked as one that was started is asked."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """None while it runs."""
        return None if alive(self.pid) else 0

    def wait(self, timeout: float = 60) -> None:
        """Until it has ended."""
        if not wait_until(self.poll_ended, timeout):
            raise subprocess.TimeoutExpired(str(self.pid), timeout)

    def poll_ended(self) -> bool:
        """Has it ended?"""
        return self.poll() is not None


class Loaded:
    """The portal loaded once in a process that divides (tests/loaded.py): one child at a time."""

    def __init__(self, kind: str, env: dict[str, str]) -> None:
        self.kind, self.env, self.busy = kind, env, False
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.loaded", kind], cwd=ROOT, env=env, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, preexec_fn=leash(signal.SIGTERM),
        )  # fmt: skip
        assert self.process.stdout.readline() == "loaded\n", f"{kind}: the portal was not loaded"
        atexit.register(self.end)

    def child(self, command: list[str], log: Path) -> Divided:
        """A process that runs this command from now on, with an empty log."""
        log.write_bytes(b"")
        self.process.stdin.write(json.dumps({"command": command, "log": str(log)}) + "\n")
        self.process.stdin.flush()
        return Divided(int(self.process.stdout.readline()))

    def end(self) -> None:
        """With the test run."""
        self.process.stdin.close()
        self.process.wait(15)
        self.process.stdout.close()


@dataclass
class Child:
    """A started process and the file it writes to."""

    process: subprocess.Popen | Divided
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


@cache
def usual_port() -> int:
    """The port of the portal when nothing else is asked of it: one for all tests of this process.

    It lies below those that the system gives to whoever asks for any, so that it is still free later.
    """
    while True:
        with socket.socket() as tried, contextlib.suppress(OSError):
            tried.bind(("127.0.0.1", port := random.randrange(20_000, 32_000)))
            return port


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


def asked(env: dict[str, str]) -> dict[str, str]:
    """The environment without what pytest notes in it for itself."""
    return {name: value for name, value in env.items() if name != "PYTEST_CURRENT_TEST"}


LOADED: dict[str, Loaded] = {}


@contextlib.contextmanager
def begun(
    kind: str, command: list[str], env: dict[str, str], log: Path
) -> Iterator[subprocess.Popen | Divided]:
    """A child of the loaded portal; a program of its own where the environment is another or that child still runs."""
    ready = LOADED.get(kind)
    if ready and not ready.busy and ready.env == asked(env):
        ready.busy = True
        try:
            yield ready.child(command, log)
        finally:
            ready.busy = False
    else:
        with log.open("wb") as out:
            yield subprocess.Popen(
                command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                start_new_session=True, preexec_fn=leash(signal.SIGTERM),
            )  # fmt: skip


@contextlib.contextmanager
def started(name: str, command: list[str], env: dict[str, str], *, often: bool = False) -> Iterator[Child]:
    """Run a program for the time of the block; it never outlives the test run.

    What is asked for often is loaded once; the database of nearly all journeys has the same name for each of them.
    """
    log = VAR / f"{name}.log"
    if often and name not in LOADED and env["DATABASE_URL"] == Postgres(HOME).url(FRESH):
        LOADED[name] = Loaded(name, asked(env))
    with begun(name, command, env, log) as process:
        try:
            yield Child(process, log)
        finally:
            stop(process)


def stop(process: subprocess.Popen | Divided) -> None:
    """Ask it to end, with all it started; make it end when it does not.

    A child of the loaded portal is put away at once: nobody asks after what it would still say or tidy up.
    """
    gently = isinstance(process, subprocess.Popen)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM if gently else signal.SIGKILL)
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
    command += ["--without-gossip", "--without-mingle"]
    with started("worker", command, env, often=not more) as child:
        wait_for(child, lambda: "ready." in child.text())
        yield child


@contextlib.contextmanager
def served(database: str, **more: str) -> Iterator[Served]:
    """The portal under gunicorn, as in the demo."""
    taken = "web" in LOADED and LOADED["web"].busy
    port = free_port() if more or taken else usual_port()
    url = f"http://127.0.0.1:{port}"
    command = [
        str(PROGRAMS / "gunicorn"), "office.wsgi:application", f"--bind=127.0.0.1:{port}",
        "--worker-class=gthread", "--workers=1", "--threads=4",
    ]  # fmt: skip
    env = environment(database, SITE_URL=url, **{"PORT": str(port), **more})
    with started("web", command, env, often=not more) as child:
        wait_for(child, lambda: answers(f"{url}/health/live"))
        yield Served(child.process, child.log, url)


def answers(url: str) -> bool:
    """Does the address answer 200?"""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
