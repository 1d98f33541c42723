"""The rows of the public list: fifty stand on a page, so what they share is looked up once."""

from collections.abc import Iterable
from functools import cache
from html import escape
from typing import Any
from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngo_registry.models import Organisation, OrganisationKind
from office.templatetags.look import tone
from office.templatetags.saradnja import amount, day, script

register = template.Library()
HELD, PLAIN = "0", "!$&'()*+,;=/~:@"  # a number that keeps the place; signs an address keeps as they are
ROW = (
    '<li>\n<h2><a href="{}" translate="no">{}</a>{}</h2>\n<p class="meta"><span class="tag tag-{}">{}</span> {} · {} '
    '<span translate="no">{}</span>{}{}</p>\n{}\n</li>'
)
SHORT_NAME = ' <span class="quiet" translate="no">({})</span>'


@register.simple_tag
def organisation_rows(rows: Iterable[Any]) -> SafeString:
    """Name, short name, status, kind, number, seat, day of entry; public money and by what it was found."""
    head, tail = reverse("ngo_registry_public:organisation", args=[HELD]).rsplit(HELD, 1)
    number_word, entered = escape(_("number")), _("entered on %(day)s")
    said = cache(lambda text: escape(script(text)))
    status_of = cache(lambda status: (tone(status), escape(str(Organisation.Status(status).label))))
    kind_of = cache(lambda kind: escape(capfirst(str(OrganisationKind(kind).label))))
    day_of = cache(lambda on: f" · {escape(entered % {'day': day(on, 'short')})}" if on else "")
    lines = []
    for row in rows:
        address = f"{head}{quote(row.number, safe=PLAIN)}{tail}"
        lines.append(
            ROW.format(
                escape(address),
                said(row.name),
                SHORT_NAME.format(said(row.short_name)) if row.short_name else "",
                *status_of(row.status),
                kind_of(row.kind),
                number_word,
                escape(row.number),
                f" · {said(row.seat)}" if row.seat else "",
                day_of(row.registered_on),
                below(row, address),
            )
        )
    return mark_safe("".join(lines))


def below(row: Any, address: str) -> SafeString | str:
    """A second line where there is public money, or where the row was not found by what it shows."""
    if not (row.awards or row.matched):
        return ""
    money = found = ""
    if row.awards:
        words = ngettext(
            "%(n)s award of public money, %(sum)s", "%(n)s awards of public money, %(sum)s", row.awards
        )
        said = words % {"n": row.awards, "sum": amount(row.money)}
        link = '<a href="{}#reported">{}<span class="visually-hidden">: {}</span></a>'
        money = format_html(link, address, said, script(row.name))
    if row.matched:
        found = _("found by: %(what)s") % {"what": row.matched}
    return format_html('<p class="meta">{}{}{}</p>', money, " · " if money and found else "", found)
