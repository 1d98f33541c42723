"""The rows of a report as data: just those it counts, from its frozen figures."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reports.models import Report
from reports.open_data.sets import public_name


class ReportRows:
    """A report as a set of rows that can be written in every format of open data."""

    columns = (
        "no", "year", "body", "organisation_id", "organisation", "recipient_kind", "title", "area", "awarded", "paid",
        "returned", "currency",
    )  # fmt: skip

    def __init__(self, report: Report) -> None:
        self.key = f"report-{report.slug}"
        self.snapshot = report.snapshot

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Every award of the report; sole traders by number only."""
        for number, body, name, register_number, title, area, awarded, paid, kind, *more in self.snapshot[
            "rows"
        ]:
            returned = more[0] if more else ""  # reports of an older portal do not say it
            yield (
                int(number), self.snapshot["year"], body, register_number, public_name(kind, name), kind, title, area,
                Decimal(awarded), Decimal(paid) if paid else None,
                Decimal(returned) if returned else None, self.snapshot["currency"],
            )  # fmt: skip
