"""The clock of the demo: a deed of last spring is done by the same verbs, on its own day."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

DAY = datetime.timedelta(days=1)
REAL = timezone.now


def days_ago(days: float, hour: int = 10) -> datetime.datetime:
    """That hour of the day so many days before today; never in the future."""
    moment = timezone.localtime(REAL() - days * DAY).replace(hour=hour, minute=0, second=0, microsecond=0)
    return min(moment.astimezone(datetime.UTC), REAL())


@contextmanager
def standing_at(moment: datetime.datetime) -> Iterator[None]:
    """What is done inside is done at that moment; the seconds go on from there."""
    before, began, moment = timezone.now, REAL(), moment.astimezone(datetime.UTC)
    timezone.now = lambda: min(moment + (REAL() - began), REAL())
    try:
        yield
    finally:
        timezone.now = before
