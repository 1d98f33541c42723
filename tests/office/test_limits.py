"""A page does not wait for ever: a held row, a slow question, a database that is away."""

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.test import RequestFactory
from psycopg import errors

from office.limits import limits
from office.middleware import busy
from office.models import Job


def asked(error: Exception):
    """What the person sees when the view ends in this error."""
    handler = busy(lambda request: None)
    return handler.process_exception(RequestFactory().post("/staff/"), error)


def caused(cause: Exception) -> OperationalError:
    """As Django wraps it."""
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("cause", "sentence"),
    [
        (errors.LockNotAvailable(), "A colleague is deciding"),
        (errors.QueryCanceled(), "took longer than a page may wait"),
        (psycopg.OperationalError(), "was away for a moment"),
    ],
)
def test_each_cause_has_its_sentence(cause, sentence, settings):
    settings.LANGUAGE_CODE = "en"
    answer = asked(caused(cause))
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert sentence in answer.content.decode()


def test_another_mistake_is_not_hidden():
    assert asked(ValueError("x")) is None


def test_a_row_held_by_a_colleague_ends_the_wait(fresh_database):
    job = Job.objects.create(kind="x")
    facts = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        facts.pop(name, None)
    with psycopg.connect(**facts) as colleague:
        colleague.execute("SELECT FROM office_job WHERE id = %s FOR UPDATE", [job.pk])
        with pytest.raises(OperationalError) as no, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '100ms'")
            cursor.execute("SELECT FROM office_job WHERE id = %s FOR UPDATE", [job.pk])
    assert isinstance(no.value.__cause__, errors.LockNotAvailable)


def test_web_workers_and_commands_have_their_own_limits(settings):
    facts = connection.get_connection_params()
    for name in ("cursor_factory", "context", "options"):
        facts.pop(name, None)
    for process, wanted in (("web", "10s"), ("worker", "5min"), ("command", "0")):
        with psycopg.connect(**facts, options=limits(process)) as line:
            assert line.execute("SHOW statement_timeout").fetchone() == (wanted,)
