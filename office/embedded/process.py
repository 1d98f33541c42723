"""Small tools for processes: a leash to the parent, signs of life, files of wheels."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path


class EmbeddedError(Exception):
    """A sentence for the person at the keyboard: why the embedded servers cannot run."""


def leash(end: signal.Signals, user: int | None = None, *, parent: int | None = None) -> Callable[[], None]:
    """Function for a child before exec: becomes `user` when asked and gets `end` when its parent dies."""
    parent = parent or os.getpid()

    def fasten() -> None:
        if user is not None:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(1, int(end))
            if os.getppid() != parent:
                os.kill(os.getpid(), end)

    return fasten


def alive(pid: int) -> bool:
    """Does a process with this number run (a zombie does not)?"""
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return True


def works_in(pid: int, folder: Path) -> bool:
    """Does this process work in the folder (a reused process number does not)?"""
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == folder.resolve()
    except PermissionError:
        return False
    except OSError:
        told = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
        return str(folder) in told.stdout


def wait_until(condition: Callable[[], object], seconds: float) -> bool:
    """Ask until the condition holds or the time is over."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def wheel_file(package: str, path: str) -> Path | None:
    """A file of an installed wheel, or None."""
    with contextlib.suppress(PackageNotFoundError):
        found = Path(str(distribution(package).locate_file(path)))
        return found if found.exists() else None
    return None


def port_taken(port: int) -> bool:
    """Does somebody listen on this loopback port?"""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def port_problem(text: str, command: str) -> str:
    """Why the portal cannot be served there and what to type; empty when it can."""
    if not text.isdigit() or not 1023 < int(text) < 65536:
        return f"PORT={text} is not a port: give a number from 1024 to 65535, for example PORT=8001 {command}"
    port = int(text)
    if not port_taken(port):
        return ""
    free = next((p for p in range(port + 1, min(port + 200, 65536)) if not port_taken(p)), 8001)
    return f"Port {port} is taken by another program. Type: PORT={free} {command}"
