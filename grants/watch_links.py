"""Signed links of the watch of calls: they name a row, never an address, and end with it."""

import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

SALT = "grants.call_watch"
CONFIRM_WITHIN = datetime.timedelta(hours=48)


def token(purpose: str, pk: int) -> str:
    """A link for one purpose (confirm, manage) and one row."""
    return signing.dumps([purpose, pk], salt=SALT)


def row_of(text: str, purpose: str) -> int | None:
    """The row a link names; nothing when it is broken, of another purpose or too old."""
    age = CONFIRM_WITHIN if purpose == "confirm" else None
    try:
        said, pk = signing.loads(text, salt=SALT, max_age=age)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(pk) if said == purpose else None


def address(name: str, purpose: str, pk: int, language: str) -> str:
    """The whole address of a page of the watch, in the language of the person."""
    with override(language):
        path = reverse(f"grants_public:{name}", args=[token(purpose, pk)])
    return settings.SITE_URL.rstrip("/") + path
