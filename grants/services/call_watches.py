"""Ordering, confirming and ending a watch of calls: no account, nothing before the address says yes."""

from functools import partial
from typing import Any

from grants.models import Call, CallWatch, CallWatcher
from grants.watch_links import address
from office import watches
from office.models import Area, Body, User
from office.service import service


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
    watcher = watches.known_watcher(CallWatcher, email, language)
    what = {"call": call, "body": body, "area": area, "words": words.strip()}
    watch = (
        watcher.watches.filter(**{name: value for name, value in what.items() if value is not None})
        .filter(**{f"{name}__isnull": True for name, value in what.items() if value is None})
        .first()
    )
    if watches.may_ask(watcher, watch):
        watches.ask(
            watcher=watcher,
            watch=watch or CallWatch(watcher=watcher, **what),
            language=language,
            template="grants/emails/watch_confirm.txt",
            address=partial(address, "call_watch_confirm", "confirm", language=language),
        )


@service
def confirm_call_watch(*, watch: CallWatch, by: User | None) -> CallWatch:
    """The address says yes; news are told from this moment on."""
    return watches.confirm(watch, "confirm_watch", by)


@service
def end_call_watches(*, watcher: CallWatcher, by: User | None, only: CallWatch | None = None) -> None:
    """End one watch or all; with the last one the address and the messages to it are forgotten."""
    watches.end(watcher, "end_watch", by, only)


@service
def forget_unconfirmed(*, by: Any = None) -> int:
    """Watches nobody confirmed in time go, and addresses without a watch."""
    return watches.forget_unconfirmed(CallWatcher, CallWatch, by)
