"""Embedded default: a real PostgreSQL and a real Valkey from wheels, used when no address is configured.

This package uses the standard library only: its keepers run without the rest of the portal.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from office.embedded.postgres import Postgres
from office.embedded.process import EmbeddedError, wait_until
from office.embedded.server import HOME
from office.embedded.valkey import Valkey

__all__ = [
    "HOME",
    "KINDS",
    "EmbeddedError",
    "Postgres",
    "Valkey",
    "configured",
    "database_url",
    "redis_url",
    "servers",
    "stop",
]

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


def stop(home: Path = HOME) -> None:
    """Ask the keepers under this home to end, and wait."""
    for kind in KINDS.values():
        server = kind(home)
        if server.running():
            os.kill(server.read_state()["keeper"], signal.SIGTERM)
            wait_until(lambda server=server: not server.running(), 30)
