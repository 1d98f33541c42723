"""Ministry of Labour 2020: two projects for persons with disability got exactly 80 %, Art. 32ž."""

from grants.allocation import Ask, Mode, Reason, Terms, allocate
from office.deadlines import days_late
from office.money import format_amount
from tests.law.cases import LABOUR, LABOUR_CALL, LABOUR_DAYS, LABOUR_DECISION_PUBLISHED


def test_eighty_percent_gives_the_published_sums():
    asks = [Ask(place, asked) for place, asked in enumerate(LABOUR.asked)]

    result = allocate(asks, Terms(LABOUR.total, Mode.FLOOR_SHARE))

    assert tuple(line.amount for line in result.lines) == LABOUR.given
    assert result.unallocated == 0


def test_a_cent_less_and_the_second_project_is_passed_over():
    asks = [Ask(place, asked) for place, asked in enumerate(LABOUR.asked)]

    result = allocate(asks, Terms(LABOUR.total - 1, Mode.FLOOR_SHARE))

    assert [line.reason for line in result.lines] == [Reason.FLOOR_SHARE, Reason.NOT_ENOUGH_MONEY]
    assert result.lines[1].params["needed"] == LABOUR.given[1]


def test_the_sums_are_written_as_in_the_decision():
    assert [format_amount(given, "EUR") for given in LABOUR.given] == ["22.863,20\u00a0€", "25.753,60\u00a0€"]


def test_the_decision_came_214_days_after_the_call():
    assert days_late(LABOUR_CALL, LABOUR_DECISION_PUBLISHED) == LABOUR_DAYS
