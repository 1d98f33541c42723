"""Numbers of people, organisations and accounts: the cleaned number or a sentence that says what is wrong."""

import datetime
import re
from importlib import import_module

from django.utils.translation import gettext_lazy as _
from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError

from ngo_registry.models import DUMMY_NUMBERS
from office import jurisdiction
from office.refusal import Refused

JMBG_WEIGHTS = (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def digits(text: str) -> str:
    """The number without spaces, dots and dashes between its digits."""
    return re.sub(r"[\s.\-/]", "", text or "")


def born_on(jmbg: str) -> datetime.date:
    """Date of birth a personal number carries; ValueError when there is no such day."""
    year = int(jmbg[4:7])
    return datetime.date(year + (2000 if year < 800 else 1000), int(jmbg[2:4]), int(jmbg[:2]))


def clean_jmbg(text: str, *, today: datetime.date, field: str = "jmbg") -> str:
    """A personal number of 13 digits: real date, right check digit, a number that can have been issued."""
    number = digits(text)
    if not re.fullmatch(r"[0-9]{13}", number):
        raise Refused(
            _("The personal number has 13 digits. Check it against the identity card."), field=field
        )
    try:
        day = born_on(number)
    except ValueError:
        raise Refused(_("The personal number begins with a day that does not exist."), field=field) from None
    if day > today:
        raise Refused(_("The personal number begins with a day that has not come yet."), field=field)
    rest = sum(int(digit) * weight for digit, weight in zip(number, JMBG_WEIGHTS, strict=False)) % 11
    if rest == 1:
        raise Refused(_("This number was not issued: no check digit exists for it."), field=field)
    if int(number[12]) != (0 if rest == 0 else 11 - rest):
        raise Refused(
            _("The check digit of the personal number is wrong: one of the digits is mistyped."), field=field
        )
    return number


def clean_pib(text: str, *, field: str = "pib") -> str:
    """A tax number as the office's own state issues it, check digit included."""
    office = jurisdiction.current()
    number = digits(text)
    if not number.isdecimal() or len(number) != office.tax_number_digits:
        raise Refused(
            _("The tax number (PIB) has %(n)s digits.") % {"n": office.tax_number_digits}, field=field
        )
    try:
        import_module(f"stdnum.{office.tax_number}").validate(number)
    except ValidationError:
        raise Refused(
            _("The check digit of the tax number (PIB) is wrong: one of the digits is mistyped."), field=field
        ) from None
    return number


def clean_mb(text: str, *, field: str = "mb") -> str:
    """A registration number of eight digits, leading zeros kept; numbers that mean “unknown” are refused."""
    number = digits(text)
    if not re.fullmatch(r"[0-9]{8}", number):
        raise Refused(_("The registration number (MB) has 8 digits."), field=field)
    if number in DUMMY_NUMBERS:
        raise Refused(_("This registration number stands for “unknown” and names nobody."), field=field)
    return number


def clean_iban(text: str, *, field: str = "iban") -> str:
    """A domestic account, short or as IBAN: the check of the IBAN and the check of the account inside it."""
    number = re.sub(r"\s", "", text or "").upper()
    country = jurisdiction.current().country
    short = re.fullmatch(r"([0-9]{3})-?([0-9]{1,13})-([0-9]{2})", number)
    if short:
        number = account_to_iban(short[1] + short[2].zfill(13) + short[3], country)
    try:
        iban_number.validate(number, check_country=False)
    except ValidationError:
        raise Refused(
            _("The account is mistyped: the check of the IBAN does not agree."), field=field
        ) from None
    if not re.fullmatch(rf"{country}[0-9]{{20}}", number):
        raise Refused(_("Write an account of a bank in this state, 18 digits or its IBAN."), field=field)
    if int(number[4:]) % 97 != 1:
        raise Refused(_("The account is mistyped: its own control number does not agree."), field=field)
    return number


def account_to_iban(account: str, country: str) -> str:
    """IBAN of an 18-digit domestic account."""
    return f"{country}{iban_number.calc_check_digits(f'{country}00{account}')}{account}"
