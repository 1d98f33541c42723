"""Counting of terms: roll-over, working days, the last second of a day, days late."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.deadlines import add_days, add_working_days, days_late, end_of, in_time, work_calendar

ZONE = ZoneInfo("Europe/Podgorica")
ME = work_calendar("ME", "Europe/Podgorica")
RS = work_calendar("RS", "Europe/Belgrade")
DAYS = st.dates(date(2010, 1, 1), date(2040, 12, 31))


def test_a_holiday_rolls_over_like_a_weekend():
    assert add_days(date(2026, 4, 21), 10, ME) == date(2026, 5, 4)  # 1. and 2. May, then Sunday
    assert add_days(date(2025, 12, 28), 10, RS) == date(2026, 1, 8)  # Orthodox Christmas Day


def test_zero_days_end_on_the_same_working_day():
    assert add_days(date(2026, 11, 18), 0, ME) == date(2026, 11, 18)


def test_three_working_days_pass_over_the_weekend():
    assert add_working_days(date(2026, 11, 19), 3, RS) == date(2026, 11, 24)


def test_a_negative_term_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_days(date(2026, 1, 5), -1, ME)


def test_an_unknown_calendar_is_refused_with_its_code():
    with pytest.raises(ValueError, match="'XX'"):
        work_calendar("XX", "Europe/Podgorica")


def test_the_last_second_is_in_time_and_the_next_is_late():
    last = date(2026, 3, 29)  # summer time begins on this day
    assert end_of(last, ZONE) == datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)
    assert in_time(datetime(2026, 3, 29, 21, 59, 59, 999999, tzinfo=UTC), last, ZONE)
    assert not in_time(datetime(2026, 3, 29, 22, 0, 0, tzinfo=UTC), last, ZONE)


def test_the_office_date_is_local():
    assert ME.today(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)) == date(2026, 3, 2)


def test_days_late_is_zero_when_in_time():
    assert days_late(date(2018, 3, 1), date(2018, 6, 10)) == 101
    assert days_late(date(2018, 3, 1), date(2018, 2, 1)) == 0


@given(day=DAYS, n=st.integers(0, 400))
def test_a_term_never_ends_early_nor_on_a_day_off(day, n):
    last = add_days(day, n, RS)
    assert RS.is_working(last)
    assert last >= day + timedelta(days=n)
    assert all(not RS.is_working(day + timedelta(days=m)) for m in range(n, (last - day).days))


@given(day=DAYS, n=st.integers(1, 60))
def test_working_days_between_are_counted_exactly(day, n):
    last = add_working_days(day, n, ME)
    between = [day + timedelta(days=m) for m in range(1, (last - day).days + 1)]
    assert sum(ME.is_working(each) for each in between) == n
