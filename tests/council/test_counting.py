"""The count: most valid proposals wins, equal candidates share a place, only the office chooses."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council.counting import count
from council.names import candidate_key


def rows(outcome):
    return [(s.key, s.count, s.place, s.selected, s.tied) for s in outcome.standings]


def test_the_candidate_with_most_proposals_takes_the_place():
    outcome = count(["ana", "ana", "bojan"], places=1)
    assert rows(outcome) == [("ana", 2, 1, True, False), ("bojan", 1, 2, False, False)]
    assert (outcome.is_settled, outcome.free_places) == (True, 0)


def test_equal_candidates_wait_for_the_office():
    outcome = count(["ana", "bojan"], places=1)
    assert rows(outcome) == [("ana", 1, 1, False, True), ("bojan", 1, 1, False, True)]
    assert (outcome.is_settled, outcome.free_places) == (False, 1)


def test_a_choice_with_its_reason_settles_them():
    outcome = count(["ana", "bojan"], places=1, choices={"bojan": "duže iskustvo"})
    assert rows(outcome) == [("bojan", 1, 1, True, True), ("ana", 1, 1, False, True)]
    assert outcome.is_settled
    assert [s.reason for s in outcome.standings] == ["duže iskustvo", ""]


def test_a_choice_never_lets_fewer_proposals_pass_more():
    outcome = count(["ana", "ana", "bojan"], places=1, choices={"bojan": "poznat"})
    assert [s.key for s in outcome.selected] == ["ana"]


def test_two_places_one_sure_and_two_equal():
    outcome = count(["a", "a", "b", "c"], places=2, choices={"c": "razlog"})
    assert [s.key for s in outcome.selected] == ["a", "c"]
    assert not count(["a", "a", "b", "c"], places=2).is_settled


def test_fewer_candidates_than_places():
    outcome = count(["a"], places=3)
    assert ([s.key for s in outcome.selected], outcome.free_places, outcome.is_settled) == (["a"], 2, True)


def test_nobody():
    outcome = count([], places=1)
    assert (outcome.standings, outcome.is_settled, outcome.free_places) == ((), True, 1)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no error
@given(st.lists(st.sampled_from("abcdef")), st.integers(1, 4), st.sets(st.sampled_from("abcdef")))
def test_laws_of_the_count(keys, places, chosen):
    outcome = count(keys, places, dict.fromkeys(chosen, "r"))
    assert sum(s.count for s in outcome.standings) == len(keys)
    assert len(outcome.selected) <= places
    out = [s.count for s in outcome.standings if not s.selected]
    assert all(s.count >= most for s in outcome.selected for most in [max(out, default=0)])
    if outcome.is_settled:
        assert len(outcome.selected) == min(places, len(set(keys)))


@pytest.mark.parametrize(
    "written", ["Đorđe Šćepanović", "Ђорђе  Шћепановић", "đorđe šćepanović", " Đorđe Šćepanović. "]
)
def test_one_person_in_several_spellings(written):
    assert candidate_key(written) == candidate_key("Đorđe Šćepanović")


def test_two_people():
    assert candidate_key("Ana Marić") != candidate_key("Ana Perić")
