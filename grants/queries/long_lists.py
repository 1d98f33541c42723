"""Long lists page by page: the order is found over keys alone, only the rows of the page are read whole."""

from typing import Any

from django.db.models import QuerySet


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
