"""What went wrong, as a sentence that says what to do."""

import errno
from typing import Any

from billiard.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _
from psycopg import errors

from office.refusal import Refused

DISK_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
PASSING = (OperationalError, InterfaceError, ConnectionError, TimeoutError)


def is_passing(error: Exception) -> bool:
    """May the same work succeed a minute later: a server was away, a lock was taken."""
    return isinstance(error, PASSING)


def is_full_disk(error: BaseException | None) -> bool:
    """Did the disk (or the allowed size of a file) run out, here or deeper in the chain of errors?"""
    while error is not None:
        if isinstance(error, OSError) and error.errno in DISK_FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def why_busy(error: Exception) -> str:
    """Why the database did not answer a page in time."""
    if isinstance(error.__cause__, errors.LockNotAvailable):
        return _("A colleague is deciding or changing the same thing at this moment.")
    if isinstance(error.__cause__, errors.QueryCanceled):
        return _(
            "The question took longer than a page may wait. Ask for less: a year, a body, a shorter list."
        )
    return _("The database was away for a moment.")


def sentence_of(error: Exception, number: Any) -> str:
    """The sentence for the page; `number` of the work is what the person tells the administrator."""
    if isinstance(error, Refused):
        return str(error)
    if is_full_disk(error):
        return _(
            "The disk of the server is full. Nothing was saved. Tell the administrator, then press "
            "“Try again”."
        )
    if isinstance(error, SoftTimeLimitExceeded):
        return _(
            "The work took longer than is allowed and was stopped. Nothing was saved. Divide it or "
            "tell the administrator."
        )
    if is_passing(error):
        return _("A server was away for a moment. The work will be tried again by itself.")
    return _(
        "The program made a mistake. Nothing was saved. Try again; if it repeats, tell the "
        "administrator the number %(number)s."
    ) % {"number": number}
