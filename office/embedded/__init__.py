"""Embedded default: a real PostgreSQL and a real Valkey from wheels, used when no address is configured.

This package uses the standard library only: its keepers run without the rest of the portal.
"""

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

from office.embedded.postgres import Postgres
from office.embedded.process import EmbeddedError, wait_until
from office.embedded.server import HOME
from office.embedded.valkey import Valkey

__all__ = ["HOME", "KINDS", "EmbeddedError", "Postgres", "Valkey", "configured", "servers", "stop"]

KINDS = {kind.name: kind for kind in (Postgres, Valkey)}


def configured(variable: str) -> bool:
    """Is this server's address given from outside?"""
    return bool(os.environ.get(variable) or os.environ.get(f"{variable}_FILE"))


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
