"""Bijelo Polje 2020: 80 % of the sum asked to all nine projects; seven scorers, means cut.

Rules tried: call.min_share_of_requested, ranking.rounding, ranking.decimals.
"""

from decimal import Decimal

from grants.allocation import Ask, Mode, Outcome, Reason, Terms, allocate
from grants.scoring import final_score, in_order, rank
from tests.law.cases import (
    BIJELO_POLJE,
    BIJELO_POLJE_MONEY,
    BIJELO_POLJE_SCORERS,
    BIJELO_POLJE_SCORES,
    sheets,
)


def test_eighty_percent_to_all_gives_the_published_sums():
    asks = [Ask(place, asked) for place, asked in enumerate(BIJELO_POLJE.asked)]

    result = allocate(asks, Terms(BIJELO_POLJE_MONEY, Mode.FLOOR_SHARE))

    assert tuple(line.amount for line in result.lines) == BIJELO_POLJE.given
    assert {line.outcome for line in result.lines} == {Outcome.AWARDED}
    assert {line.reason for line in result.lines} == {Reason.FLOOR_SHARE}
    assert result.spent == BIJELO_POLJE.total
    assert result.unallocated == BIJELO_POLJE_MONEY - BIJELO_POLJE.total


def test_seven_scorers_give_the_published_scores_and_order():
    finals = {
        place: final_score(sheets(total, BIJELO_POLJE_SCORERS), rounding="cut")
        for place, (total, _score) in enumerate(BIJELO_POLJE_SCORES, start=1)
    }

    assert list(finals.values()) == [score for _total, score in BIJELO_POLJE_SCORES]
    assert [(row.key, row.place) for row in in_order(rank(finals))] == [(n, n) for n in range(1, 10)]


def test_two_of_the_scores_would_differ_if_they_were_rounded():
    assert final_score(sheets(667, 7), rounding="half_up") == Decimal("95.29")
    assert final_score(sheets(653, 7), rounding="half_up") == Decimal("93.29")
