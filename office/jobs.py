"""Long work: the Job row is the truth, the broker only a bell; a sweeper repairs what the bell did not
reach."""

import contextlib
import datetime
import functools
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, connections, models, transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from office.audit import subject_of
from office.celery import app
from office.faults import is_passing, sentence_of
from office.mail import send
from office.models import IssuedDocument, Job, StoredFile
from office.models.user import User

log = structlog.get_logger(__name__)
ATTEMPTS = 3
BELL_SILENT = 30.0  # seconds without publishing after the broker failed
PATIENCE = datetime.timedelta(seconds=30)  # a waiting job is rung for again after this
LONG = datetime.timedelta(seconds=60)  # work longer than this ends with an e-mail
LOCKS = 7_301  # class of the advisory locks of running jobs
REPORT_EVERY = 0.5  # seconds between two writes of progress


class Cancelled(Exception):
    """A person has stopped this work."""


@dataclass(frozen=True)
class Kind:
    """What a kind of job does and how people call it."""

    name: str
    work: Callable[[Job], Any]
    title: Any = ""


@dataclass
class Bell:
    """Until when (monotonic seconds) the broker is left alone after a failure."""

    silent_until: float = 0.0


KINDS: dict[str, Kind] = {}
BELL = Bell()


def handler(name: str, *, title: Any = "") -> Callable[[Callable[[Job], Any]], Callable[[Job], Any]]:
    """Register what does the work of this kind; it gives a StoredFile, an IssuedDocument, an address or
    nothing."""

    def register(work: Callable[[Job], Any]) -> Callable[[Job], Any]:
        KINDS[name] = Kind(name, work, title or name)
        return work

    return register


def kind_of(name: str) -> Kind | None:
    """The kind of this name; handlers stand in `<app>/tasks.py`."""
    if name not in KINDS:
        autodiscover_modules("tasks")
    return KINDS.get(name)


def order_job(
    kind: str, *, subject: models.Model | None = None, by: Any, params: dict[str, Any] | None = None
) -> Job:
    """Write the job in the running transaction and ring the bell after it commits; never raises for a
    broken broker."""
    job = Job.objects.create(
        kind=kind,
        params=params or {},
        ordered_by=by if isinstance(by, User) else None,
        subject=subject_of(subject) if subject else "",
        subject_id=str(subject.pk) if subject else "",
    )
    transaction.on_commit(functools.partial(kick, job.pk), robust=True)
    return job


def kick(pk: int) -> None:
    """Ring the bell; after a failure the broker is left alone for a while and the sweeper does it."""
    if time.monotonic() < BELL.silent_until:
        return
    try:
        app.send_task("office.tasks.run_job", args=[pk], ignore_result=True)
    except Exception as error:
        BELL.silent_until = time.monotonic() + BELL_SILENT
        log.warning("broker_down", job=pk, error=type(error).__name__)


class Aside:
    """Small writes on a connection of their own, which a rolled back piece of work does not take back.

    Inside an open transaction (a build without a worker, a test) the same connection serves.
    """

    def __enter__(self) -> "Aside":
        self.pool = None if connection.in_atomic_block else ThreadPoolExecutor(1)
        return self

    def __call__(self, write: Callable[..., Any], *args: Any) -> Any:
        return write(*args) if self.pool is None else self.pool.submit(write, *args).result()

    def __exit__(self, *error: Any) -> None:
        if self.pool is not None:
            self.pool.submit(connections.close_all).result()
            self.pool.shutdown()


