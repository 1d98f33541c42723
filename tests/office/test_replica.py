"""REPLICA_URL: public pages are read from a real streaming copy while it keeps up, from the database itself otherwise."""

import contextlib
import json
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from office import replicas
from office.embedded import Postgres
from office.embedded.postgres import postgres_bin
from office.embedded.process import leash
from tests import processes
from tests.factories.registry import OrganisationFactory
from tests.settings import HOME


class Copy(Postgres):
    """A server whose data are copied from another one and follow it."""

    def __init__(self, home: Path, of: Postgres) -> None:
        super().__init__(home, lasting=False)
        self.of = of

    def make_cluster(self, programs: Path, major: int, prefix: list[str], user: int | None) -> None:
        """pg_basebackup instead of initdb; -R writes where to follow."""
        base = [
            *prefix,
            str(programs / "pg_basebackup"),
            "-h",
            str(self.of.socket_folder()),
            "-U",
            "saradnja",
        ]
        subprocess.run(
            [*base, "-D", str(self.data), "-R", "-X", "stream", "--checkpoint=fast"],
            check=True, cwd=self.folder, preexec_fn=leash(signal.SIGKILL, user),
        )  # fmt: skip

    @staticmethod
    def make_database(programs: Path, sockets: Path) -> None:
        """It came with the copy."""


@contextlib.contextmanager
def launched(server: Postgres) -> Iterator[Postgres]:
    """The server runs for the time of the block."""
    server.folder.mkdir(parents=True, exist_ok=True)
    process = server.launch()
    try:
        yield server
    finally:
        server.end(process)


@pytest.fixture
def pair(fresh_database, tmp_path) -> Iterator[tuple[Postgres, Postgres]]:
    """A database with the tables and code lists of the portal, and its streaming copy."""
    OrganisationFactory(number="00077", name="Udruženje Kopija")
    programs = postgres_bin()
    with launched(Postgres(tmp_path / "first", lasting=False)) as first:
        load = [programs / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", first.url()]
        dump = [programs / "pg_dump", Postgres(HOME).url(fresh_database)]
        tables = subprocess.run(dump, stdout=subprocess.PIPE, check=True).stdout
        subprocess.run(load, input=tables, stdout=subprocess.DEVNULL, check=True)
        with launched(Copy(tmp_path / "second", first)) as second:
            yield first, second


def ask(server: Postgres, statement: str) -> object:
    """One value, or nothing when the statement gives none."""
    with psycopg.connect(server.url(), autocommit=True) as line:
        cursor = line.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def wait_for(true: Callable[[], bool]) -> None:
    """Ten seconds at most."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def read(url: str) -> str:
    """A page as a citizen gets it."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read().decode()


def test_public_pages_are_read_from_the_copy_while_it_keeps_up(pair):
    first, second = pair
    with processes.served("unused", DATABASE_URL=first.url(), REPLICA_URL=second.url()) as portal:
        page = f"{portal.url}/cnr/register/00077/"
        assert "Udruženje Kopija" in read(page)
        checks = json.loads(read(f"{portal.url}/health/ready"))["checks"]
        assert checks["replica"]["well"] is True

        ask(second, "SELECT pg_wal_replay_pause()")
        ask(first, "UPDATE ngo_registry_organisation SET name = 'Udruženje Izvor'")
        wait_for(lambda: ask(second, "SELECT pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn()") is True)
        assert "Udruženje Kopija" in read(
            f"{portal.url}/cnr/register/?q=kopija"
        )  # its own SQL asks the copy too
        assert "Udruženje Kopija" in read(page)  # not late enough yet: the copy is read
        wait_for(lambda: "Udruženje Izvor" in read(page))  # more than five seconds late
        assert json.loads(read(f"{portal.url}/health/ready"))["status"] == "degraded"

        ask(second, "SELECT pg_wal_replay_resume()")
        wait_for(lambda: ask(second, "SELECT name FROM ngo_registry_organisation") == "Udruženje Izvor")


def test_a_copy_that_is_away_is_not_missed(pair):
    first, _second = pair
    with processes.served(
        "unused", DATABASE_URL=first.url(), REPLICA_URL="postgres://x@/x?host=/nowhere"
    ) as portal:
        began = time.monotonic()
        assert "Udruženje Kopija" in read(f"{portal.url}/cnr/register/00077/")
        assert time.monotonic() - began < 8
        began = time.monotonic()
        assert "Udruženje Kopija" in read(f"{portal.url}/cnr/register/00077/")
        assert time.monotonic() - began < 2
        ready = json.loads(read(f"{portal.url}/health/ready"))
        assert (ready["status"], ready["checks"]["replica"]["well"]) == ("degraded", False)


@pytest.fixture
def copied(monkeypatch) -> None:
    """A deployment with a copy that keeps up."""
    monkeypatch.setattr(replicas, "configured", lambda: True)
    monkeypatch.setattr(replicas, "keeps_up", lambda: True)


def test_what_is_written_and_what_is_closed_stays_with_the_database(copied):
    router = replicas.ReplicaRouter()
    where = lambda: (router.db_for_read(None), router.db_for_write(None))  # noqa: E731
    requests = RequestFactory()
    assert replicas.answered(requests.get("/"), lambda: HttpResponse(str(where()))).content == (
        b"('replica', 'default')"
    )
    assert replicas.answered(requests.post("/"), lambda: HttpResponse(str(where()))).content == (
        b"('default', 'default')"
    )
    assert where() == ("default", "default")


def test_a_download_is_read_from_the_copy_to_its_end(copied):
    router = replicas.ReplicaRouter()

    def parts() -> Iterator[str]:
        yield router.db_for_read(None)
        yield router.db_for_read(None)

    answer = replicas.answered(RequestFactory().get("/"), lambda: StreamingHttpResponse(parts()))
    assert b" ".join(answer) == b"replica replica"
    assert router.db_for_read(None) == "default"


def test_a_copy_that_breaks_off_costs_nobody_a_page(copied, monkeypatch):
    monkeypatch.setattr(replicas, "_known", {"until": 0.0, "well": 1.0})
    router = replicas.ReplicaRouter()

    def view() -> HttpResponse:
        if router.db_for_read(None) == "replica":
            raise OperationalError("terminating connection")
        return HttpResponse("whole")

    assert replicas.answered(RequestFactory().get("/"), view).content == b"whole"
    assert replicas._known["well"] == 0.0
