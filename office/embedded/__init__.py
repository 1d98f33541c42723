"""Embedded default: a real PostgreSQL and a real Valkey from wheels, used when no address is configured.

This package uses the standard library only: its keepers run without the rest of the portal.
"""

import contextlib
import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from office.embedded.postgres import Postgres
from office.embedded.process import EmbeddedError, alive, wait_until
from office.embedded.server import HOME
from office.embedded.valkey import Valkey

__all__ = [
    "HOME", "KINDS", "EmbeddedError", "Postgres", "Valkey", "configured", "database_url", "only_starter",
    "redis_url", "servers", "stop",
]  # fmt: skip

KINDS = {kind.name: kind for kind in (Postgres, Valkey)}


def configured(variable: str) -> bool:
    """Is this server's address given from outside?"""
    return bool(os.environ.get(variable) or os.environ.get(f"{variable}_FILE"))


def _address(variable: str, home: Path) -> str:
    """The configured address, else the one of the server that runs in this home."""
    if given := os.environ.get(variable):
        return given
    if file := os.environ.get(f"{variable}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    kind = next(kind for kind in KINDS.values() if kind.variable == variable)
    server = kind(home)
    if server.running():
        return server.read_state()["url"]
    sys.exit(
        f"{variable} is missing. Set {variable} or {variable}_FILE, or start the embedded servers: make demo."
    )


def database_url(home: Path = HOME) -> str:
    """Address of the database for the settings."""
    return _address("DATABASE_URL", home)


def redis_url(home: Path = HOME) -> str:
    """Address of Valkey or Redis for the settings."""
    return _address("REDIS_URL", home)


@contextlib.contextmanager
def servers(home: Path = HOME, *, lasting: bool = True) -> Iterator[None]:
    """Run what is not configured and put its address into the environment, for the time of the block."""
    with contextlib.ExitStack() as stack:
        for kind in KINDS.values():
            if configured(kind.variable):
                continue
            server = kind(home, lasting=lasting)
            stack.callback(server.close, server.open())
            os.environ[kind.variable] = server.read_state()["url"]
            stack.callback(os.environ.pop, kind.variable, None)
        yield


@contextlib.contextmanager
def only_starter(home: Path = HOME) -> Iterator[None]:
    """One starter per home; its lock tells the others, and `stop`, who it is."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "starter.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            port = lock.read().partition(" ")[2]
            raise EmbeddedError(
                f"This checkout already serves at http://127.0.0.1:{port}. `make stop` ends it."
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()} {os.environ.get('PORT', '8000')}")
        lock.flush()
        yield


def stop(home: Path = HOME) -> None:
    """End the starter and the servers of this home, and wait for their end."""
    starter = home / "starter.lock"
    if starter.exists():
        with starter.open("r+") as lock:
            end_holder(lock, signal.SIGTERM, 20)
            end_holder(lock, signal.SIGKILL, 5)
    for kind in KINDS.values():
        server = kind(home)
        if server.running():
            keeper = server.read_state()["keeper"]
            os.kill(keeper, signal.SIGTERM)
            wait_until(lambda keeper=keeper: not alive(keeper), 30)
        server.clear_dead_server()


def end_holder(lock: TextIO, signal_number: signal.Signals, seconds: float) -> None:
    """Send the signal to the process that holds the lock and wait until it lets go."""

    def free() -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        fcntl.flock(lock, fcntl.LOCK_UN)
        return True

    if free():
        return
    lock.seek(0)
    with contextlib.suppress(ValueError, ProcessLookupError):
        os.kill(int(lock.read().split(" ")[0]), signal_number)
    wait_until(free, seconds)
