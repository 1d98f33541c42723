"""The book of the register and the state on a day, printed."""

import datetime

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ngo_registry.facts_in_words import side_by_side
from ngo_registry.models import Organisation, Party, RegisterEntry
from office.documents import letterhead, render_pdf


def book_pdf(lines: list[RegisterEntry], day: datetime.date, language: str) -> bytes:
    """Number, day, organisation, act, what was, what is, who: the columns of the law's book."""
    with translation.override(language):
        title = _("Book of the register")
        rows = [(line, side_by_side(line.facts)) for line in lines]
        context = {"letterhead": letterhead(), "number": "", "rows": rows}
        template = "ngo_registry/documents/book.html"
        return render_pdf(template, context, language=language, created=day, title=title)


def past_pdf(
    organisation: Organisation | Party, day: datetime.date, rows: list[tuple[str, str]], language: str
) -> bytes:
    """The facts of one organisation or party at the end of a day."""
    with translation.override(language):
        shown = date_format(day, "DATE_FORMAT")
        title = _("State in the register on %(day)s") % {"day": shown}
        context = {"letterhead": letterhead(), "number": "", "rows": rows, "organisation": organisation}
        template = "ngo_registry/documents/past.html"
        return render_pdf(template, context, language=language, created=timezone.localdate(), title=title)
