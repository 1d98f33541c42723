"""Numbers and conditions of an entry, each against vectors that were published or computed."""

import datetime

import pytest

from ngo_registry.identifiers import clean_iban, clean_jmbg, clean_mb, clean_pib
from office.refusal import Refused

TODAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    "number", ["0101000710009", "2206978816007", "0101001250028", "0101990210080", "0101990-210080"]
)
def test_personal_numbers_that_are_right(number):
    assert len(clean_jmbg(number, today=TODAY)) == 13


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("010199021008", "13 digits"),
        ("01019902100AB", "13 digits"),
        ("3102990210080", "day that does not exist"),
        ("0101990210081", "check digit of the personal number is wrong"),
        ("0101990210030", "was not issued"),
        ("0101027210082", "has not come yet"),
    ],
)
def test_personal_numbers_that_are_wrong(number, sentence):
    with pytest.raises(Refused, match=sentence):
        clean_jmbg(number, today=TODAY)


def test_every_last_digit_of_a_number_that_was_not_issued_is_refused():
    for last in range(10):
        with pytest.raises(Refused, match="was not issued"):
            clean_jmbg(f"010199021003{last}", today=TODAY)


@pytest.mark.parametrize(
    ("office", "right", "wrong"),
    [
        (
            "montenegro",
            ["02655284", "02123452", "03000010", "02987651"],
            ["02655283", "0265528", "0265528A", "101134702"],
        ),
        ("serbia", ["101134702", "100123459", "112233446", "109999996"], ["101134703", "02655284"]),
    ],
)
def test_tax_numbers(settings, office, right, wrong):
    settings.OFFICE_JURISDICTION = office
    assert [clean_pib(number) for number in right] == right
    for number in wrong:
        with pytest.raises(Refused):
            clean_pib(number)


@pytest.mark.parametrize(
    ("office", "typed", "iban"),
    [
        ("montenegro", "510-123456-18", "ME25510000000012345618"),
        ("montenegro", "535-98765-22", "ME25535000000009876522"),
        ("montenegro", "ME25 5100 0000 0006 2341 33", "ME25510000000006234133"),
        ("serbia", "160-123456-54", "RS35160000000012345654"),
        ("serbia", "RS35205000000765432132", "RS35205000000765432132"),
    ],
)
def test_accounts(settings, office, typed, iban):
    settings.OFFICE_JURISDICTION = office
    assert clean_iban(typed) == iban


@pytest.mark.parametrize(
    ("office", "typed"),
    [
        ("serbia", "160-123456-55"),
        ("serbia", "RS36160000000012345654"),
        ("montenegro", "RS35160000000012345654"),
        ("montenegro", "510-123456-19"),
        ("montenegro", "račun"),
    ],
)
def test_accounts_that_are_wrong(settings, office, typed):
    settings.OFFICE_JURISDICTION = office
    with pytest.raises(Refused):
        clean_iban(typed)


def test_an_account_with_a_right_iban_check_but_a_wrong_own_control_number_is_refused(settings):
    settings.OFFICE_JURISDICTION = "serbia"
    from_wrong_body = (
        "RS" + "{:02d}".format(98 - int("160000000012345655" + "272800") % 97) + "160000000012345655"
    )
    with pytest.raises(Refused, match="own control number"):
        clean_iban(from_wrong_body)


@pytest.mark.parametrize("number", ["11111111", "22222222", "1234567", "123456789"])
def test_registration_numbers_that_are_wrong(number):
    with pytest.raises(Refused):
        clean_mb(number)
