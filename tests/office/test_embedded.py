"""The embedded servers: real, shared, gone with their last user however it ends, data whole."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
import redis

from office import embedded
from office.embedded import Postgres, Valkey
from office.embedded.process import alive, port_problem, wait_until

ROOT = Path(__file__).resolve().parents[2]
USER = """
import sys, time
from pathlib import Path
from office import embedded
with embedded.servers(Path(sys.argv[1])):
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def home(tmp_path, monkeypatch) -> Iterator[Path]:
    """A home of its own, with no address configured."""
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    yield tmp_path / "var"
    embedded.stop(tmp_path / "var")


def user(home: Path) -> subprocess.Popen:
    """Another process that uses the servers."""
    env = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    other = subprocess.Popen(
        [sys.executable, "-c", USER, str(home)], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )
    with other.stdout as said:
        assert said.readline() == "ready\n"
    return other


def pids(home: Path) -> list[int]:
    """Keepers and servers of the home."""
    states = [json.loads((home / kind / "state.json").read_text()) for kind in ("postgres", "valkey")]
    return [state[role] for state in states for role in ("keeper", "server")]


def gone(numbers: list[int]) -> bool:
    """Do all of them end soon?"""
    return wait_until(lambda: not any(map(alive, numbers)), 20)


def test_servers_are_real_and_keep_their_data(home):
    with embedded.servers(home):
        with psycopg.connect(os.environ["DATABASE_URL"]) as line:
            line.execute("CREATE TABLE note (text text)")
            line.execute("INSERT INTO note VALUES ('ћао')")
        redis.Redis.from_url(os.environ["REDIS_URL"]).set("bell", "rung")
        running = pids(home)
    assert gone(running)
    assert "DATABASE_URL" not in os.environ
    with embedded.servers(home):
        with psycopg.connect(os.environ["DATABASE_URL"]) as line:
            assert line.execute("SELECT text FROM note").fetchall() == [("ћао",)]
        assert redis.Redis.from_url(os.environ["REDIS_URL"]).get("bell") == b"rung"


def test_no_network_port_of_the_database_and_a_closed_folder(home):
    with embedded.servers(home), psycopg.connect(os.environ["DATABASE_URL"]) as line:
        assert line.execute("SHOW listen_addresses").fetchone() == ("",)
        assert line.execute("SHOW fsync").fetchone() == ("on",)
        assert Postgres(home).socket_folder().stat().st_mode & 0o077 == 0
        assert (home / "valkey" / "valkey.conf").stat().st_mode & 0o077 == 0
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(port=int(os.environ["REDIS_URL"].rsplit(":")[-1].split("/")[0])).ping()


def test_killed_user_leaves_nothing(home):
    other = user(home)
    running = pids(home)
    other.kill()
    other.wait()
    assert gone(running)


def test_killed_keeper_takes_its_server_along_and_the_next_start_works(home):
    other = user(home)
    running = pids(home)
    for keeper in running[::2]:
        os.kill(keeper, signal.SIGKILL)
    assert gone(running)
    other.kill()
    other.wait()
    with embedded.servers(home), psycopg.connect(os.environ["DATABASE_URL"]) as line:
        assert line.execute("SELECT 1").fetchone() == (1,)


def test_second_user_keeps_the_servers_after_the_first_has_gone(home):
    first, second = user(home), None
    try:
        second = user(home)
        running = pids(home)
        first.kill()
        first.wait()
        time.sleep(0.5)
        assert all(map(alive, running))
        assert pids(home) == running
    finally:
        for other in filter(None, (first, second)):
            other.kill()
            other.wait()
    assert gone(running)


def test_pid_file_of_a_dead_server_is_no_obstacle(home):
    with embedded.servers(home):
        pass
    reused = f"{os.getpid()}\n{home}/postgres/data\n1\n5432\n{home}/postgres/run\n\n 0 0\nready\n"
    (home / "postgres" / "data" / "postmaster.pid").write_text(reused)
    with embedded.servers(home), psycopg.connect(os.environ["DATABASE_URL"]) as line:
        assert line.execute("SELECT 1").fetchone() == (1,)


