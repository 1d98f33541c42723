"""Jobs: done once, told about, repaired; a broken broker breaks no page."""

import errno
import threading
import time

import pytest
from celery import Celery
from django.db import transaction
from django.utils import timezone
from post_office.models import Email

from office import jobs
from office.models import Job, NumberSeries, StoredFile, User
from office.refusal import Refused
from office.services.jobs import cancel_job, retry_job
from tests.threads import in_threads

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def kind():
    """Register handlers for one test."""
    before = dict(jobs.KINDS)
    yield lambda work, name="test.work": jobs.handler(name, title="Test work")(work)
    jobs.KINDS.clear()
    jobs.KINDS.update(before)


@pytest.fixture(autouse=True)
def bell(monkeypatch):
    """No real broker: rings are written down."""
    rung = []
    monkeypatch.setattr(jobs.app, "send_task", lambda name, args, **kw: rung.append(args[0]))
    monkeypatch.setattr(jobs.BELL, "silent_until", 0.0)
    return rung


def person() -> User:
    """Somebody who orders work."""
    return User.objects.create_user("officer@example.test", full_name="Ana Anić", language="en")


def stored() -> StoredFile:
    """A result."""
    return StoredFile.objects.create(sha256="0" * 64, size=1, content_type="application/pdf", name="a.pdf")


@pytest.mark.django_db
def test_job_is_done_once_and_keeps_its_result(kind):
    runs = []

    def work(job):
        runs.append(job.params)
        job.progress(1, 2, "half")
        return stored()

    kind(work)
    job = jobs.order_job("test.work", by=person(), params={"year": 2026})
    jobs.run_job(job.pk)
    jobs.run_job(job.pk)
    job.refresh_from_db()
    assert (runs, job.state, job.done, job.total, job.text) == ([{"year": 2026}], "done", 1, 2, "half")
    assert job.result_file.name == "a.pdf" and job.finished_at and job.attempts == 1


@pytest.mark.django_db
def test_refusal_gives_its_sentence_and_mistake_a_readable_one(kind):
    def refuse(job):
        raise Refused("No row has a sum.", law="Art. 5")

    def fall(job):
        raise ZeroDivisionError

    def full(job):
        try:
            raise OSError(errno.EFBIG, "File too large")
        except OSError as error:
            raise ValueError("pdf") from error

    for name, work in {"test.refuse": refuse, "test.fall": fall, "test.full": full}.items():
        kind(work, name)
    ordered = [
        jobs.order_job(name, by=person_or_same())
        for name in ("test.refuse", "test.fall", "test.full", "test.nobody")
    ]
    for job in ordered:
        jobs.run_job(job.pk)
        job.refresh_from_db()
    assert [job.state for job in ordered] == ["failed"] * 4
    assert ordered[0].error == "No row has a sum. (Art. 5)"
    assert (
        ordered[1].error.startswith("The program made a mistake.") and str(ordered[1].pk) in ordered[1].error
    )
    assert ordered[2].error.startswith("The disk of the server is full.")
    assert ordered[3].error == "This version of the portal does not know this kind of work."


def person_or_same() -> User:
    """The officer, made once."""
    return User.objects.filter(email="officer@example.test").first() or person()


@pytest.mark.django_db
def test_failed_work_leaves_nothing_behind(kind):
    def half(job):
        stored()
        raise ValueError

    kind(half)
    job = jobs.order_job("test.work", by=person())
    jobs.run_job(job.pk)
    assert StoredFile.objects.count() == 0
    job.refresh_from_db()
    assert job.state == "failed"


@pytest.mark.django_db
def test_passing_trouble_is_tried_three_times(kind):
    def away(job):
        raise ConnectionError

    kind(away)
    job = jobs.order_job("test.work", by=person())
    states = []
    for _again in range(4):
        jobs.run_job(job.pk)
        job.refresh_from_db()
        states.append((job.state, job.attempts))
    assert states == [("waiting", 1), ("waiting", 2), ("failed", 3), ("failed", 3)]


@pytest.mark.django_db
def test_cancel_stops_waiting_and_running_work_and_retry_orders_anew(kind):
    officer = person()
    waiting = jobs.order_job("test.work", by=officer)
    assert cancel_job(job=waiting, by=officer).state == "cancelled"
    with pytest.raises(Refused, match="already over"):
        cancel_job(job=waiting, by=officer)

    def work(job):
        Job.objects.filter(pk=job.pk).update(cancel_asked=True)
        job.progress(1, 1)
        raise AssertionError("went on after the cancel")

    kind(work)
    running = jobs.order_job("test.work", by=officer, params={"a": 1})
    jobs.run_job(running.pk)
    running.refresh_from_db()
    assert running.state == "cancelled"
    again = retry_job(job=running, by=officer)
    assert (again.kind, again.params, again.state) == ("test.work", {"a": 1}, "waiting")


@pytest.mark.django_db
def test_owner_is_told_about_long_work_only(kind):
    kind(lambda job: "/reports/1/")
    officer = person()
    short, long = jobs.order_job("test.work", by=officer), jobs.order_job("test.work", by=officer)
    Job.objects.filter(pk=long.pk).update(ordered_at=timezone.now() - 2 * jobs.LONG)
    for job in (short, long):
        jobs.run_job(job.pk)
    message = Email.objects.get()
    assert message.subject == "Finished: Test work" and message.to == ["officer@example.test"]
    assert f"/staff/jobs/{long.pk}/" in message.message


