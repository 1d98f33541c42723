"""The draw as mathematics: repeatable, even, without a barred pair, whatever the order of the input."""

import hashlib
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grants.draw import Candidate, Lot, digest, draw, lot, redrawn
from grants.fees import fee_for


@st.composite
def situations(draws):
    """Up to nine applications and seven evaluators, some pairs barred, some people nearly full."""
    people = draws(st.integers(1, 7))
    projects = draws(st.integers(0, 9))
    codes = [f"P-{n}" for n in range(projects)]
    applications = [Lot(code, draws(st.integers(0, 3))) for code in codes]
    candidates = [
        Candidate(str(n), held=draws(st.integers(0, 4)), room=draws(st.integers(0, 8)))
        for n in range(1, people + 1)
    ]
    pairs = [(code, str(n)) for code in codes for n in range(1, people + 1)]
    barred = draws(st.sets(st.sampled_from(pairs))) if pairs else set()
    return draws(st.text(min_size=1, max_size=12)), applications, candidates, barred


@given(situations())
def test_nobody_gets_a_barred_application_one_twice_or_more_than_there_is_room_for(situation):
    seed, applications, candidates, barred = situation
    drawn = draw(seed, applications, candidates, barred)
    assert set(drawn.pairs) & barred == set()
    assert len(set(drawn.pairs)) == len(drawn.pairs)
    given_to = Counter(code for _application, code in drawn.pairs)
    assert all(given_to[each.code] <= each.room for each in candidates)
    got = Counter(application for application, _code in drawn.pairs)
    short = dict(drawn.short)
    assert {each.code: got[each.code] + short.get(each.code, 0) for each in applications} == {
        each.code: each.places for each in applications
    }


@given(situations(), st.randoms())
def test_the_order_of_the_input_changes_nothing(situation, dice):
    seed, applications, candidates, barred = situation
    first = draw(seed, applications, candidates, barred)
    pairs = list(barred)
    for rows in (applications, candidates, pairs):
        dice.shuffle(rows)
    assert draw(seed, applications, candidates, pairs) == first


@given(situations())
def test_the_published_input_gives_the_same_result(situation):
    seed, applications, candidates, barred = situation
    frozen = {
        "applications": [{"code": each.code, "places": each.places} for each in applications],
        "evaluators": [{"number": c.code, "held": c.held, "room": c.room} for c in candidates],
        "barred": [{"application": a, "evaluator": e} for a, e in barred],
    }
    assert redrawn(seed, frozen) == draw(seed, applications, candidates, barred)


@given(situations())
@settings(max_examples=200)
def test_nobody_could_pass_an_application_to_somebody_much_less_busy(situation):
    """As even as it can be: no chain of exchanges lowers the load of one who has two more than the other."""
    seed, applications, candidates, barred = situation
    drawn = draw(seed, applications, candidates, barred)
    held = {each.code: set() for each in candidates}
    for application, code in drawn.pairs:
        held[code].add(application)
    load = {each.code: each.held + len(held[each.code]) for each in candidates}
    room = {each.code: each.room - len(held[each.code]) for each in candidates}
    for start in held:
        reached, queue = {start}, [start]
        while queue:
            giver = queue.pop()
            for taker in held:
                passes = any(a not in held[taker] and (a, taker) not in barred for a in held[giver])
                if taker not in reached and passes:
                    reached.add(taker)
                    queue.append(taker)
        moved = [code for code in reached - {start} if room[code] > 0]
        assert all(load[code] >= load[start] - 1 for code in moved if held[start])


@given(st.integers(1, 40), st.integers(2, 12), st.text(min_size=1, max_size=8))
def test_without_conflicts_nobody_has_two_more_than_another(projects, people, seed):
    drawn = draw(
        seed,
        [Lot(f"P-{n}", 2) for n in range(projects)],
        [Candidate(str(n)) for n in range(people)],
    )
    load = Counter(dict.fromkeys(map(str, range(people)), 0))
    load.update(code for _application, code in drawn.pairs)
    assert drawn.short == () and max(load.values()) - min(load.values()) <= 1


def test_another_seed_gives_another_draw_and_the_lot_is_plain_sha256():
    applications, people = [Lot(f"P-{n}", 2) for n in range(12)], [Candidate(str(n)) for n in range(6)]
    assert draw("7 12 19", applications, people) != draw("7 12 20", applications, people)
    assert lot("a", "b") == hashlib.sha256(b"a\nb").hexdigest()
    assert digest({"b": 1, "a": [2]}) == digest({"a": [2], "b": 1})


def test_a_busy_person_passes_one_on_so_that_every_place_is_filled():
    """1 may take both, 2 only the first: whatever the lots say, each gets one."""
    for seed in map(str, range(30)):
        drawn = draw(
            seed,
            [Lot("A", 1), Lot("B", 1)],
            [Candidate("1", room=1), Candidate("2", room=1)],
            {("B", "2")},
        )
        assert (drawn.pairs, drawn.short) == ((("A", "2"), ("B", "1")), ())


def test_hundreds_of_applications_are_drawn_in_a_moment():
    people = [Candidate(str(n)) for n in range(40)]
    barred = {(f"P-{n}", str(n % 40)) for n in range(1000)}
    drawn = draw("2026", [Lot(f"P-{n}", 2) for n in range(1000)], people, barred)
    load = Counter(code for _application, code in drawn.pairs)
    assert (len(drawn.pairs), set(load.values())) == (2000, {50})


@pytest.mark.parametrize(
    ("sheets", "each", "ceiling", "earlier", "gross", "payable"),
    [
        (0, "30", "2000", "0", "0", "0"),
        (66, "30", "2000", "0", "1980", "1980"),
        (67, "30", "2000", "0", "2010", "2000"),
        (10, "30", "2000", "1900", "300", "100"),
        (10, "30", "2000", "2000", "300", "0"),
        (10, "30", None, "5000", "300", "300"),
    ],
)
def test_the_fee_stops_at_the_ceiling(sheets, each, ceiling, earlier, gross, payable):
    """30 EUR for a project, 2,000 EUR in all: the numbers of a municipality."""
    made = fee_for(sheets, Decimal(each), Decimal(ceiling) if ceiling else None, Decimal(earlier))
    assert (made.gross, made.payable, made.cut) == (
        Decimal(gross),
        Decimal(payable),
        Decimal(gross) - Decimal(payable),
    )


@given(
    st.integers(0, 500),
    st.decimals(0, 500, places=2),
    st.none() | st.decimals(0, 5000, places=2),
    st.decimals(0, 5000, places=2),
)
def test_a_fee_is_never_negative_and_never_above_the_ceiling(sheets, each, ceiling, earlier):
    made = fee_for(sheets, each, ceiling, earlier)
    assert 0 <= made.payable <= made.gross == sheets * each
    if ceiling is not None:
        assert made.payable + min(earlier, ceiling) <= ceiling


def test_a_negative_number_is_a_mistake():
    with pytest.raises(ValueError, match="not negative"):
        fee_for(-1, Decimal(30), None)
