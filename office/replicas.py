"""Public pages are read from a copy of the database when REPLICA_URL names one that keeps up.

Everything else, and every public page while the copy is late or away, is read from the database itself.
"""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from typing import Any

import structlog
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from psycopg.errors import QueryCanceled

log = structlog.get_logger(__name__)

REPLICA = "replica"
MOST_LAG = 5.0  # seconds the copy may be behind
ASKED_EVERY = 1.0  # seconds an answer about the copy holds
AWAY_FOR = 10.0  # seconds a copy that does not answer is left alone
# A copy that has replayed all it received is not late, however long nobody wrote; one that nobody sends to is.
LAG = """
SELECT CASE
    WHEN NOT pg_is_in_recovery() THEN NULL
    WHEN EXISTS (SELECT FROM pg_stat_wal_receiver WHERE pid IS NOT NULL)
        AND pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
    ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())
END
"""

_reading: ContextVar[bool] = ContextVar("reading_from_replica", default=False)
_known: dict[str, float] = {"until": 0.0, "well": 0.0}


class ReplicaRouter:
    """Reads of a public page go to the copy, all else to the database itself."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """Where a question is asked."""
        return REPLICA if _reading.get() else DEFAULT_DB_ALIAS

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """What is written is written in one place."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Both are the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """The copy gets its tables from the database."""
        return False if db == REPLICA else None


def configured() -> bool:
    """Whether this deployment has a copy at all."""
    return REPLICA in settings.DATABASES


def reading() -> BaseDatabaseWrapper:
    """The connection that questions in SQL of their own use."""
    return connections[REPLICA if _reading.get() else DEFAULT_DB_ALIAS]


def lag() -> float | None:
    """Seconds the copy is behind; None when it cannot be asked or copies nobody."""
    try:
        with connections[REPLICA].cursor() as line:
            line.execute(LAG)
            behind = line.fetchone()[0]
    except DatabaseError:
        return None
    return None if behind is None else max(float(behind), 0.0)


def keeps_up() -> bool:
    """Whether the copy may be read now; one request a second asks, the others take its last answer."""
    now = time.monotonic()
    if now >= _known["until"]:
        _known["until"] = now + ASKED_EVERY
        behind = lag()
        _known["well"] = float(behind is not None and behind <= MOST_LAG)
        if behind is None:
            leave_alone()
    return bool(_known["well"])


def leave_alone() -> None:
    """Do not ask the copy for a while."""
    _known.update(well=0.0, until=time.monotonic() + AWAY_FOR)
    log.warning("the copy of the database does not answer", seconds=AWAY_FOR)


@contextlib.contextmanager
def _from_replica() -> Iterator[None]:
    mark = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(mark)


def _each(parts: Iterable[bytes]) -> Iterator[bytes]:
    """A long download is read from the copy too, part by part."""
    source = iter(parts)
    while True:
        with _from_replica():
            try:
                part = next(source)
            except StopIteration:
                return
        yield part


def answered(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of a public view; a page that only reads is read from the copy when there is one.

    When the copy breaks off in the middle the page is made again from the database itself: a GET writes nothing.
    """
    if not configured() or request.method not in {"GET", "HEAD"} or not keeps_up():
        return view()
    try:
        with _from_replica():
            response = view()
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):  # took too long: it would there as well
            raise
        leave_alone()
        return view()
    if response.streaming:
        response.streaming_content = _each(response.streaming_content)
    return response
