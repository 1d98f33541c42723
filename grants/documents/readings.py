"""Shapes in which an application is read: names and texts, then tables; the same on pages and on paper."""

from dataclasses import dataclass
from typing import Any

Cell = tuple[Any, str]
SUM = "num amount"  # a sum stands at the right, on the page and on paper
Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the application; cells carry their look."""

    caption: str
    head: list[Cell]
    rows: list[list[Cell]]
    foot: list[Cell]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the application as it is read: names and texts, then tables."""

    key: str
    title: Any
    rows: Rows
    tables: list[Table]
