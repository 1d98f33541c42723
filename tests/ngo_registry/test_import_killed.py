"""An import whose process is killed in the middle: nothing half applied, and it starts again."""

import os
import signal
import subprocess
import sys
import time

import psycopg
from django.utils import timezone

from ngo_registry.models import Organisation, RegisterEntry, RegisterImport
from ngo_registry.services import import_apply
from ngo_registry.services.imports import check_file
from office import jobs
from office.embedded import Postgres
from office.models import Job
from tests.factories.office import person
from tests.processes import ROOT, environment
from tests.settings import HOME

ROWS = 3000
WORK = "import django; django.setup(); from office.jobs import run_job; run_job({pk})"


def listed() -> bytes:
    """A list of some thousand organisations."""
    lines = (f"{28000000 + n};Udruženje broj {n};Mesto {n % 9}\n" for n in range(ROWS))
    return ("MB;Naziv;Mesto\n" + "".join(lines)).encode()


def wait_for(condition) -> None:
    """Until it is so, a minute at most."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def waits_for_the_book(url: str) -> int:
    """Process id in the database of the work that stands before the locked book."""
    with psycopg.connect(url, autocommit=True) as looking:
        row = looking.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' "
            "AND query LIKE 'INSERT INTO ngo_registry_registerentry%'"
        ).fetchone()
    return row[0] if row else 0


def test_killed_with_9_in_the_middle(fresh_database):
    officer = person("referent", "registry_officer", "administrator")
    batch = check_file(data=listed(), name="a.csv", as_of=timezone.localdate(), by=officer, source="Registar")
    batch = import_apply.order_import(batch=batch, by=officer)
    url = Postgres(HOME).url(fresh_database)
    with psycopg.connect(url) as holder:
        # The book is held: the work stops there, when all organisations of the piece are written already.
        holder.execute("LOCK TABLE ngo_registry_registerentry IN ACCESS EXCLUSIVE MODE")
        command = [sys.executable, "-c", WORK.format(pk=batch.job_id)]
        child = subprocess.Popen(command, cwd=ROOT, env=environment(fresh_database))
        try:
            wait_for(lambda: waits_for_the_book(url))
        finally:
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
        backend = waits_for_the_book(url)
        if backend:  # the server notices the death of its client when it wants to answer it
            holder.execute("SELECT pg_terminate_backend(%s)", [backend])
        holder.rollback()
    wait_for(lambda: not waits_for_the_book(url))
    batch.refresh_from_db()
    assert (Organisation.objects.count(), RegisterEntry.objects.count(), batch.state) == (0, 0, "ordered")
    assert batch.rows.filter(outcome="created").count() == ROWS
    job = Job.objects.get(pk=batch.job_id)
    assert job.state == "running"
    wait_for(lambda: jobs.sweep() == 1)  # the lock of the dead is free: its work is taken back
    jobs.run_job(job.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.created, Organisation.objects.count()) == ("applied", ROWS, ROWS)
    assert RegisterEntry.objects.count() == ROWS
    assert RegisterImport.objects.count() == 1
