"""The quick way of filling an empty database gives the tables of the ordinary way."""

import subprocess
from contextlib import nullcontext

import pytest
from django.core.management import call_command

from office.embedded import Postgres
from office.embedded.postgres import postgres_bin
from office.quick_migrations import quick_migrations
from tests import databases
from tests.settings import HOME, WORKER

LAST = "ngo_registry"


def tables(name: str, way) -> list[str]:
    """Everything pg_dump says about the tables after migrating this way."""
    name = f"test_{WORKER}_{name}"
    databases.server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    databases.server("CREATE DATABASE {}", name)
    try:
        with databases.connected_to(name), way:
            call_command("migrate", LAST, verbosity=0, interactive=False)
        dump = [postgres_bin() / "pg_dump", "--schema-only", "--dbname", Postgres(HOME).url(name)]
        lines = subprocess.check_output(dump, text=True).splitlines()
    finally:
        databases.server("DROP DATABASE {} WITH (FORCE)", name)
    return [line for line in lines if "restrict" not in line]


@pytest.mark.timeout(600)
def test_both_ways_give_the_same_tables(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        quick = tables("quick", quick_migrations())
        ordinary = tables("ordinary", nullcontext())
    assert quick == ordinary
    assert any("CREATE TABLE public.ngo_registry_organisation" in line for line in quick)


def test_every_change_of_a_model_has_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