def alone(pk: int) -> bool:
    """Hold the lock of this job until the transaction ends; False when somebody else works on it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCKS, pk % 2**31])
        return bool(cursor.fetchone()[0])


@contextlib.contextmanager
def spoken(job: Job) -> Iterator[None]:
    """Speak the language of the person who ordered the work."""
    language = (job.ordered_by.language if job.ordered_by else "") or settings.OFFICE_LANGUAGES[0]
    with translation.override(language):
        yield


def run_job(pk: int) -> None:
    """Do the work of a job once; a twin or a repeated bell returns at once."""
    with Aside() as aside, transaction.atomic():  # this transaction holds the lock until the end is written
        if not alone(pk):
            return
        job = aside(claim, pk)
        if job is None:
            return
        job.reporter, job.aside = reporter(job.pk, aside), aside
        with spoken(job):
            try:
                with transaction.atomic():
                    keep(job, kind_of(job.kind).work(job))
            except Exception as error:
                aside(stop, job, error)


def claim(pk: int) -> Job | None:
    """Take a job that is not over into work and count the attempt."""
    with transaction.atomic():
        job = Job.objects.select_for_update(of=("self",)).select_related("ordered_by").filter(pk=pk).first()
        if job is None or job.is_over:
            return None
        with spoken(job):
            if job.cancel_asked:
                end(job, Job.State.CANCELLED)
            elif job.attempts >= ATTEMPTS:
                end(job, Job.State.FAILED, given_up())
            elif kind_of(job.kind) is None:
                end(job, Job.State.FAILED, _("This version of the portal does not know this kind of work."))
            else:
                job.state, job.attempts, job.started_at = Job.State.RUNNING, job.attempts + 1, timezone.now()
                job.lease_until = job.started_at + datetime.timedelta(
                    seconds=settings.CELERY_TASK_TIME_LIMIT + 60
                )
                job.save(update_fields=["state", "attempts", "started_at", "lease_until"])
        return None if job.is_over else job


def given_up() -> str:
    """Why a job that kills its workers is not tried a fourth time."""
    return _("The work stopped three times without an answer. Tell the administrator.")


def reporter(pk: int, aside: Aside) -> Callable[[int, int, str], None]:
    """Writes progress at most twice a second, outside the transaction of the work."""
    last = 0.0

    def report(done: int, total: int, text: str) -> None:
        nonlocal last
        if time.monotonic() - last < REPORT_EVERY and done < total:
            return
        last = time.monotonic()
        if aside(note, pk, done, total, text):
            raise Cancelled

    return report


def note(pk: int, done: int, total: int, text: str) -> bool:
    """Write how far the work is; True when a person asked to stop it."""
    Job.objects.filter(pk=pk).update(done=done, total=total, text=text[:300])
    return Job.objects.filter(pk=pk, cancel_asked=True).exists()


def keep(job: Job, outcome: Any) -> None:
    """Write the result in the transaction of the work: either both stay or none."""
    facts: dict[str, Any] = {"state": Job.State.DONE, "finished_at": timezone.now(), "error": ""}
    if isinstance(outcome, StoredFile):
        facts["result_file"] = outcome
    elif isinstance(outcome, IssuedDocument):
        facts["result_document"] = outcome
    elif isinstance(outcome, str):
        facts["result_url"] = outcome
    for name, value in facts.items():
        setattr(job, name, value)
    job.save(update_fields=list(facts))
    tell(job)


def stop(job: Job, error: Exception) -> None:
    """Write why the work stopped; what may pass by itself waits for another attempt."""
    with transaction.atomic(), spoken(job):  # a thread of its own speaks no language yet
        row = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
        if row.state != Job.State.RUNNING or row.attempts != job.attempts:
            return
        if isinstance(error, Cancelled):
            end(row, Job.State.CANCELLED)
        elif is_passing(error) and row.attempts < ATTEMPTS:
            row.state, row.kicked_at, row.error = (
                Job.State.WAITING,
                timezone.now(),
                sentence_of(error, job.pk),
            )
            row.save(update_fields=["state", "kicked_at", "error"])
        else:
            end(row, Job.State.FAILED, sentence_of(error, job.pk))
    log.warning("job_stopped", job=job.pk, kind=job.kind, error=type(error).__name__, exc_info=error)


def end(job: Job, state: str, error: str = "") -> None:
    """Close a job without a result."""
    job.state, job.error, job.finished_at = state, str(error), timezone.now()
    job.save(update_fields=["state", "error", "finished_at"])
    tell(job)


def tell(job: Job) -> None:
    """Write to the owner of work that took long and is over."""
    if job.ordered_by and job.state != Job.State.CANCELLED and job.finished_at - job.ordered_at >= LONG:
        send(
            "office/emails/job_over.txt",
            to=job.ordered_by,
            context={"job": job, "title": title_of(job.kind)},
            about=job,
        )


def title_of(kind: str) -> str:
    """How people call a kind of job."""
    known = kind_of(kind)
    return str(known.title) if known else kind


def sweep() -> int:
    """Ring again for jobs that wait too long and take back those whose worker is gone; gives how many."""
    now = timezone.now()
    unrung = Q(kicked_at__isnull=True, ordered_at__lt=now - PATIENCE) | Q(kicked_at__lt=now - PATIENCE)
    with transaction.atomic():
        stuck = Job.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            Q(unrung, state=Job.State.WAITING) | Q(state=Job.State.RUNNING)
        )
        count = 0
        for job in stuck.order_by("pk")[:500]:
            if job.state == Job.State.RUNNING and job.lease_until > now and not alone(job.pk):
                continue
            count += 1
            if job.attempts >= ATTEMPTS:
                with spoken(job):
                    end(job, Job.State.FAILED, given_up())
                continue
            job.state, job.kicked_at = Job.State.WAITING, now
            job.save(update_fields=["state", "kicked_at"])
            transaction.on_commit(functools.partial(kick, job.pk), robust=True)
    return count
