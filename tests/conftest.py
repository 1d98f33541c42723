"""Fixtures of all tests: databases, guards, people's clients, a worker, a served portal, a browser."""

import os
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings

from office.catalogs.derive import refresh
from office.collector import keep_what_is_loaded
from tests import browsing, databases, processes

ROOT = Path(__file__).resolve().parent.parent
READING = re.compile(
    r"^[\s(]*(SELECT\b|WITH\b|SAVEPOINT\b|RELEASE\b|ROLLBACK\b|EXPLAIN\b|SHOW\b|DECLARE\b|FETCH\b|CLOSE\b|SET\b)",
    re.I,
)
WRITES_INSIDE = re.compile(r"\b(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM)\b", re.I)
OWN_OF_THE_VISITOR = '"django_session"'  # a message that was read leaves the session


def shared_data() -> Path:
    """Folder of the real data: SARADNJA_DATA, or shared/data beside the checkout or beside its symlink."""
    if given := os.environ.get("SARADNJA_DATA"):
        return Path(given)
    logical = Path(os.environ.get("PWD", ROOT))
    candidates = [place.parent / "shared" / "data" for place in (ROOT, logical)]
    return next((path for path in candidates if path.is_dir()), candidates[0])


SHARED_DATA = shared_data()
# A busy machine is no error of what is tried: only what an example shows counts.
settings.register_profile("saradnja", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("saradnja")


def pytest_configure(config: pytest.Config) -> None:
    """No network beyond this machine, from the first import on."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: object) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {
            "127.0.0.1",
            "::1",
            "localhost",
        }:
            raise AssertionError(f"a test reaches out of this machine: {address}")
        return connect(self, address)

    socket.socket.connect = local_only


def pytest_sessionstart(session: pytest.Session) -> None:
    """The catalogs are compiled first: without them a language is not there at all."""
    refresh(ROOT / "locale")


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded stays to the end of the run: the collector need not look through it again and again."""
    keep_what_is_loaded()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser tests need a Chromium: without one they are left out aloud, or fail when it is required."""
    if browsing.chromium():
        return
    wanted = [item for item in items if "browser" in item.fixturenames or item.get_closest_marker("browser")]
    if not wanted:
        return
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.exit(f"REQUIRE_BROWSER=1, but {browsing.HOW_TO_GET}", returncode=1)
    config.hook.pytest_deselected(items=wanted)
    items[:] = [item for item in items if item not in wanted]
    print(f"\n{len(wanted)} browser tests are left out: {browsing.HOW_TO_GET}")  # noqa: T201


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker) -> Iterator[None]:
    """Instead of pytest-django's own: a clone of the template for this worker."""
    with django_db_blocker.unblock(), databases.clone("base"):
        yield


@pytest.fixture
def fresh_database(django_db_setup, django_db_blocker) -> Iterator[str]:
    """A database of its own, for tests that need real transactions, threads or other processes."""
    with django_db_blocker.unblock(), databases.clone("fresh") as name:
        yield name


@pytest.fixture
def empty_cache() -> Iterator[None]:
    """For tests of limits and caches: nothing remembered before, nothing after."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def shared_data_folder() -> Path:
    """Folder of the real published data."""
    return SHARED_DATA


@pytest.fixture(autouse=True)
def _no_language_left_over() -> None:
    """Each test begins in the language of the office, whatever a page of the one before spoke."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _reading_gets(monkeypatch) -> None:
    """A GET of the test client writes nothing: any writing statement fails the test."""
    request = Client.get

    def guarded(self: Client, path: str, *args: object, **kwargs: object):
        with connection.execute_wrapper(refuse_writes):
            return request(self, path, *args, **kwargs)

    monkeypatch.setattr(Client, "get", guarded)


def refuse_writes(execute: Callable, statement: object, params: object, many: bool, context: dict) -> object:
    """Let questions through; a session's own row may be written, nothing else."""
    text = statement if isinstance(statement, str) else str(statement)
    reads = READING.match(text) and not WRITES_INSIDE.search(text)
    if not reads and OWN_OF_THE_VISITOR not in text:
        raise AssertionError(f"a GET writes: {text[:200]}")
    return execute(statement, params, many, context)


@pytest.fixture
def worker(fresh_database) -> Iterator[processes.Child]:
    """A real Celery worker on the fresh database."""
    with processes.celery_worker(fresh_database) as child:
        yield child


@pytest.fixture
def live(fresh_database) -> Iterator[processes.Served]:
    """The portal served by gunicorn on the fresh database; `live.url` is its address."""
    with processes.served(fresh_database) as portal:
        yield portal


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """The system's Chromium, one for all tests of the worker."""
    with browsing.launched() as chromium:
        yield chromium


@pytest.fixture
def page(browser) -> Iterator[object]:
    """One clean browser window; the test fails on a script error or a refused resource of the portal."""
    with ExitStack() as stack:
        yield stack.enter_context(browsing.window(browser))


@pytest.fixture
def new_page(browser) -> Iterator[Callable]:
    """Several people at once: every call gives a window with cookies of its own."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(browsing.window(browser, **options))
