"""Texts of the office's own pages."""

from office.audit import record
from office.models import Page, User
from office.prose import cleaned
from office.service import service


@service
def save_page(*, slug: str, language: str, title: str, body: str, by: User) -> Page:
    """Keep the office's text in one language; an empty one gives way to the text that ships with the
    portal."""
    page, _made = Page.objects.select_for_update().get_or_create(
        slug=slug, language=language, defaults={"title": title}
    )
    page.title, page.body = title, cleaned(body)
    page.save()
    record("save", page, by=by, data={"slug": slug, "language": language, "characters": len(page.body)})
    return page
