"""The databases of the tests themselves: clones, guards, no network."""

import socket
import threading

import pytest
from django.db import connection
from django.template import Context, Template

from tests import databases


@pytest.mark.django_db
def test_each_worker_has_a_clone():
    assert connection.settings_dict["NAME"].endswith("_base")
    with connection.cursor() as line:
        line.execute("SELECT current_database()")
        assert line.fetchone()[0] == connection.settings_dict["NAME"]


def test_fresh_database_is_seen_by_threads(fresh_database):
    seen = []

    def ask() -> None:
        with connection.cursor() as line:
            line.execute("SELECT current_database()")
            seen.append(line.fetchone()[0])
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert seen == [fresh_database]


def test_a_compiled_module_makes_no_new_template(tmp_path, monkeypatch):
    """A walk through the demo must not lose its files because a process compiled what it ran."""
    monkeypatch.setattr(databases, "ROOT", tmp_path)
    source = tmp_path / "demo" / "year.py"
    source.parent.mkdir()
    source.write_text("one = 1")
    before = databases.state_of(("demo/**/*",), "")
    (source.parent / "__pycache__").mkdir()
    (source.parent / "__pycache__" / "year.cpython-311.pyc").write_bytes(b"compiled")
    assert databases.state_of(("demo/**/*",), "") == before
    source.write_text("one = 2")
    assert databases.state_of(("demo/**/*",), "") != before


def test_no_address_outside_this_machine():
    with socket.socket() as line, pytest.raises(AssertionError, match="reaches out"):
        line.connect(("192.0.2.1", 80))


def test_browser_runs_without_the_network(page):
    page.set_content("<title>Saradnja</title><h1>ovdje</h1>")
    assert page.title() == "Saradnja"


def test_foreign_templates_may_leave_variables_undefined():
    assert Template("{{ nobody }}").render(Context()) == ""
