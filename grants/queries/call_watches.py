"""Watches of calls as their pages show them, found through a signed link."""

from grants.models import Call, CallWatch, CallWatcher
from grants.watch_links import row_of

WITH = ("call", "body", "area", "watcher")


def watch_to_confirm(token: str) -> CallWatch | None:
    """The watch a link from the e-mail confirms."""
    pk = row_of(token, "confirm")
    return CallWatch.objects.select_related(*WITH).filter(pk=pk).first() if pk else None


def watcher_of(token: str) -> CallWatcher | None:
    """Whose watches a link from the e-mail manages."""
    pk = row_of(token, "manage")
    return CallWatcher.objects.filter(pk=pk).first() if pk else None


def watches_of(watcher: CallWatcher) -> list[CallWatch]:
    """The confirmed watches of an address."""
    return list(watcher.watches.filter(confirmed_at__isnull=False).select_related(*WITH))


def watchable(slug: str) -> Call | None:
    """The public call an address names."""
    return Call.objects.public().select_related("body").filter(slug=slug[:120]).first()