@pytest.mark.django_db
def test_bell_rings_after_commit_and_dead_broker_breaks_nothing(
    kind, django_capture_on_commit_callbacks, bell, monkeypatch
):
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.order_job("test.work", by=None)
        assert bell == []
    assert bell == [job.pk]
    tries = []

    def dead(name, args, **kw):
        tries.append(args)
        raise OSError("connection refused")

    monkeypatch.setattr(jobs.app, "send_task", dead)
    for _again in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            jobs.order_job("test.work", by=None)
    assert len(tries) == 1  # then the broker is left alone
    assert Job.objects.filter(state="waiting").count() == 4


@pytest.mark.django_db
def test_real_broker_on_a_dead_port_costs_little_and_breaks_nothing(monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(jobs.BELL, "silent_until", 0.0)
    monkeypatch.setattr(jobs, "app", dead_app())
    begun = time.monotonic()
    jobs.kick(1)
    assert time.monotonic() - begun < 3
    assert jobs.BELL.silent_until > time.monotonic()


def dead_app():
    """The same Celery settings over a port where nobody listens."""
    app = Celery("dead", broker="redis://127.0.0.1:1/0", set_as_current=False)
    app.conf.update(
        {
            "broker_transport_options": {
                "socket_connect_timeout": 1,
                "socket_timeout": 1,
                "retry_on_timeout": False,
            },
            "task_publish_retry_policy": {"max_retries": 1, "interval_start": 0, "interval_max": 0.1},
        }
    )
    return app


@pytest.mark.django_db
def test_sweeper_rings_again_and_gives_up_after_three(kind, django_capture_on_commit_callbacks, bell):
    kind(lambda job: None)
    fresh, old, lost, poison = (jobs.order_job("test.work", by=None) for _each in range(4))
    past = timezone.now() - 2 * jobs.PATIENCE
    Job.objects.filter(pk=old.pk).update(ordered_at=past)
    Job.objects.filter(pk=lost.pk).update(state="running", attempts=1, lease_until=past)
    Job.objects.filter(pk=poison.pk).update(state="running", attempts=3, lease_until=past)
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.sweep() == 3
    assert bell == [old.pk, lost.pk]
    for job in (fresh, old, lost, poison):
        job.refresh_from_db()
    assert [job.state for job in (fresh, old, lost, poison)] == ["waiting", "waiting", "waiting", "failed"]
    assert poison.error


def test_twins_of_a_bell_do_the_work_once(fresh_database, kind):
    runs = []

    def slow(job):
        runs.append(1)
        job.progress(1, 3, "begun")
        time.sleep(0.4)

    kind(slow)
    job = jobs.order_job("test.work", by=None)
    in_threads(4, lambda number: jobs.run_job(job.pk))
    job.refresh_from_db()
    assert (len(runs), job.state, job.attempts) == (1, "done", 1)


def test_progress_is_seen_while_the_work_runs_and_failure_takes_back_the_rest(fresh_database, kind):
    seen = {}
    reported, looked = threading.Event(), threading.Event()

    def work(job):
        stored()
        job.progress(5, 10, "half way")
        reported.set()
        looked.wait(5)
        raise ValueError

    kind(work)
    job = jobs.order_job("test.work", by=None)

    def look(number):
        if number == 0:
            jobs.run_job(job.pk)
        else:
            reported.wait(5)
            seen.update(Job.objects.values("state", "done", "total", "text").get(pk=job.pk))
            looked.set()

    in_threads(2, look)
    assert seen == {"state": "running", "done": 5, "total": 10, "text": "half way"}
    job.refresh_from_db()
    assert (job.state, StoredFile.objects.count()) == ("failed", 0)


def test_sweeper_takes_back_work_whose_worker_died(fresh_database, kind, bell):
    kind(lambda job: None)
    job = jobs.order_job("test.work", by=None)
    bell.clear()
    jobs.claim(
        job.pk
    )  # the worker is killed here: the row says running, the lock is gone with its connection
    assert jobs.sweep() == 1
    job.refresh_from_db()
    assert (job.state, bell) == ("waiting", [job.pk])


def test_sweeper_leaves_running_work_alone(fresh_database, kind, bell):
    started, swept = threading.Event(), threading.Event()

    def work(job):
        started.set()
        swept.wait(5)

    kind(work)
    job = jobs.order_job("test.work", by=None)
    counts = []

    def side(number):
        if number == 0:
            jobs.run_job(job.pk)
        else:
            started.wait(5)
            counts.append(jobs.sweep())
            swept.set()

    in_threads(2, side)
    job.refresh_from_db()
    assert (counts, job.state, job.attempts) == ([0], "done", 1)


def test_rolled_back_order_rings_nothing(fresh_database, bell):
    with pytest.raises(RuntimeError), transaction.atomic():
        jobs.order_job("test.work", by=None)
        raise RuntimeError
    assert (bell, Job.objects.count(), NumberSeries.objects.count()) == ([], 0, 0)
