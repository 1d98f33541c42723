"""Kotor 2020: one project gets at most 30 % and at least 10 % of the call's money.

Rules tried: call.max_share_per_project, call.min_share_per_project.
"""

from grants.allocation import Ask, Reason, Terms, allocate, project_limits
from tests.law.cases import KOTOR_MAX, KOTOR_MAX_PERCENT, KOTOR_MIN, KOTOR_MIN_PERCENT, KOTOR_MONEY


def test_the_limits_are_the_published_ones():
    assert project_limits(KOTOR_MONEY, KOTOR_MIN_PERCENT, KOTOR_MAX_PERCENT) == (KOTOR_MIN, KOTOR_MAX)


def test_the_limits_bind_the_allocation():
    asks = [Ask("above", KOTOR_MAX + 1000), Ask("below", KOTOR_MIN - 1), Ask("within", KOTOR_MIN)]

    result = allocate(asks, Terms(KOTOR_MONEY, min_amount=KOTOR_MIN, max_amount=KOTOR_MAX))

    assert [line.amount for line in result.lines] == [KOTOR_MAX, 0, KOTOR_MIN]
    assert [line.reason for line in result.lines] == [Reason.CAPPED, Reason.BELOW_MIN_AMOUNT, Reason.FULL_SUM]
