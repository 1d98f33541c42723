"""Questions about the office's own pages."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from office.languages import NAMES
from office.models import Page
from office.prose import to_html

TITLES = {
    "about": _("About the office"),
    "contact": _("Contact"),
    "privacy": _("Privacy"),
    "accessibility": _("Accessibility statement"),
    "donor": _("Note on the donor"),
}
DONOR = "donor"  # no page of its own: it stands at the foot of the others


@dataclass(frozen=True)
class PageRow:
    """One page with its texts in every language of the office."""

    slug: str
    title: Any
    texts: list[tuple[str, str, Page | None]]


def page_to_show(slug: str, language: str) -> Page | None:
    """The office's text in this language, ready to show; None when it wrote none."""
    return pages_to_show(slug, language)[0]


def pages_to_show(slug: str, language: str) -> tuple[Page | None, Page | None]:
    """The office's text of a page and its note on the donor, ready to show; None where it wrote none."""
    written = Page.objects.filter(slug__in=(slug, DONOR), language=language).exclude(body="")
    found = {page.slug: page for page in written}
    for page in found.values():
        page.body = to_html(page.body)
    return found.get(slug), found.get(DONOR)


def page_rows() -> list[PageRow]:
    """All pages, each with its languages and what is written in them."""
    written = {(page.slug, page.language): page for page in Page.objects.exclude(body="")}
    languages = [(code, NAMES[code]) for code in settings.OFFICE_LANGUAGES]
    return [
        PageRow(slug, title, [(code, name, written.get((slug, code))) for code, name in languages])
        for slug, title in TITLES.items()
    ]


def page_of(slug: str, language: str) -> Page | None:
    """The row to edit, None when nothing is written yet."""
    return Page.objects.filter(slug=slug, language=language).first()
