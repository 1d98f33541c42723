"""Where the sums of a published report lead: the explorer filtered to just the rows of each sum."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from reports.models import SpendingRow
from reports.queries.awards import NOT_STATED

Table = dict[str, Any]


class ReportLinks:
    """The tables of a report with an address beside every cell; the order is that of the frozen figures."""

    def __init__(
        self, snapshot: dict[str, Any], *, bodies: dict[str, int], calls: dict[str, str], decided: bool
    ) -> None:
        self.s, self.bodies, self.calls, self.decided = snapshot, bodies, calls, decided

    def to(self, money: str, **filters: Any) -> str:
        """The awards of the year that pass these filters; a sum of nothing leads nowhere."""
        if not Decimal(money or "0"):
            return ""
        facts = {"year": self.s["year"], **filters}
        return f"{reverse('reports_public:awards')}?{urlencode(facts)}"

    def tables(self, facts: dict[str, Any]) -> dict[str, Table]:
        """Every table of the page by its name."""
        s = self.s
        ngo = [g for g in s["by_kind"] if g["key"] in SpendingRow.NGO_KINDS]
        rest = [g for g in s["by_kind"] if g["key"] not in SpendingRow.NGO_KINDS]
        found = {
            "ngo": linked(facts["kinds"]["ngo"], map(self.kind, ngo), self.foot(s["ngo"], kind="ngo")),
            "others": linked(
                facts["kinds"]["others"], map(self.kind, rest), self.foot(s["others"], kind="others")
            ),
            "bodies": linked(facts["bodies"], map(self.body, s["by_body"]), self.whole()),
            "areas": linked(facts["areas"], [self.group(g, "area") for g in s["by_area"]], self.whole()[:4]),
            "bases": linked(
                facts["bases"], [self.group(g, "basis") for g in s["by_basis"]], self.whole()[:4]
            ),
        }
        more = {
            "shares": map(self.share, s["shares"]),
            "calls": map(self.call, s["calls"]),
            "years": self.years(),
            "body_years": map(self.body_year, s.get("body_years", [])),
        }
        for name, rows in more.items():
            if facts[name]:
                found[name] = linked(facts[name], rows)
        return found

    def kind(self, group: dict[str, str]) -> list[str]:
        """A kind of recipient."""
        return ["", "", self.to(group["awarded"], kind=group["key"])]

    def foot(self, group: dict[str, str], **filters: Any) -> list[str]:
        """The sum under a table of kinds."""
        return ["", "", self.to(group["awarded"], **filters)]

    def whole(self) -> list[str]:
        """The sums under a table of all awards."""
        t = self.s["total"]
        ngo = self.to(self.s["ngo"]["awarded"], kind="ngo")
        return ["", "", self.to(t["awarded"]), ngo, self.to(t["paid"]), self.to(t["returned"])]

    def group(self, group: dict[str, str], field: str) -> list[str]:
        """An area or a legal basis, and its part that NGOs got; what is not stated has a filter of its own."""
        by = {field: group["key"] or NOT_STATED}
        return ["", "", self.to(group["awarded"], **by), self.to(group["ngo_awarded"], kind="ngo", **by)]

    def body(self, group: dict[str, str]) -> list[str]:
        """A body; what is paid and unspent stands above the same rows."""
        pk = self.bodies.get(group["key"])
        if pk is None:
            return []
        sums = [self.to(group[name], body=pk) for name in ("awarded", "paid", "returned")]
        return ["", "", sums[0], self.to(group["ngo_awarded"], body=pk, kind="ngo"), *sums[1:]]

    def years(self) -> list[list[str]]:
        """Earlier years, then the year of the report."""
        total = {**self.s["total"], "key": str(self.s["year"]), "ngo_awarded": self.s["ngo"]["awarded"]}
        return [
            [
                "",
                "",
                self.to(g["awarded"], year=g["key"]),
                self.to(g["ngo_awarded"], year=g["key"], kind="ngo"),
            ]
            for g in [*self.s["earlier_years"], total]
        ]

    def body_year(self, group: dict[str, Any]) -> list[str]:
        """A body beside its year before, with the bodies whose work it took over; old reports do not name its key."""
        pk = self.bodies.get(group.get("key", ""))
        if pk is None:
            return []
        past = {"past": "on"} if group["took_over"] else {}
        before = self.to(group["before"], year=self.s["year"] - 1, body=pk, **past)
        return ["", before, self.to(group["now"], body=pk, **past)]

    def call(self, call: dict[str, Any]) -> list[str]:
        """A call: its page says who applied and who got what."""
        slug = self.calls.get(call["number"])
        if slug is None:
            return []
        page = reverse("grants_public:call", args=[slug])
        return [page, *[""] * 6, page if Decimal(call["allocated"]) else ""]

    def share(self, share: dict[str, str]) -> list[str]:
        """What was decided: the decision on priorities with its rows."""
        if not self.decided:
            return []
        page = reverse("grants_public:priorities", args=[self.s["year"]])
        return ["", "", "", "", page if Decimal(share["decided"]) else ""]


def linked(table: Table, rows: Any, foot: list[str] | None = None) -> Table:
    """The table with an address (or nothing) beside each cell and its look."""
    beside = [with_links(row, links) for row, links in zip(table["rows"], rows, strict=True)]
    return {**table, "rows": beside, "foot": with_links(table["foot"], foot or []) if table["foot"] else None}


def with_links(row: list[tuple[str, str]], links: list[str]) -> list[tuple[str, str, str]]:
    """Cells with their look and address; cells at the end without one lead nowhere."""
    padded = [*links, *[""] * (len(row) - len(links))]
    return [(cell, look, link) for (cell, look), link in zip(row, padded, strict=True)]
