"""News by e-mail without an account: what the watches of every room have in common.

A watcher is an address (email, language, asked_at; its watches under `watches`), a watch is one thing it watches
(watcher, asked_at, confirmed_at). Links are signed, name a row and never an address, and end with it.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from office.audit import record
from office.mail import CLOSED, send
from office.models import User
from office.service import locked
from office.services.outbox import forget_about

CONFIRM_WITHIN = datetime.timedelta(hours=48)
# So that nobody fills a stranger's mailbox: between two letters, between two about the same, unanswered at once.
AGAIN_AFTER, SAME_AFTER, UNANSWERED = datetime.timedelta(minutes=10), datetime.timedelta(hours=12), 3
MOST = 50  # watches of one address
AT_ONCE = 500


@dataclass(frozen=True)
class Links:
    """Signed links of one room's watches."""

    salt: str
    urls: str  # namespace of the public addresses

    def token(self, purpose: str, pk: int) -> str:
        """A link for one purpose (confirm, manage) and one row."""
        return signing.dumps([purpose, pk], salt=self.salt)

    def row_of(self, text: str, purpose: str) -> int | None:
        """The row a link names; nothing when it is broken, of another purpose or too old."""
        age = CONFIRM_WITHIN if purpose == "confirm" else None
        try:
            said, pk = signing.loads(text, salt=self.salt, max_age=age)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return int(pk) if said == purpose else None

    def address(self, name: str, purpose: str, pk: int, language: str) -> str:
        """The whole address of a page of the watch, in the language of the person."""
        with override(language):
            path = reverse(f"{self.urls}:{name}", args=[self.token(purpose, pk)])
        return settings.SITE_URL.rstrip("/") + path


def may_ask(watcher: Any, watch: Any) -> bool:
    """One more letter to this address about this watch would not be a nuisance."""
    rows, now = watcher.watches.all(), timezone.now()
    if watch:
        return watch.confirmed_at is None and now - watch.asked_at >= SAME_AFTER
    lately = rows.exists() and now - watcher.asked_at < AGAIN_AFTER
    waiting = rows.filter(confirmed_at__isnull=True).count()
    return not lately and waiting < UNANSWERED and rows.count() < MOST


def known_watcher(model: Any, email: str, language: str) -> Any:
    """The locked row of an address, a new one when nobody ordered from it yet."""
    known, _made = model.objects.get_or_create(email=email.strip().lower(), defaults={"language": language})
    return locked(known)


def ask(*, watcher: Any, watch: Any, language: str, template: str, address: Callable[[int], str]) -> None:
    """Ask the address whether it wants this watch; `address` gives the link that says yes."""
    watch.asked_at = watcher.asked_at = timezone.now()
    watch.save()
    watcher.language = language
    watcher.save(update_fields=["asked_at", "language"])
    send(
        template,
        to=watcher.email,
        language=language,
        about=watcher,
        more={CLOSED: "yes"},
        context={"watch": watch, "url": address(watch.pk)},
    )


def confirm(watch: Any, action: str, by: User | None) -> Any:
    """The address says yes; news are told from this moment on."""
    watch = locked(watch)
    if watch.confirmed_at is None:
        watch.confirmed_at = timezone.now()
        watch.save(update_fields=["confirmed_at"])
        record(action, watch, by=by)
    return watch


def end(watcher: Any, action: str, by: User | None, only: Any = None) -> None:
    """End one watch or all; with the last one the address and the messages to it are forgotten."""
    found = type(watcher).objects.select_for_update().filter(pk=watcher.pk).first()
    if found is None:
        return
    ended = found.watches.filter(pk=only.pk) if only else found.watches.all()
    for watch in ended:
        record(action, watch, by=by)
    ended.delete()
    if not found.watches.exists():
        forget(type(watcher), [found], by)


def forget_unconfirmed(watchers: Any, watches: Any, by: Any) -> int:
    """Watches nobody confirmed in time go, and addresses without a watch."""
    before = timezone.now() - CONFIRM_WITHIN
    watches.objects.filter(confirmed_at__isnull=True, asked_at__lt=before).delete()
    idle = watchers.objects.filter(watches__isnull=True, asked_at__lt=before)
    rows = list(idle.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
    forget(watchers, rows, by)
    return len(rows)


def forget(model: Any, watchers: list[Any], by: User | None) -> None:
    """The addresses go with every message to them in the outbox."""
    forget_about(things=watchers, by=by)
    model.objects.filter(pk__in=[watcher.pk for watcher in watchers]).delete()
