"""Sums: every usual way of typing them, how the office writes them, shares and cuts."""

from decimal import Decimal

import pytest
from django import forms
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from office.money import (
    AmountField,
    cut,
    format_amount,
    format_number,
    half_up,
    parse_amount,
    share,
    share_at_least,
)

SUMS = st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2)


@pytest.fixture(autouse=True)
def _english():
    """Sentences are compared in the language they are written in."""
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567,8", "1234567.80"),
        ("1,234,567", "1234567.00"),
        ("12.000", "12000.00"),
        ("12000", "12000.00"),
        ("0,5", "0.50"),
        ("19.850,00 €", "19850.00"),
        ("1.200.000,00 RSD", "1200000.00"),
        ("-3,20", "-3.20"),
    ],
)
def test_usual_ways_of_typing_a_sum(typed, value):
    assert parse_amount(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12a",
        "1.23.456,00",
        "12.34.56",
        "1,2345",
        "1.2345",
        "1.234,567",
        "0.123",
        "0,123",
        "NaN",
        "1e5",
        "5.",
        ",",
    ],
)
def test_what_is_not_a_sum_says_how_to_write_one(typed):
    with pytest.raises(ValueError, match=r"is not a sum of money. Write it like 1.234,56"):
        parse_amount(typed)


def test_a_sum_of_two_meanings_is_refused_with_both():
    with pytest.raises(ValueError, match=r"“1,234” means: write 1.234,00 or 1,23"):
        parse_amount("1,234")


def test_a_sum_beyond_the_column_is_refused():
    with pytest.raises(ValueError, match="too large"):
        parse_amount("1000000000000")


@given(SUMS)
def test_what_is_shown_reads_back_the_same(value):
    assert parse_amount(format_number(value)) == value
    assert parse_amount(format_amount(value, "EUR")) == value
    assert parse_amount(str(value)) == value


def test_sums_are_written_by_currency():
    assert format_amount(Decimal("19850"), "EUR") == "19.850,00\u00a0€"
    assert format_amount(Decimal("1200000"), "RSD") == "1.200.000,00\u00a0RSD"
    assert format_amount(Decimal("-0.5"), "EUR") == "-0,50\u00a0€"


def test_shares_and_cuts():
    assert share(Decimal("1262489660.47"), Decimal("0.5")) == Decimal("6312448.30")
    assert share(Decimal("0.05"), 50) == Decimal("0.03")
    assert share_at_least(Decimal("100.03"), 80) == Decimal("80.03")
    assert cut(Decimal("71.3366")) == Decimal("71.33")
    assert half_up(Decimal("63.665")) == Decimal("63.67")


class SumForm(forms.Form):
    asked = AmountField(max_value=Decimal("5000"))


def test_the_field_reads_and_shows_back_what_it_understood():
    form = SumForm({"asked": "1234.5"})
    assert form.is_valid()
    assert form.cleaned_data["asked"] == Decimal("1234.50")
    assert form["asked"].value() == "1.234,50"


def test_the_field_leaves_what_it_cannot_read_as_typed():
    form = SumForm({"asked": "dvadeset"})
    assert not form.is_valid()
    assert form["asked"].value() == "dvadeset"
    assert "“dvadeset” is not a sum of money" in form.errors["asked"][0]


def test_the_field_keeps_its_limits():
    assert SumForm({"asked": "5.000,01"}).errors["asked"] == ["The sum must not exceed 5.000,00."]
    assert SumForm({"asked": "-1"}).errors["asked"] == ["The sum must be at least 0,00."]
    assert SumForm({"asked": ""}).errors["asked"] == ["This field is required."]


def test_the_field_sees_no_change_in_another_way_of_typing():
    assert not SumForm({"asked": "1234.5"}, initial={"asked": Decimal("1234.50")}).has_changed()
    assert SumForm({"asked": "1234.6"}, initial={"asked": Decimal("1234.50")}).has_changed()
