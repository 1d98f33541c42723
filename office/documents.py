"""Official documents: a template in, one PDF/A-3a and PDF/UA-1 file out, same bytes for same input."""

import os
import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from office import jurisdiction
from office.languages import html_lang

_one_at_a_time = threading.RLock()


def render_pdf(template: str, context: dict[str, Any], *, language: str, created: date, title: str) -> bytes:
    """Draw a template as PDF/A-3a and PDF/UA-1 dated `created`; the same input gives the same bytes."""
    html = render_html(template, context, language=language, created=created, title=title)
    return html_to_pdf(html, created=created)


def render_html(template: str, context: dict[str, Any], *, language: str, created: date, title: str) -> str:
    """The page behind a document, in its own language whatever the reader's language is."""
    with translation.override(language):
        facts = {
            "letterhead": letterhead(),
            "number": "",
            "code": "",
            "title": title,
            "created": created,
            "language": language,
            "html_lang": html_lang(language),
            **context,
        }
        return render_to_string(template, facts)


def letterhead(issuer: str = "") -> dict[str, Any]:
    """Head of an act in the active language: the office itself, or the body that issues it."""
    office = jurisdiction.current()
    parent, name = str(office.parent), str(office.name)
    own = {"body": parent or name, "unit": name if parent else ""}
    reach = " · ".join(part for part in (office.phone, office.email, office.website) if part)
    return {
        "state": str(office.emblem),
        **({"body": issuer, "unit": ""} if issuer else own),
        "contact": () if issuer else tuple(line for line in (office.address, reach) if line),
        "place": str(office.place),
    }


def html_to_pdf(html: str, *, created: date) -> bytes:
    """Turn a whole HTML page into PDF; nothing but our static files and data: addresses is ever opened."""
    from office.pdf_engine import write_pdf  # noqa: PLC0415  slow import

    with _frozen_clock(created):
        return write_pdf(html)


@contextmanager
def _frozen_clock(created: date):
    """Fonts inside the file carry a time; it is the document's own day, so that bytes repeat."""
    with _one_at_a_time:
        before = os.environ.get("SOURCE_DATE_EPOCH")
        midnight = datetime.combine(created, time.min, tzinfo=UTC)
        os.environ["SOURCE_DATE_EPOCH"] = str(int(midnight.timestamp()))
        try:
            yield
        finally:
            if before is None:
                del os.environ["SOURCE_DATE_EPOCH"]
            else:
                os.environ["SOURCE_DATE_EPOCH"] = before
