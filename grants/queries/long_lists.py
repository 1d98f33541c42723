"""Long lists page by page: the order is found over keys alone, only the rows of the page are read whole."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

PART = 100  # rows of a table that is one of several on its page


class Narrow:
    """What a paginator needs of a list; sorting and counting touch an index, not the wide rows."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self.rows = rows

    def count(self) -> int:
        """How many rows there are."""
        return self.rows.order_by().count()

    def __getitem__(self, part: slice) -> QuerySet[Any]:
        """The rows of a page in their order, in one statement."""
        keys = self.rows.select_related(None).values("pk")[part]
        whole = self.rows.model._default_manager.filter(pk__in=keys)
        whole.query.select_related = self.rows.query.select_related
        return whole.order_by(*self.rows.query.order_by)


def part(rows: QuerySet[Any], asked: Mapping[str, str], name: str) -> Page:
    """The rows of one table of a page; the address names its part by `name`. A short table is not counted apart."""
    pages, number = Paginator(rows, PART), asked.get(name, "1")
    if number == "1":
        first = list(rows[: PART + 1])
        if len(first) <= PART:
            return _named(Page(first, 1, Paginator(first, PART)), name)
        return _named(Page(first[:PART], 1, pages), name)
    page = pages.get_page(number)
    page.object_list = list(page.object_list)
    return _named(page, name)


def divided(
    rows: QuerySet[Any], asked: Mapping[str, str], first: tuple[str, Q], second: tuple[str, Q], belongs: Any
) -> tuple[Page, Page]:
    """One list told as two tables: a short one is read once and divided here, a long one each table by its parts."""
    known = list(rows[: PART + 1])
    if len(known) > PART:
        return part(rows.filter(first[1]), asked, first[0]), part(rows.filter(second[1]), asked, second[0])
    halves = [row for row in known if belongs(row)], [row for row in known if not belongs(row)]
    one, other = (Page(half, 1, Paginator(half, PART)) for half in halves)
    return _named(one, first[0]), _named(other, second[0])


def _named(page: Page, name: str) -> Page:
    """With the name under which the address keeps its number."""
    page.param = name
    return page
