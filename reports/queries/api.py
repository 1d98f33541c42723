"""Pages of open data read by key: the next page begins after the last one's key, however many rows there are."""

from dataclasses import dataclass
from typing import Any

from reports.open_data.sets import SETS


@dataclass(frozen=True)
class Slice:
    """Rows of one page as facts by name, and the key after which the next page begins (nothing at the end)."""

    items: list[dict[str, Any]]
    after: int | None


def slice_of(key: str, *, after: int, limit: int, **filters: Any) -> Slice:
    """Rows of a set that follow this key and pass the filters that are given."""
    data = SETS[key]
    wanted = {name: value for name, value in filters.items() if value not in ("", None)}
    found = list(data.objects().filter(pk__gt=after, **wanted)[: limit + 1])
    items = [dict(zip(data.columns, data.line(row), strict=True)) for row in found[:limit]]
    return Slice(items, found[limit - 1].pk if len(found) > limit else None)
