"""Watches as their pages show them, found through a signed link."""

from ngo_registry.models import Watch, Watcher
from ngo_registry.watch_links import row_of


def watch_to_confirm(token: str) -> Watch | None:
    """The watch a link from the e-mail confirms."""
    pk = row_of(token, "confirm")
    return (
        Watch.objects.select_related("organisation", "party", "watcher").filter(pk=pk).first() if pk else None
    )


def watcher_of(token: str) -> Watcher | None:
    """Whose watches a link from the e-mail manages."""
    pk = row_of(token, "manage")
    return Watcher.objects.filter(pk=pk).first() if pk else None


def watches_of(watcher: Watcher) -> list[Watch]:
    """The confirmed watches of an address."""
    rows = watcher.watches.filter(confirmed_at__isnull=False)
    return list(rows.select_related("organisation", "party"))
