"""Cells of the ranking table: thousands of them on a page, so each row's are written in one go."""

from collections.abc import Sequence
from decimal import Decimal

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from grants.call_checks import points
from grants.queries.ranking import Given
from office.templatetags.saradnja import amount

register = template.Library()


@register.simple_tag
def total_cells(totals: Sequence[Decimal | None], places: int) -> SafeString:
    """Points of each sheet, a dash where there is no sheet."""
    cells = ("–" if total is None else escape(points(total, places)) for total in totals)
    return mark_safe("".join(f'<td class="num">{cell}</td>' for cell in cells))


@register.simple_tag
def given_cells(given: Sequence[Given | None], together: str) -> SafeString:
    """What each variant gives: the sum, why not or not all, and the sum so far in the chosen one."""
    return mark_safe("".join(_given(each, escape(together)) for each in given))


def _given(given: Given | None, together: str) -> str:
    """One cell."""
    if given is None:
        return '<td class="num given">–</td>'
    text = f'<strong class="nowrap">{escape(amount(given.amount))}</strong>' if given.amount else "–"
    if given.reason:
        text += f'<br><span class="quiet">{escape(given.reason)}</span>'
    if given.so_far:
        text += f'<br><span class="quiet nowrap">{together} {escape(amount(given.so_far))}</span>'
    return f'<td class="num given{" chosen" if given.chosen else ""}">{text}</td>'
