"""Danilovgrad 2019: 30 % of 12,000 is reserved, the other 8,400 go to six projects."""

from grants.allocation import Ask, Terms, allocate
from office.money import share
from tests.law.cases import (
    DANILOVGRAD_AWARDS,
    DANILOVGRAD_MONEY,
    DANILOVGRAD_RESERVED,
    DANILOVGRAD_RESERVED_PERCENT,
    DANILOVGRAD_SUM,
)

TERMS = Terms(DANILOVGRAD_MONEY, reserved_percent=DANILOVGRAD_RESERVED_PERCENT)


def test_the_reserved_share_is_3600():
    assert share(DANILOVGRAD_MONEY, DANILOVGRAD_RESERVED_PERCENT) == DANILOVGRAD_RESERVED


def test_the_six_projects_take_the_rest_to_the_cent():
    asks = [Ask(place, asked) for place, asked in enumerate(DANILOVGRAD_AWARDS)]

    result = allocate(asks, TERMS)

    assert tuple(line.amount for line in result.lines) == DANILOVGRAD_AWARDS
    assert result.spent == DANILOVGRAD_SUM
    assert (result.rest, result.reserved_rest) == (0, DANILOVGRAD_RESERVED)


def test_reserved_money_goes_to_reserved_applications_alone():
    asks = [Ask("other", DANILOVGRAD_SUM + 1), Ask("special", DANILOVGRAD_RESERVED, reserved=True)]

    result = allocate(
        asks, Terms(DANILOVGRAD_MONEY, floor_percent=None, reserved_percent=TERMS.reserved_percent)
    )

    assert [line.amount for line in result.lines] == [0, DANILOVGRAD_RESERVED]
