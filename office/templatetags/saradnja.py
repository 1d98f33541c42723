"""Words of every page: the script of the visitor, sums, numbers, days, moments."""

import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.translation import get_language

from office import jurisdiction
from office.languages import html_lang, script_of
from office.money import NO_BREAK, SIGNS, format_amount, format_number
from office.scripts import to_cyrillic, to_latin

register = template.Library()


@register.filter(is_safe=True)
def script(value: Any) -> str:
    """A text of the database in the script of the page; names and acts keep their spelling otherwise."""
    if value is None:
        return ""
    cyrillic = script_of(get_language() or "") == "cyrillic"
    return to_cyrillic(str(value)) if cyrillic else to_latin(str(value))


@register.filter
def written(value: Any) -> str:
    """A text of an act as it was written; on a page in English the text says in which language it is (WCAG 3.1.2)."""
    shown = script(value)
    if not shown or get_language() != "en":
        return shown
    ours = next(code for code in settings.OFFICE_LANGUAGES if code != "en" and script_of(code) == "latin")
    return format_html('<span lang="{}">{}</span>', html_lang(ours), shown)


@register.filter
def html_lang_of(code: str) -> str:
    """A language of the portal as HTML writes it: cnr-Cyrl."""
    return html_lang(code)


@register.filter
def amount(value: Any, currency: str = "") -> str:
    """19.850,00 € (in English €19,850.00); the currency is the jurisdiction's unless another is named."""
    if value is None or value == "":
        return ""
    return _amount(Decimal(value), currency or jurisdiction.current().currency, get_language() == "en")


@lru_cache(maxsize=4096)
def _amount(value: Decimal, currency: str, english: bool) -> str:
    """A long table says the same sums again and again."""
    if not english:
        return format_amount(value, currency)
    sign = SIGNS.get(currency, f"{currency}{NO_BREAK}")
    return f"{'-' if value < 0 else ''}{sign}{abs(value):,.2f}"


@register.filter
def number(value: Any, places: int | None = None) -> str:
    """A count or measure with its thousands apart: 14.329; with places given, that many decimals."""
    if value is None or value == "":
        return ""
    if places is not None and get_language() != "en":
        return format_number(Decimal(value), places)
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


@register.filter
def day(value: datetime.date | None, form: str = "long") -> str:
    """22. novembra 2026.; `short` gives 22.11.2026."""
    if not value:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime.datetime) else value
    return date_format(local, "SHORT_DATE_FORMAT" if form == "short" else "DATE_FORMAT", use_l10n=True)


@register.filter
def moment(value: datetime.datetime | None, form: str = "long") -> str:
    """22. novembra 2026. 23:59, local time; `short` gives 22.11.2026. 23:59."""
    if not value:
        return ""
    name = "SHORT_DATETIME_FORMAT" if form == "short" else "DATETIME_FORMAT"
    return date_format(timezone.localtime(value), name, use_l10n=True)
