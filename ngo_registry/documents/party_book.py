"""The book of the register of parties, printed."""

import datetime
from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from ngo_registry.models import PartyEntry
from ngo_registry.party_facts_in_words import side_by_side
from office.documents import letterhead, render_pdf


def party_book_pdf(lines: Iterable[PartyEntry], day: datetime.date, language: str) -> bytes:
    """Number, day, party, act, what was, what is, who: the columns of the law's book."""
    with translation.override(language):
        title = _("Book of the register of political parties")
        rows = [(line, side_by_side(line.facts)) for line in lines]
        context = {"letterhead": letterhead(), "number": "", "rows": rows}
        template = "ngo_registry/documents/party_book.html"
        return render_pdf(template, context, language=language, created=day, title=title)
