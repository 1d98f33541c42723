"""Deadlines as the offices count them: the day of the event is not counted, a day off rolls over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.utils import timezone

WEEKEND = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are working days in one office, and in which zone its days begin and end."""

    zone: ZoneInfo
    is_holiday: Callable[[date], bool]
    weekend: frozenset[int] = WEEKEND

    def is_working(self, day: date) -> bool:
        """True when the office works on this day."""
        return day.weekday() not in self.weekend and not self.is_holiday(day)

    def next_working(self, day: date) -> date:
        """This day, or the first working day after it."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def today(self, at: datetime) -> date:
        """The office's own date at an aware moment."""
        return at.astimezone(self.zone).date()


@lru_cache(maxsize=32)
def work_calendar(
    code: str, zone: str, *, categories: tuple[str, ...] = ("public",), weekend: frozenset[int] = WEEKEND
) -> WorkCalendar:
    """Calendar with the public holidays of an ISO 3166 code; ValueError when the library has none."""
    try:
        public = holidays.country_holidays(code, categories=categories)
    except NotImplementedError as error:
        raise ValueError(f"No public holidays are known for the code {code!r}.") from error
    return WorkCalendar(zone=ZoneInfo(zone), is_holiday=public.__contains__, weekend=weekend)


def add_days(day: date, n: int, calendar: WorkCalendar) -> date:
    """Last day of a term of n calendar days; a day off moves it to the next working day.

    The day of the event is not counted. An extension counts from the last day of the first term:
    add_days(add_days(day, 30, c), 30, c).
    """
    _check_term(n)
    return calendar.next_working(day + timedelta(days=n))


def add_working_days(day: date, n: int, calendar: WorkCalendar) -> date:
    """Last day of a term of n working days; the day of the event is not counted."""
    _check_term(n)
    for _step in range(n):
        day = calendar.next_working(day + timedelta(days=1))
    return calendar.next_working(day)


def end_of(day: date, zone: tzinfo | None = None) -> datetime:
    """The last second of a day, 23:59:59 local time."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=zone or timezone.get_default_timezone())


def in_time(at: datetime, last_day: date, zone: tzinfo | None = None) -> bool:
    """True when an aware moment falls on or before the last day; its last second still counts whole."""
    return at.astimezone(UTC) < end_of(last_day, zone).astimezone(UTC) + timedelta(seconds=1)


def days_late(due: date, done: date) -> int:
    """Calendar days by which something came after its due day; 0 when it was in time."""
    return max(0, (done - due).days)


def _check_term(n: int) -> None:
    if n < 0:
        raise ValueError("A term cannot have a negative number of days.")
