"""Berane 2020: the published order of eight, with thirds cut to two decimals, not rounded."""

from decimal import Decimal

import pytest

from grants.scoring import final_score, in_order, rank
from tests.law.cases import BERANE_SCORERS, BERANE_SCORES, THIRDS, sheets


def test_six_scorers_give_the_published_list():
    finals = {
        place: final_score(sheets(total, BERANE_SCORERS), rounding="cut")
        for place, (total, _score) in enumerate(BERANE_SCORES, start=1)
    }

    rows = in_order(rank(finals))

    assert [row.final for row in rows] == [score for _total, score in BERANE_SCORES]
    assert [row.place for row in rows] == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(("total", "published"), THIRDS)
def test_thirds_are_cut(total, published):
    assert final_score(sheets(total, 3), rounding="cut") == published


def test_rounding_would_give_another_list():
    assert final_score(sheets(191, 3), rounding="half_up") == Decimal("63.67")
