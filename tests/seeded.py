"""The demo of each office for tests: seeded once into a template, files beside it, then cloned in a moment."""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connections

from office.embedded import Postgres
from tests import databases
from tests.settings import HOME, WORKER

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "demo-saradnja-2026"
SOURCES = ("office/demo/**/*", "office/**/*.toml", "*/services/*.py", "*/workflows/*.py", "office/scripts.py")
FILL = """
import django
django.setup()
from django.core.management import call_command
for command in ("load_code_lists", "load_rulebooks", "seed_demo"):
    call_command(command, verbosity=0)
"""


@dataclass(frozen=True)
class Seeded:
    """A clone of a seeded database and the environment in which processes use it."""

    office: str
    name: str
    files: Path

    def environment(self) -> dict[str, str]:
        """For every process that works on this clone."""
        return environment(self.office, self.name, self.files)

    def run(self, code: str, **more: str) -> str:
        """Run a piece of code of the portal on this clone; what it prints."""
        return run(code, self.environment() | more)


def environment(office: str, name: str, files: Path) -> dict[str, str]:
    """The portal of this office on this database, with its files."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.served",
        "DATABASE_URL": Postgres(HOME).url(name),
        "OFFICE_JURISDICTION": office,
        "OFFICE_VAR": str(files),
        "OFFICE_DEMO": "1",
        "DEBUG": "0",
        "DEMO_PASSWORD": PASSWORD,
        "EMAIL_URL": "filemail:///",
        "LOG_LEVEL": "ERROR",
        "PYTHONDONTWRITEBYTECODE": "",  # the next start need not compile everything again
    }


def run(code: str, env: dict[str, str], seconds: int = 280) -> str:
    """Run code in a process of its own; its output, or what went wrong."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=seconds
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    return done.stdout


def template(office: str) -> tuple[str, Path]:
    """The seeded template of an office and its files; made once, by the first worker that comes."""
    state = databases.state_of((*databases.TABLES, *databases.CONTENTS, *SOURCES), office)
    name = f"seeded{office.replace('_', '')}_{state}"
    files = HOME / name

    def fill() -> None:
        for old in HOME.glob(f"{name.split('_')[0]}_*"):
            shutil.rmtree(old)
        files.mkdir(parents=True)
        run(FILL, environment(office, connections["default"].settings_dict["NAME"], files))

    with (HOME / f"{office}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return databases.made(name, databases.tables(), fill), files


@contextlib.contextmanager
def seeded(office: str) -> Iterator[Seeded]:
    """A clone of the seeded database of this office, for the time of the block."""
    source, files = template(office)
    name = f"test_{WORKER}_{os.getpid()}_{office}"
    databases.server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    databases.server("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, source)
    try:
        yield Seeded(office, name, files)
    finally:
        databases.server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
