"""What the page of one line asks: whether it is there, or somebody has removed it."""

from typing import Any


def line_of(rows: Any, pk: int) -> Any:
    """The line of this list, or nothing."""
    return rows.filter(pk=pk).first()


def is_gone(rows: Any, pk: int) -> bool:
    """There is no such line anywhere any more: it was removed, it is not somebody else's."""
    return not rows.model._base_manager.filter(pk=pk).exists()
