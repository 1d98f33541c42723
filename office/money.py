"""Sums of money: read as people type them, shown as the office writes them, rounded to the cent."""

import re
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

CENT = Decimal("0.01")
LARGEST = Decimal("999999999999.99")
SIGNS = {"EUR": "€"}
NO_BREAK = "\u00a0"  # between a number and its currency: a sum is one word, on a telephone and in an act

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’]")
_CURRENCY = re.compile(r"(?i)(€|eur|rsd|din\.?|евра|евро|рсд|дин\.?)")


def parse_amount(text: str) -> Decimal:
    """Decimal with two places from 1.234,56 / 1234.56 / 1 234,56 / 1,234.56; ValueError is a sentence."""
    plain = _SPACES.sub("", _CURRENCY.sub("", str(text).strip()))
    if not re.fullmatch(r"-?\d[\d.,]*", plain):
        raise _unreadable(text)
    sign, digits = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
    value = Decimal(sign + _normal(digits, text))
    if abs(value) > LARGEST:
        raise ValueError(_("This sum is too large."))
    return value.quantize(CENT)


def _normal(digits: str, text: str) -> str:
    """Digits with one decimal point, from digits with any separators."""
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        decimal = max(".,", key=digits.rfind)
    elif dots + commas > 1 or re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits):
        decimal = ""
    elif re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits):
        unclear = _("It is not clear which sum “%(text)s” means: write %(one)s or %(other)s.")
        thousand, tail = digits.split(",")
        raise ValueError(
            unclear % {"text": digits, "one": f"{thousand}.{tail},00", "other": f"{thousand},{tail[:2]}"}
        )
    else:
        decimal = "." if dots else ","
    whole, cents = digits, ""
    if decimal and decimal in digits:
        whole, _sep, cents = digits.rpartition(decimal)
        if decimal in whole or not re.fullmatch(r"\d{1,2}", cents):
            raise _unreadable(text)
    return f"{_ungrouped(whole, text)}.{cents or '00'}"


def _ungrouped(whole: str, text: str) -> str:
    """Whole part without its thousands separators, which must stand after every three digits."""
    separators = set(whole) & {".", ","}
    if not separators:
        return whole
    if len(separators) == 1 and re.fullmatch(r"\d{1,3}([.,]\d{3})+", whole):
        return whole.replace(separators.pop(), "")
    raise _unreadable(text)


def _unreadable(text: object) -> ValueError:
    sentence = _("“%(text)s” is not a sum of money. Write it like 1.234,56 or 1234.56, without letters.")
    return ValueError(sentence % {"text": str(text).strip()[:40]})


DOTS_AND_COMMAS = str.maketrans(",.", ".,")


def format_number(value: Decimal, places: int = 2) -> str:
    """1.234,56: dots between thousands, a comma before the decimals, half-up to the given places."""
    exact = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{exact:,.{places}f}".translate(DOTS_AND_COMMAS)


def format_amount(value: Decimal, currency: str) -> str:
    """19.850,00 € or 1.200.000,00 RSD, never broken between two lines: the sum as it stands in an act of the office."""
    return f"{format_number(value)}{NO_BREAK}{SIGNS.get(currency, currency)}"


def share(total: Decimal, percent: Decimal | int) -> Decimal:
    """A percentage of a sum, rounded half-up to the cent."""
    return (total * Decimal(percent) / 100).quantize(CENT, rounding=ROUND_HALF_UP)


def share_at_least(total: Decimal, percent: Decimal | int) -> Decimal:
    """A percentage of a sum that may not be undercut: rounded up to the next cent."""
    return (total * Decimal(percent) / 100).quantize(CENT, rounding=ROUND_CEILING)


def cut(value: Decimal, places: int = 2) -> Decimal:
    """The number cut, not rounded, after the given places: 71.3366 gives 71.33."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """The number rounded half-up to the given places: 63.665 gives 63.67."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


class AmountField(forms.CharField):
    """Form field for a sum: reads every usual way of typing it and shows it back as 1.234,56."""

    def __init__(
        self,
        *,
        min_value: Decimal | None = Decimal(0),
        max_value: Decimal | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value
        self.widget.attrs.setdefault("inputmode", "decimal")
        self.widget.attrs.setdefault("autocomplete", "off")

    def prepare_value(self, value: Any) -> Any:
        """The value as the person sees it: a stored or readable sum is formatted, the rest left as typed."""
        if isinstance(value, Decimal):
            return format_number(value)
        if isinstance(value, str) and value.strip():
            try:
                return format_number(parse_amount(value))
            except ValueError:
                return value
        return value

    def clean(self, value: Any) -> Decimal | None:
        """Decimal or None when empty and not required."""
        text = format_number(value) if isinstance(value, Decimal) else super().clean(value)
        if text in self.empty_values:
            return None
        try:
            amount = parse_amount(text)
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error
        self._check_limits(amount)
        return amount

    def has_changed(self, initial: Any, data: Any) -> bool:
        """True when the sums differ, however they are typed."""
        return bool(self.prepare_value(initial or "") != self.prepare_value(data or ""))

    def _check_limits(self, amount: Decimal) -> None:
        if self.min_value is not None and amount < self.min_value:
            least = format_number(self.min_value)
            raise forms.ValidationError(_("The sum must be at least %(sum)s.") % {"sum": least})
        if self.max_value is not None and amount > self.max_value:
            most = format_number(self.max_value)
            raise forms.ValidationError(_("The sum must not exceed %(sum)s.") % {"sum": most})
