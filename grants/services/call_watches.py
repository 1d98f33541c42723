"""Ordering, confirming and ending a watch of calls: no account, nothing before the address says yes."""

import datetime
from typing import Any

from django.utils import timezone

from grants.models import Call, CallWatch, CallWatcher
from grants.watch_links import CONFIRM_WITHIN, address
from office.audit import record
from office.mail import CLOSED, send
from office.models import Area, Body, User
from office.service import locked, service
from office.services.outbox import forget_about

# So that nobody fills a stranger's mailbox: between two letters, between two about the same, unanswered at once.
AGAIN_AFTER, SAME_AFTER, UNANSWERED = datetime.timedelta(minutes=10), datetime.timedelta(hours=12), 3
MOST = 50  # watches of one address
AT_ONCE = 500


@service
def order_call_watch(
    *,
    email: str,
    language: str,
    by: User | None,
    call: Call | None = None,
    body: Body | None = None,
    area: Area | None = None,
    words: str = "",
) -> None:
    """Ask the address whether it wants this watch; the answer here is the same whatever is known of it."""
    email = email.strip().lower()
    known, _made = CallWatcher.objects.get_or_create(email=email, defaults={"language": language})
    watcher = locked(known)
    what = {"call": call, "body": body, "area": area, "words": words.strip()}
    watch = (
        watcher.watches.filter(**{name: value for name, value in what.items() if value is not None})
        .filter(**{f"{name}__isnull": True for name, value in what.items() if value is None})
        .first()
    )
    if not may_ask(watcher, watch):
        return
    watch = watch or CallWatch(watcher=watcher, **what)
    watch.asked_at = watcher.asked_at = timezone.now()
    watch.save()
    watcher.language = language
    watcher.save(update_fields=["asked_at", "language"])
    send(
        "grants/emails/watch_confirm.txt",
        to=watcher.email,
        language=language,
        about=watcher,
        more={CLOSED: "yes"},
        context={"watch": watch, "url": address("call_watch_confirm", "confirm", watch.pk, language)},
    )


def may_ask(watcher: CallWatcher, watch: CallWatch | None) -> bool:
    """One more letter to this address about this watch would not be a nuisance."""
    rows, now = watcher.watches.all(), timezone.now()
    if watch:
        return watch.confirmed_at is None and now - watch.asked_at >= SAME_AFTER
    lately = rows.exists() and now - watcher.asked_at < AGAIN_AFTER
    waiting = rows.filter(confirmed_at__isnull=True).count()
    return not lately and waiting < UNANSWERED and rows.count() < MOST


@service
def confirm_call_watch(*, watch: CallWatch, by: User | None) -> CallWatch:
    """The address says yes; news are told from this moment on."""
    watch = locked(watch)
    if watch.confirmed_at is None:
        watch.confirmed_at = timezone.now()
        watch.save(update_fields=["confirmed_at"])
        record("confirm_watch", watch, by=by)
    return watch


@service
def end_call_watches(*, watcher: CallWatcher, by: User | None, only: CallWatch | None = None) -> None:
    """End one watch or all; with the last one the address and the messages to it are forgotten."""
    found = CallWatcher.objects.select_for_update().filter(pk=watcher.pk).first()
    if found is None:
        return
    ended = found.watches.filter(pk=only.pk) if only else found.watches.all()
    for watch in ended:
        record("end_watch", watch, by=by)
    ended.delete()
    if not found.watches.exists():
        forget([found], by)


@service
def forget_unconfirmed(*, by: Any = None) -> int:
    """Watches nobody confirmed in time go, and addresses without a watch."""
    before = timezone.now() - CONFIRM_WITHIN
    CallWatch.objects.filter(confirmed_at__isnull=True, asked_at__lt=before).delete()
    idle = CallWatcher.objects.filter(watches__isnull=True, asked_at__lt=before)
    rows = list(idle.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
    forget(rows, by)
    return len(rows)


def forget(watchers: list[CallWatcher], by: User | None) -> None:
    """The addresses go with every message to them in the outbox."""
    forget_about(things=watchers, by=by)
    CallWatcher.objects.filter(pk__in=[watcher.pk for watcher in watchers]).delete()
