"""Rules of questions: which are put, what is wrong with an answer, which version holds; tried with many values."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grants import questions as rules
from grants.forms.application_sections import SECTIONS
from grants.models import Question, QuestionItem

NOW = datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.UTC)


def built(kind="one", number=1, items=3, **facts) -> Question:
    """A question that is not stored, with its items in hand."""
    question = Question(
        pk=number,
        kind=kind,
        key=f"q{number}",
        order=number,
        standing="project",
        text=f"Pitanje {number}",
        **facts,
    )
    question._prefetched_objects_cache = {
        "items": [QuestionItem(code=f"a{n}", order=n, label=f"Odgovor {n}") for n in range(1, items + 1)]
    }
    return question


@st.composite
def chains(draw):
    """A row of choices, each perhaps hanging on an earlier one, and answers to some."""
    number = draw(st.integers(2, 8))
    questions, values = [], {}
    for n in range(1, number + 1):
        on = draw(st.one_of(st.none(), st.integers(1, n - 1))) if n > 1 else None
        facts = (
            {"condition_key": f"q{on}", "condition_code": draw(st.sampled_from(["a1", "a2"]))} if on else {}
        )
        questions.append(built(number=n, **facts))
        values[f"q{n}"] = draw(st.sampled_from(["", "a1", "a2", "a3"]))
    return questions, values


@settings(max_examples=200, deadline=None)
@given(chains())
def test_a_question_is_put_exactly_when_all_before_it_are_answered_so(chain):
    questions, values = chain
    by_key = {question.key: question for question in questions}
    put: dict[str, bool] = {}
    for question in questions:  # the second, plain way to say it: from the first to the last
        before = question.condition_key
        put[question.key] = not before or (put[before] and values[before] == question.condition_code)
    assert {question.key for question in rules.asked(questions, values)} == {
        key for key, is_put in put.items() if is_put
    }
    for lack in rules.lacks(questions, values):
        assert put[lack.question.key] and not values[lack.question.key]
    assert all(rules.is_asked(question, by_key, values) == put[question.key] for question in questions)


def test_a_ring_of_conditions_puts_nothing():
    one = built(number=1, condition_key="q2", condition_code="a1")
    two = built(number=2, condition_key="q1", condition_code="a1")
    assert rules.asked([one, two], {"q1": "a1", "q2": "a1"}) == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.integers(1, 100), st.sampled_from(["characters", "words"]))
def test_a_text_is_right_exactly_up_to_its_limit(text, limit, unit):
    question = built("text", limit=limit, limit_unit=unit)
    long = len(text.split()) if unit == "words" else len(text)
    wrong = bool(text.strip()) and long > limit
    assert bool(rules.fault(question, text)) == wrong


@settings(max_examples=200, deadline=None)
@given(
    st.decimals(-10_000, 10_000, places=2),
    st.one_of(st.none(), st.decimals(-5000, 5000, places=2)),
    st.one_of(st.none(), st.decimals(-5000, 5000, places=2)),
    st.sampled_from([0, 2]),
)
def test_a_number_is_right_exactly_within_its_bounds(value, least, greatest, places):
    question = built("number", least=least, greatest=greatest, decimals=places)
    right = (
        (least is None or value >= least)
        and (greatest is None or value <= greatest)
        and (places == 2 or value == value.to_integral_value())
    )
    assert (rules.fault(question, value) == "") == right


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["a1", "a2", "a3", "a9", ""]), max_size=4, unique=True))
def test_only_what_is_offered_is_right(chosen):
    question = built("many")
    value = tuple(code for code in chosen if code)
    assert (rules.fault(question, value) == "") == ("a9" not in value)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 8), st.integers(0, 4), st.integers(4, 6))
def test_a_table_has_as_many_rows_as_asked(rows, least, most):
    question = built("table", least=least, greatest=most)
    value = tuple({"a1": "x"} for _n in range(rows))
    assert (rules.fault(question, value) == "") == (not rows or least <= rows <= most)


@pytest.mark.parametrize(
    ("day", "right"),
    [
        (datetime.date(1899, 12, 31), False),
        (datetime.date(1900, 1, 1), True),
        (datetime.date(2100, 12, 31), True),
        (datetime.date(2999, 1, 1), False),
    ],
)
def test_a_day_lies_in_years_people_live_in(day, right):
    assert (rules.fault(built("date"), day) == "") == right


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=1, max_size=6), st.integers(-10, 110))
def test_the_version_that_holds_is_the_last_one_made_until_then(minutes, asked_at):
    made = sorted(minutes)
    versions = [
        built(version=n, number=1, made_at=NOW + datetime.timedelta(minutes=at))
        for n, at in enumerate(made, start=1)
    ]
    at = NOW + datetime.timedelta(minutes=asked_at)
    wanted = max([1, *(n for n, minute in enumerate(made, start=1) if minute <= asked_at)])
    assert [each.version for each in rules.in_force(versions, at)] == [wanted]
    assert [each.version for each in rules.in_force(versions)] == [len(versions)]


def test_the_order_of_the_standing_form_is_the_one_of_its_sections():
    """grants/questions.py names the sections itself, because the form stands above it."""
    assert tuple(section.key for section in SECTIONS) == rules.STANDING


def test_a_lack_says_what_to_do():
    asked = built("text", limit=3)
    asked.required = True
    assert [lack.wrong for lack in rules.lacks([asked], {"q1": "abcd"})] == [True]
    assert [lack.wrong for lack in rules.lacks([asked], {})] == [False]
    assert rules.frozen(built("sum"), Decimal("1.50")) == "1.50"
