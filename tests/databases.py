"""Databases of the tests: one template per state of the migrations, cheap clones of it."""

import contextlib
import fcntl
import hashlib
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connections
from psycopg import sql

from office.embedded import Postgres
from office.quick_migrations import quick_migrations
from tests.settings import HOME, WORKER

ROOT = Path(__file__).resolve().parent.parent
FIRST_DATA = ("load_code_lists", "load_rulebooks")
TABLES = ("*/migrations/*.py", "requirements.lock")
CONTENTS = (
    "*/code_lists/**/*",
    "*/data/**/*.csv",
    "office/rulebooks/**/*.toml",
    "office/rulebooks/**/*.py",
    "*/management/commands/load_*.py",
)


def server(statement: str, *names: str) -> None:
    """Run one statement outside every transaction in the maintenance database."""
    with psycopg.connect(Postgres(HOME).url("postgres"), autocommit=True) as line:
        line.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def existing() -> set[str]:
    """Names of all databases of the test cluster."""
    with psycopg.connect(Postgres(HOME).url("postgres")) as line:
        return {name for (name,) in line.execute("SELECT datname FROM pg_database")}


def state_of(patterns: tuple[str, ...], before: str) -> str:
    """Short sum of everything these files say; what Python compiles on the way says nothing."""
    state = hashlib.sha256(before.encode())
    found = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    for path in sorted(path for path in found if "__pycache__" not in path.parts):
        state.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return state.hexdigest()[:16]


@contextlib.contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Send Django's connections of all threads to this database for the time of the block."""
    wanted = connections.settings["default"]
    before = wanted["NAME"]
    connections["default"].close()
    wanted["NAME"] = connections["default"].settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections["default"].close()
        wanted["NAME"] = connections["default"].settings_dict["NAME"] = before


def made(name: str, source: str, step: Callable[[], None]) -> str:
    """The database of this name; when missing it is made from the source, and older ones of its kind go."""
    if name in (there := existing()):
        return name
    draft = f"building_{name}"
    for old in there:
        if old == draft or old.startswith(name.split("_")[0] + "_"):
            server("DROP DATABASE {} WITH (FORCE)", old)
    server("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", draft, source)
    with connected_to(draft):
        step()
    server("ALTER DATABASE {} RENAME TO {}", draft, name)
    return name


def make_tables() -> None:
    """All migrations, in an empty database."""
    with quick_migrations():
        call_command("migrate", verbosity=0, interactive=False)


def load_first_data() -> None:
    """Code lists and rulebooks."""
    for command in FIRST_DATA:
        if command in get_commands():
            call_command(command, verbosity=0, stdout=io.StringIO())


def tables() -> str:
    """The migrated template without any content; made once, by the first worker that comes."""
    with (HOME / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return made(f"tables_{state_of(TABLES, '')}", "template1", make_tables)


def template() -> str:
    """The migrated template with the code lists; made once, by the first worker that comes."""
    base = tables()
    contents = state_of(CONTENTS, f"{base} {settings.OFFICE_JURISDICTION}")
    with (HOME / "filled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        office = settings.OFFICE_JURISDICTION.replace("_", "")
        return made(f"filled{office}_{contents}", base, load_first_data)


@contextlib.contextmanager
def clone(label: str) -> Iterator[str]:
    """A copy of the template that lives for the time of the block; Django is connected to it."""
    source = template()
    name = f"test_{WORKER}_{os.getpid()}_{label}"
    server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    server("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, source)
    try:
        with connected_to(name):
            yield name
    finally:
        server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