def test_database_killed_in_the_middle_keeps_what_was_committed(home):
    other = user(home)
    with psycopg.connect(Postgres(home).url(), autocommit=True) as line:
        line.execute("CREATE TABLE note (n int)")
        line.execute("INSERT INTO note SELECT generate_series(1, 1000)")
    database = pids(home)[1]
    os.kill(database, signal.SIGKILL)
    assert gone([database])
    other.kill()
    other.wait()
    with embedded.servers(home), psycopg.connect(os.environ["DATABASE_URL"]) as line:
        assert line.execute("SELECT count(*) FROM note").fetchone() == (1000,)


def test_long_path_uses_a_short_folder_for_the_socket(tmp_path):
    deep = Postgres(tmp_path / ("a" * 100))
    assert len(str(deep.socket_folder())) < 90
    assert len(str(Postgres(Path("/srv/x")).socket_folder())) < 90


def test_configured_servers_are_left_alone(home, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@db.example/portal")
    monkeypatch.setenv("REDIS_URL", "redis://cache.example/0")
    with embedded.servers(home):
        assert embedded.database_url(home) == "postgres://somebody@db.example/portal"
        assert embedded.redis_url(home) == "redis://cache.example/0"
    assert not home.exists()


def test_address_may_come_from_a_file(home, tmp_path, monkeypatch):
    secret = tmp_path / "database_url"
    secret.write_text("postgres://somebody@db.example/portal\n")
    monkeypatch.setenv("DATABASE_URL_FILE", str(secret))
    assert embedded.configured("DATABASE_URL")
    assert embedded.database_url(home) == "postgres://somebody@db.example/portal"


def test_missing_address_says_what_to_do(home):
    with pytest.raises(SystemExit, match=r"DATABASE_URL is missing. Set DATABASE_URL or DATABASE_URL_FILE"):
        embedded.database_url(home)


def test_broken_data_folder_gives_a_sentence(home):
    (home / "postgres" / "data").mkdir(parents=True)
    (home / "postgres" / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(embedded.EmbeddedError, match="its data were made by PostgreSQL 9"):
        Postgres(home).open()
    assert Valkey(home).read_state() == {}


def test_taken_port_gives_the_command_to_type():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = port_problem(str(port), "make demo")
    assert said.startswith(f"Port {port} is taken by another program. Type: PORT=")
    assert port_problem("eighty", "make demo").startswith("PORT=eighty is not a port")


def test_one_starter_a_checkout(home, monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    with (
        embedded.only_starter(home),
        pytest.raises(embedded.EmbeddedError, match=r"http://127\.0\.0\.1:8123"),
        embedded.only_starter(home),
    ):
        pass


STARTER = """
import os, sys
from office import starter
starter.programs = lambda port: {name: "exec sleep 300" for name in ("web", "worker", "beat")}
starter.announce = lambda port: None
sys.exit(starter.serve("0"))
"""


def children(pid: int) -> list[int]:
    """Process numbers below this one."""
    told = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in told.splitlines()]
    direct = [child for child, parent in pairs if parent == pid]
    return direct + [below for child in direct for below in children(child)]


def sleeping(pid: int) -> bool:
    """Do all three programs run?"""
    commands = []
    for child in children(pid):
        with suppress(OSError):
            commands.append(Path(f"/proc/{child}/cmdline").read_text())
    return sum(command.startswith("sleep") for command in commands) == 3


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_programs_end_with_their_starter(end):
    starter = subprocess.Popen([sys.executable, "-c", STARTER], cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        assert wait_until(lambda: sleeping(starter.pid), 20)
        below = children(starter.pid)
        starter.send_signal(end)
        starter.wait(15)
        assert gone(below)
    finally:
        starter.kill()
