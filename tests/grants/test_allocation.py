"""Allocation of a call's money: both modes, every reason, and what must hold for any input."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.allocation import Ask, Mode, Outcome, Reason, Terms, allocate

D = Decimal
SUMS = st.decimals(min_value="0.01", max_value="50000", places=2)
ASKS = st.lists(st.tuples(SUMS, st.booleans()), max_size=25).map(
    lambda rows: [Ask(number, requested, reserved=flag) for number, (requested, flag) in enumerate(rows)]
)
TERMS = st.builds(
    Terms,
    money=st.decimals(min_value="0", max_value="200000", places=2),
    mode=st.sampled_from([Mode.FULL, Mode.FLOOR_SHARE]),
    floor_percent=st.sampled_from([D(80), D(50), D(100)]),
    max_amount=st.none() | SUMS,
    min_amount=st.none() | SUMS,
    reserved_percent=st.sampled_from([D(0), D(30), D(100)]),
)


def lines(asks, **terms):
    return [(line.amount, line.reason) for line in allocate(asks, Terms(**terms)).lines]


def test_full_sums_from_the_top_then_the_rest_if_it_is_enough_then_the_next_that_fits():
    asks = [Ask(1, D(5000)), Ask(2, D(4000)), Ask(3, D(3000)), Ask(4, D(900))]

    assert lines(asks, money=D(10000)) == [
        (5000, Reason.FULL_SUM),
        (4000, Reason.FULL_SUM),
        (0, Reason.NOT_ENOUGH_MONEY),
        (900, Reason.FULL_SUM),
    ]
    assert lines(asks, money=D(8500))[1:3] == [(3500, Reason.REST_OF_MONEY), (0, Reason.NOT_ENOUGH_MONEY)]


def test_exactly_the_floor_is_given_and_a_cent_less_is_not():
    assert lines([Ask(1, D(1000))], money=D(800)) == [(800, Reason.REST_OF_MONEY)]
    assert lines([Ask(1, D(1000))], money=D("799.99")) == [(0, Reason.NOT_ENOUGH_MONEY)]


def test_eighty_percent_to_all_passes_over_what_does_not_fit():
    asks = [Ask(1, D(5000)), Ask(2, D(9000)), Ask(3, D(2500))]

    assert lines(asks, money=D(6000), mode=Mode.FLOOR_SHARE) == [
        (4000, Reason.FLOOR_SHARE),
        (0, Reason.NOT_ENOUGH_MONEY),
        (2000, Reason.FLOOR_SHARE),
    ]


def test_the_reason_carries_the_figures_of_its_sentence():
    (line,) = allocate([Ask("a", D(1000))], Terms(D(500))).lines

    assert line.outcome is Outcome.NOT_SUPPORTED
    assert line.params == {"requested": D(1000), "needed": D(800), "rest": D(500), "floor": D(80)}


def test_without_a_floor_only_the_full_sum_fits():
    asks = [Ask(1, D(1000)), Ask(2, D(900))]

    assert lines(asks, money=D(950), floor_percent=None) == [
        (0, Reason.NOT_ENOUGH_MONEY),
        (900, Reason.FULL_SUM),
    ]


def test_a_least_score_counts_only_when_the_call_sets_one():
    asks = [Ask(1, D(100), score=D("49.99")), Ask(2, D(100), score=D(50))]

    assert [reason for _sum, reason in lines(asks, money=D(500))] == [Reason.FULL_SUM, Reason.FULL_SUM]
    assert lines(asks, money=D(500), min_score=D(50)) == [
        (0, Reason.BELOW_MIN_SCORE),
        (100, Reason.FULL_SUM),
    ]


def test_a_largest_sum_below_the_floor_gives_nothing():
    assert lines([Ask(1, D(1000))], money=D(5000), max_amount=D(900)) == [(900, Reason.CAPPED)]
    assert lines([Ask(1, D(1000))], money=D(5000), max_amount=D(700)) == [(0, Reason.CAP_BELOW_FLOOR)]


def test_the_floor_is_never_undercut_by_rounding():
    assert lines([Ask(1, D("100.03"))], money=D(500), mode=Mode.FLOOR_SHARE) == [
        (D("80.03"), Reason.FLOOR_SHARE)
    ]


@pytest.mark.parametrize(
    "terms",
    [
        {"money": D(1), "mode": Mode.FLOOR_SHARE, "floor_percent": None},
        {"money": D(1), "floor_percent": D(0)},
        {"money": D(1), "reserved_percent": D(101)},
        {"money": D(-1)},
    ],
)
def test_terms_that_contradict_themselves_are_refused(terms):
    with pytest.raises(ValueError, match=r"must|may not|needs"):
        allocate([Ask(1, D(1))], Terms(**terms))


@given(ASKS, TERMS)
def test_money_is_neither_made_nor_lost(asks, terms):
    result = allocate(asks, terms)
    assert result.spent == sum(line.amount for line in result.lines)
    assert result.spent + result.rest + result.reserved_rest == terms.money
    assert min(result.rest, result.reserved_rest) >= 0
    assert [line.key for line in result.lines] == [ask.key for ask in asks]


@given(ASKS, TERMS)
def test_every_award_lies_between_the_floor_and_the_sum_asked(asks, terms):
    for ask, line in zip(asks, allocate(asks, terms).lines, strict=True):
        if line.outcome is Outcome.AWARDED:
            assert ask.requested * terms.floor_percent / 100 <= line.amount <= ask.requested
            assert terms.max_amount is None or line.amount <= terms.max_amount
            assert terms.min_amount is None or line.amount >= terms.min_amount
            assert line.amount == line.amount.quantize(D("0.01"))
        else:
            assert line.amount == 0


@given(ASKS, TERMS)
def test_who_was_passed_over_for_money_would_not_fit_into_what_is_left(asks, terms):
    result = allocate(asks, terms)
    for ask, line in zip(asks, result.lines, strict=True):
        if line.reason is Reason.NOT_ENOUGH_MONEY:
            rest = result.reserved_rest if ask.reserved and terms.reserved_percent else result.rest
            assert line.params["needed"] > line.params["rest"] >= rest


@given(ASKS, TERMS)
def test_more_applications_below_never_take_from_those_above(asks, terms):
    whole = allocate(asks, terms).lines
    for length in range(len(asks)):
        assert allocate(asks[:length], terms).lines == whole[:length]
