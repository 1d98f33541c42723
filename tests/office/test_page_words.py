"""Filters of every page: the script of the reader, sums, numbers, days and moments."""

import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from office.languages import html_lang, script_of
from office.templatetags.look import remaining
from office.templatetags.saradnja import amount, day, moment, number, script


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("cnr", "Udruženje „Njegoš“, Mladost, www.nvo.me"),
        ("cnr-cyrl", "Удружење „Његош“, Младост, www.nvo.me"),
        ("sr", "Удружење „Његош“, Младост, www.nvo.me"),
        ("sr-latn", "Udruženje „Njegoš“, Mladost, www.nvo.me"),
        ("en", "Udruženje „Njegoš“, Mladost, www.nvo.me"),
    ],
)
def test_names_are_shown_in_the_script_of_the_page(language: str, shown: str) -> None:
    with translation.override(language):
        assert script("Udruženje „Njegoš“, Младост, www.nvo.me") == shown


def test_escaping_is_kept() -> None:
    with translation.override("sr"):
        shown = Template("{{ name|script }}|{{ page|script }}").render(
            Context({"name": "<b>Ime</b> & co", "page": mark_safe("<b>Ime</b> &amp;")})
        )
    assert shown == "&lt;b&gt;Име&lt;/b&gt; &amp; цо|<b>Име</b> &amp;"
    assert isinstance(shown, SafeString)
    assert script(None) == ""


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("cnr", ["1.234.567,50\u00a0€", "-3,00\u00a0RSD", "14.329", "2,50", "", ""]),
        ("sr", ["1.234.567,50\u00a0€", "-3,00\u00a0RSD", "14.329", "2,50", "", ""]),
        ("en", ["€1,234,567.50", "-RSD\u00a03.00", "14,329", "2.50", "", ""]),
    ],
)
def test_sums_and_numbers(language: str, shown: list[str]) -> None:
    with translation.override(language):
        assert [
            amount(Decimal("1234567.5"), "EUR"), amount(-3, "RSD"), number(14329), number(Decimal("2.5"), 2),
            amount(None), number(""),
        ] == shown  # fmt: skip


def test_a_sum_is_in_the_currency_of_the_office() -> None:
    with translation.override("cnr"):
        assert amount(Decimal("20")) == "20,00\u00a0€"


def test_days_and_moments_are_local() -> None:
    late = datetime.datetime(2026, 11, 22, 23, 30, tzinfo=datetime.UTC)
    with translation.override("cnr"), timezone.override(ZoneInfo("Europe/Podgorica")):
        assert day(late) == "23.\u00a0novembra 2026."
        assert day(datetime.date(2026, 3, 1), "short") == "01.03.2026."
        assert moment(late) == "23.\u00a0novembra 2026. 00:30"
        assert moment(late, "short") == "23.11.2026. 00:30"
        assert day(None) == moment(None) == ""


def test_languages_say_their_script() -> None:
    codes = ["cnr", "cnr-cyrl", "sr", "sr-latn", "en"]
    assert [html_lang(code) for code in codes] == ["cnr-Latn", "cnr-Cyrl", "sr-Cyrl", "sr-Latn", "en"]
    assert [script_of(code) for code in codes] == ["latin", "cyrillic", "cyrillic", "latin", "latin"]


def test_the_time_left_is_not_broken_after_a_number() -> None:
    with translation.override("en"):
        now = timezone.now() + datetime.timedelta(seconds=30)
        assert remaining(now + datetime.timedelta(days=2, hours=3)) == "2\u00a0days 3\u00a0h left"
        assert remaining(now + datetime.timedelta(hours=3, minutes=5)) == "3\u00a0h 5\u00a0min left"
        assert remaining(now - datetime.timedelta(minutes=5)) == "the deadline has passed"
