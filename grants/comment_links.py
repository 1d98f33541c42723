"""Signed links by which a citizen confirms a comment: they name a row, never an address."""

import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

SALT = "grants.comment"
CONFIRM_WITHIN = datetime.timedelta(hours=48)


def token(pk: int) -> str:
    """The link of one comment."""
    return signing.dumps(pk, salt=SALT)


def comment_key(text: str) -> int | None:
    """The comment a link names; nothing when it is broken or too old."""
    try:
        return int(signing.loads(text, salt=SALT, max_age=CONFIRM_WITHIN))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def address(pk: int, language: str) -> str:
    """The whole address of the page that confirms, in the language of the person."""
    with override(language):
        path = reverse("grants_public:comment_confirm", args=[token(pk)])
    return settings.SITE_URL.rstrip("/") + path
