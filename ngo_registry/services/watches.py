"""Ordering, confirming and ending a watch of the register: no account, nothing before the address says yes."""

from functools import partial
from typing import Any

from ngo_registry.models import Organisation, Party, Watch, Watcher
from ngo_registry.watch_links import address
from office import watches
from office.models import User
from office.service import service


@service
def order_watch(
    *,
    email: str,
    language: str,
    by: User | None,
    organisation: Organisation | None = None,
    party: Party | None = None,
    of_parties: bool = False,
    query: str = "",
) -> None:
    """Ask the address whether it wants this watch; the answer here is the same whatever is known of it."""
    watcher = watches.known_watcher(Watcher, email, language)
    what = {"organisation": organisation, "party": party, "of_parties": of_parties, "query": query}
    watch = watcher.watches.filter(**what).first()
    if watches.may_ask(watcher, watch):
        watches.ask(
            watcher=watcher,
            watch=watch or Watch(watcher=watcher, **what),
            language=language,
            template="ngo_registry/emails/watch_confirm.txt",
            address=partial(address, "watch_confirm", "confirm", language=language),
        )


@service
def confirm_watch(*, watch: Watch, by: User | None) -> Watch:
    """The address says yes; news are told from this moment on."""
    return watches.confirm(watch, "confirm watch", by)


@service
def end_watches(*, watcher: Watcher, by: User | None, only: Watch | None = None) -> None:
    """End one watch or all; with the last one the address and the messages to it are forgotten."""
    watches.end(watcher, "end watch", by, only)


@service
def forget_unconfirmed(*, by: Any = None) -> int:
    """Watches nobody confirmed in time go, and addresses without a watch."""
    return watches.forget_unconfirmed(Watcher, Watch, by)
