"""Ordering, confirming and ending a watch of the register: no account, nothing before the address says yes."""

import datetime
from typing import Any

from django.utils import timezone

from ngo_registry.models import Organisation, Watch, Watcher
from ngo_registry.watch_links import CONFIRM_WITHIN, address
from office.audit import record
from office.mail import CLOSED, send
from office.models import User
from office.service import locked, service
from office.services.outbox import forget_about

# So that nobody fills a stranger's mailbox: between two letters, between two about the same, unanswered at once.
AGAIN_AFTER, SAME_AFTER, UNANSWERED = datetime.timedelta(minutes=10), datetime.timedelta(hours=12), 3
MOST = 50  # watches of one address
AT_ONCE = 500


@service
def order_watch(
    *, email: str, language: str, by: User | None, organisation: Organisation | None = None, query: str = ""
) -> None:
    """Ask the address whether it wants this watch; the answer here is the same whatever is known of it."""
    known, _made = Watcher.objects.get_or_create(email=email.strip().lower(), defaults={"language": language})
    watcher = locked(known)
    watch = watcher.watches.filter(organisation=organisation, query=query).first()
    if not _may_ask(watcher, watch):
        return
    watch = watch or Watch(watcher=watcher, organisation=organisation, query=query)
    watch.asked_at = watcher.asked_at = timezone.now()
    watch.save()
    watcher.language = language
    watcher.save(update_fields=["asked_at", "language"])
    send(
        "ngo_registry/emails/watch_confirm.txt",
        to=watcher.email,
        language=language,
        about=watcher,
        more={CLOSED: "yes"},
        context={"watch": watch, "url": address("watch_confirm", "confirm", watch.pk, language)},
    )


def _may_ask(watcher: Watcher, watch: Watch | None) -> bool:
    """One more letter to this address about this watch would not be a nuisance."""
    rows, now = watcher.watches.all(), timezone.now()
    if watch:
        return watch.confirmed_at is None and now - watch.asked_at >= SAME_AFTER
    lately = rows.exists() and now - watcher.asked_at < AGAIN_AFTER
    waiting = rows.filter(confirmed_at__isnull=True).count()
    return not lately and waiting < UNANSWERED and rows.count() < MOST


@service
def confirm_watch(*, watch: Watch, by: User | None) -> Watch:
    """The address says yes; news are told from this moment on."""
    watch = locked(watch)
    if watch.confirmed_at is None:
        watch.confirmed_at = timezone.now()
        watch.save(update_fields=["confirmed_at"])
        record("confirm watch", watch, by=by)
    return watch


@service
def end_watches(*, watcher: Watcher, by: User | None, only: Watch | None = None) -> None:
    """End one watch or all; with the last one the address and the messages to it are forgotten."""
    watcher = Watcher.objects.select_for_update().filter(pk=watcher.pk).first()
    if watcher is None:
        return
    ended = watcher.watches.filter(pk=only.pk) if only else watcher.watches.all()
    for watch in ended:
        record("end watch", watch, by=by)
    ended.delete()
    if not watcher.watches.exists():
        _forget([watcher], by)


@service
def forget_unconfirmed(*, by: Any = None) -> int:
    """Watches nobody confirmed in time go, and addresses without a watch."""
    before = timezone.now() - CONFIRM_WITHIN
    Watch.objects.filter(confirmed_at__isnull=True, asked_at__lt=before).delete()
    idle = Watcher.objects.filter(watches__isnull=True, asked_at__lt=before)
    rows = list(idle.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
    _forget(rows, by)
    return len(rows)


def _forget(watchers: list[Watcher], by: User | None) -> None:
    """The addresses go with every message to them in the outbox."""
    forget_about(things=watchers, by=by)
    Watcher.objects.filter(pk__in=[watcher.pk for watcher in watchers]).delete()
