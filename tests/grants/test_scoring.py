"""Sheets, means and places."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from grants.scoring import (
    SheetLine,
    check_points,
    criterion_totals,
    final_score,
    gap,
    in_order,
    open_ties,
    rank,
    sheet_total,
)

TOTALS = st.lists(st.integers(0, 200).map(lambda half: Decimal(half) / 2), min_size=1, max_size=7)
FINALS = st.dictionaries(st.integers(0, 999), st.integers(0, 20).map(Decimal), max_size=30)


@pytest.fixture(autouse=True)
def _english():
    """Sentences are compared in the language they are written in."""
    with override("en"):
        yield


def line(criterion, points, most="10", step="1"):
    return SheetLine(criterion, Decimal(points), Decimal(most), Decimal(step))


def test_points_are_summed_by_criterion():
    lines = [line("interest", "9"), line("interest", "7.5", step="0.5"), line("quality", "3")]
    assert criterion_totals(lines) == {"interest": Decimal("16.5"), "quality": Decimal(3)}
    assert sheet_total(lines) == Decimal("19.5")


@pytest.mark.parametrize(
    ("points", "most", "step", "sentence"),
    [
        ("11", "10", "1", "between 0 and 10"),
        ("-1", "10", "1", "between 0 and 10"),
        ("NaN", "10", "1", "between 0 and 10"),
        ("7.5", "10", "1", "steps of 1"),
        ("7.25", "10", "0.5", "steps of 0,5"),
        ("7", "10", "0", "above zero"),
    ],
)
def test_points_outside_the_scheme_are_refused(points, most, step, sentence):
    with pytest.raises(ValueError, match=sentence):
        check_points(Decimal(points), Decimal(most), Decimal(step))


def test_two_sheets_are_halved():
    assert final_score([Decimal(81), Decimal(74)]) == Decimal("77.50")
    assert gap([Decimal(81), Decimal(74)]) == 7


def test_a_sum_is_possible_where_the_call_says_so():
    assert final_score([Decimal(81), Decimal(74)], aggregate="sum") == Decimal("155.00")


def test_without_a_sheet_there_is_no_score():
    with pytest.raises(ValueError, match="no score sheet"):
        final_score([])


@given(TOTALS)
def test_a_cut_mean_is_at_most_a_cent_below_the_mean(totals):
    exact = Fraction(sum(totals)) / len(totals)
    assert 0 <= exact - Fraction(final_score(totals, rounding="cut")) < Fraction(1, 100)
    assert abs(exact - Fraction(final_score(totals, rounding="half_up"))) <= Fraction(1, 200)


@given(TOTALS)
def test_the_order_of_sheets_does_not_matter(totals):
    assert final_score(totals) == final_score(totals[::-1])


def test_equal_points_share_a_place_and_the_next_place_is_left_out():
    rows = rank({"a": Decimal(70), "b": Decimal(90), "c": Decimal(70), "d": Decimal(50)})
    assert [(row.key, row.place, row.tied, row.order) for row in rows] == [
        ("b", 1, False, 1),
        ("a", 2, True, None),
        ("c", 2, True, None),
        ("d", 4, False, 4),
    ]
    assert open_ties(rows) == [["a", "c"]]
    with pytest.raises(ValueError, match="ordered by the commission"):
        in_order(rows)


def test_the_commission_orders_a_tie_and_the_shared_place_stays():
    finals = {"a": Decimal(70), "b": Decimal(90), "c": Decimal(70)}
    rows = in_order(rank(finals, {"c": 1, "a": 2}))
    assert [(row.key, row.place, row.order) for row in rows] == [("b", 1, 1), ("c", 2, 2), ("a", 2, 3)]


@pytest.mark.parametrize("tie_order", [{"a": 1}, {"a": 1, "c": 1}, {"b": 1}])
def test_half_an_order_settles_nothing(tie_order):
    finals = {"a": Decimal(70), "b": Decimal(90), "c": Decimal(70)}
    assert open_ties(rank(finals, tie_order)) == [["a", "c"]]


@given(FINALS)
def test_a_place_is_one_more_than_the_number_of_better_scores(finals):
    rows = rank(finals)
    assert {row.key for row in rows} == set(finals)
    for row in rows:
        assert row.place == 1 + sum(final > row.final for final in finals.values())


@given(FINALS)
def test_once_ordered_every_row_has_its_own_number(finals):
    rows = in_order(rank(finals, {key: number for number, key in enumerate(finals)}))
    assert [row.order for row in rows] == list(range(1, len(finals) + 1))
    assert [row.final for row in rows] == sorted(finals.values(), reverse=True)
