"""The simulator's ways of giving out money: worked by hand, and what must hold for any input."""

import random
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from grants.allocation import Ask, HandError, Mode, Outcome, Reason, Terms, allocate
from grants.proportion import Bounds, lifted
from grants.scoring import in_order, rank

D = Decimal
anything = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
SUMS = st.decimals(min_value="0.01", max_value="50000", places=2)
CAPS = st.none() | st.decimals(min_value="0", max_value="60000", places=2)
ASKS = st.lists(
    st.tuples(
        SUMS, st.booleans(), st.sampled_from("abc"), st.sampled_from(["x", "y", None]), st.integers(0, 100)
    ),
    max_size=25,
).map(
    lambda rows: [
        Ask(number, asked, D(score), reserved, owner, area)
        for number, (asked, reserved, owner, area, score) in enumerate(rows)
    ]
)
COMPUTED = [Mode.FULL, Mode.FLOOR_SHARE, Mode.PROPORTIONAL]
TERMS = st.builds(
    Terms,
    money=st.decimals(min_value="0", max_value="200000", places=2),
    mode=st.sampled_from(COMPUTED),
    floor_percent=st.sampled_from([D(80), D(50), D(100)]),
    min_score=st.none() | st.integers(0, 100).map(D),
    max_amount=st.none() | SUMS,
    min_amount=st.none() | SUMS,
    reserved_percent=st.sampled_from([D(0), D(30), D(100)]),
    owner_cap=CAPS,
    area_cap=CAPS,
)


def lines(asks, **terms):
    return [(line.amount, line.reason) for line in allocate(asks, Terms(**terms)).lines]


# ---- worked by hand ----


def test_all_get_the_same_share_above_the_floor():
    asks = [Ask(1, D(1000)), Ask(2, D(2000)), Ask(3, D(3000))]
    assert lines(asks, money=D(5400), mode=Mode.PROPORTIONAL) == [
        (900, Reason.PROPORTIONAL),
        (1800, Reason.PROPORTIONAL),
        (2700, Reason.PROPORTIONAL),
    ]


def test_money_for_all_is_the_full_sum_for_all():
    asks = [Ask(1, D(1000)), Ask(2, D(2000))]
    assert lines(asks, money=D(9000), mode=Mode.PROPORTIONAL) == [
        (1000, Reason.FULL_SUM),
        (2000, Reason.FULL_SUM),
    ]


def test_whom_the_floor_does_not_reach_gets_nothing_and_the_rest_lifts_the_others():
    asks = [Ask(1, D(1000)), Ask(2, D(2000)), Ask(3, D(3000))]
    # 80 % of all three is 4,800; 4,500 reaches the first two (2,400), what is left lifts them to the full sum.
    assert lines(asks, money=D(4500), mode=Mode.PROPORTIONAL) == [
        (1000, Reason.FULL_SUM),
        (2000, Reason.FULL_SUM),
        (0, Reason.NOT_ENOUGH_MONEY),
    ]
    # 2,700 is 90 % of what the first two asked.
    assert lines(asks, money=D(2700), mode=Mode.PROPORTIONAL)[:2] == [
        (900, Reason.PROPORTIONAL),
        (1800, Reason.PROPORTIONAL),
    ]


def test_the_greatest_amount_of_a_project_leaves_more_for_the_others():
    asks = [Ask(1, D(1000)), Ask(2, D(2000))]
    assert lines(asks, money=D(2750), mode=Mode.PROPORTIONAL, max_amount=D(1800)) == [
        (950, Reason.PROPORTIONAL),
        (1800, Reason.PROPORTIONAL),
    ]


def test_sums_are_cut_to_the_cent_and_never_exceed_the_money():
    asks = [Ask(n, D(1000)) for n in range(3)]
    assert lines(asks, money=D(2500), mode=Mode.PROPORTIONAL) == [(D("833.33"), Reason.PROPORTIONAL)] * 3


def test_a_cap_of_the_organisation_narrows_its_second_project():
    asks = [Ask(1, D(5000), owner="a"), Ask(2, D(4000), owner="a"), Ask(3, D(4000), owner="b")]
    assert lines(asks, money=D(20000), owner_cap=D(8500)) == [
        (5000, Reason.FULL_SUM),
        (3500, Reason.OWNER_REST),
        (4000, Reason.FULL_SUM),
    ]
    assert lines(asks, money=D(20000), owner_cap=D(8000))[1] == (0, Reason.OWNER_CAP)


def test_a_cap_of_the_area_passes_to_the_next_area():
    asks = [Ask(1, D(5000), area="x"), Ask(2, D(5000), area="x"), Ask(3, D(5000), area="y")]
    assert lines(asks, money=D(20000), area_cap=D(6000)) == [
        (5000, Reason.FULL_SUM),
        (0, Reason.AREA_CAP),
        (5000, Reason.FULL_SUM),
    ]


