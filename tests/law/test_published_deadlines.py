"""Published deadlines: the day is not counted, a day off moves the last day to a working day."""

import pytest

from office.deadlines import add_days, work_calendar
from tests.law.cases import DEADLINES, EXTENDED_BY, EXTENDED_FROM, EXTENDED_TO

CALENDAR = work_calendar("ME", "Europe/Podgorica")


@pytest.mark.parametrize(("day", "days", "last"), DEADLINES)
def test_last_day_is_the_published_one(day, days, last):
    assert add_days(day, days, CALENDAR) == last


def test_an_extension_counts_from_the_first_last_day():
    first = add_days(EXTENDED_FROM, EXTENDED_BY, CALENDAR)

    assert add_days(first, EXTENDED_BY, CALENDAR) == EXTENDED_TO