def test_by_hand_what_is_written_is_given():
    asks = [Ask(1, D(5000)), Ask(2, D(4000))]
    assert lines(asks, money=D(9000), mode=Mode.BY_HAND, by_hand={1: D(4500)}) == [
        (4500, Reason.BY_HAND),
        (0, Reason.NOT_BY_HAND),
    ]


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        ({"by_hand": {1: D(3999)}}, Reason.UNDER_FLOOR),
        ({"by_hand": {1: D(5001)}}, Reason.ABOVE_CAP),
        ({"by_hand": {1: D(4900)}, "max_amount": D(4800)}, Reason.ABOVE_CAP),
        ({"by_hand": {1: D(5000), 2: D(4000)}, "money": D(8999)}, Reason.NOT_ENOUGH_MONEY),
        ({"by_hand": {1: D(5000), 2: D(4000)}, "owner_cap": D(8000)}, Reason.OWNER_CAP),
        ({"by_hand": {1: D(4500)}, "min_score": D(60)}, Reason.BELOW_MIN_SCORE),
        ({"by_hand": {1: D(4500)}, "min_amount": D(4600)}, Reason.UNDER_FLOOR),
    ],
)
def test_by_hand_the_terms_hold_too(terms, reason):
    asks = [Ask(1, D(5000), D(50), owner="a"), Ask(2, D(4000), D(50), owner="a")]
    with pytest.raises(HandError) as no:
        allocate(asks, Terms(**{"money": D(9000), "mode": Mode.BY_HAND} | terms))
    assert no.value.reason is reason


def test_least_sums_above_the_money_are_a_contradiction():
    with pytest.raises(ValueError, match="more than the money"):
        lifted(D(1), [Bounds(D(10), D(8), D(10))])


# ---- for any input ----


@anything
@given(ASKS, TERMS)
def test_awards_never_exceed_the_money_nor_a_pot(asks, terms):
    result = allocate(asks, terms)
    assert result.spent == sum(line.amount for line in result.lines) <= terms.money
    assert result.spent + result.rest + result.reserved_rest == terms.money
    assert min(result.rest, result.reserved_rest) >= 0


@anything
@given(ASKS, TERMS)
def test_no_award_under_the_floor_nor_over_any_cap(asks, terms):
    for ask, line in zip(asks, allocate(asks, terms).lines, strict=True):
        if line.outcome is Outcome.AWARDED:
            assert ask.requested * terms.floor_percent / 100 <= line.amount <= ask.requested
            assert line.amount == line.amount.quantize(D("0.01")) > 0
            assert terms.max_amount is None or line.amount <= terms.max_amount
            assert terms.min_amount is None or line.amount >= terms.min_amount
            assert terms.min_score is None or ask.score >= terms.min_score
        else:
            assert line.amount == 0


@anything
@given(ASKS, TERMS)
def test_no_organisation_and_no_area_goes_over_its_cap(asks, terms):
    given_to = {"owner": {}, "area": {}}
    for ask, line in zip(asks, allocate(asks, terms).lines, strict=True):
        for kind, key in (("owner", ask.owner), ("area", ask.area)):
            given_to[kind][key] = given_to[kind].get(key, D(0)) + line.amount
    if terms.owner_cap is not None:
        assert all(total <= terms.owner_cap for total in given_to["owner"].values())
    if terms.area_cap is not None:
        assert all(total <= terms.area_cap for area, total in given_to["area"].items() if area)


@anything
@given(ASKS, TERMS, st.randoms())
def test_removing_a_loser_changes_nobodys_award(asks, terms, dice):
    found = {line.key: line.amount for line in allocate(asks, terms).lines}
    losers = [key for key, amount in found.items() if not amount]
    assume(losers)
    gone = dice.choice(losers)
    again = {line.key: line.amount for line in allocate([a for a in asks if a.key != gone], terms).lines}
    assert again == {key: amount for key, amount in found.items() if key != gone}


@anything
@given(
    st.dictionaries(st.integers(0, 30), st.tuples(st.integers(0, 40), SUMS), min_size=1, max_size=20),
    TERMS,
    st.integers(0, 10**6),
)
def test_the_order_of_the_input_does_not_matter(rows, terms, seed):
    ties = {key: key for key in rows}

    def given_out(keys):
        finals = {key: D(rows[key][0]) for key in keys}
        ranked = in_order(rank(finals, ties))
        return [(r.key, r.place) for r in ranked], allocate(
            [Ask(r.key, rows[r.key][1], r.final) for r in ranked], terms
        )

    keys = list(rows)
    random.Random(seed).shuffle(keys)
    assert given_out(keys) == given_out(sorted(rows))


@anything
@given(ASKS, TERMS)
def test_only_decimals_come_out(asks, terms):
    result = allocate(asks, terms)
    assert {type(line.amount) for line in result.lines} | {type(result.unallocated)} <= {Decimal}
    assert {type(value) for line in result.lines for value in line.params.values()} <= {Decimal}


@anything
@given(ASKS, st.decimals(min_value="0", max_value="200000", places=2))
def test_in_proportion_nobody_gets_a_smaller_share_than_another(asks, money):
    terms = Terms(money=money, mode=Mode.PROPORTIONAL, floor_percent=D(80))
    shares = [
        (line.amount / ask.requested, D("0.02") / ask.requested)
        for ask, line in zip(asks, allocate(asks, terms).lines, strict=True)
        if line.amount
    ]
    for (one, cent), (two, other) in pairwise(shares):
        assert abs(one - two) <= cent + other


@anything
@given(ASKS, TERMS)
def test_what_was_computed_can_be_written_by_hand(asks, terms):
    found = allocate(asks, terms)
    by_hand = {line.key: line.amount for line in found.lines if line.amount}
    again = allocate(asks, replace(terms, mode=Mode.BY_HAND, by_hand=by_hand))
    assert [line.amount for line in again.lines] == [line.amount for line in found.lines]
