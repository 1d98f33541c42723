"""The annual report on money for NGOs as an official document: context from the frozen figures alone."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import PriorityItem
from office.charts import Bar, bars, columns
from office.money import format_number
from office.templatetags.saradnja import amount, script
from reports.documents.report_tables import ReportTables
from reports.models import SpendingRow

TEMPLATE = "reports/documents/annual_spending.html"
CHUNK = 400  # rows of one table: a table of thousands of rows costs the drawer minutes
TOP = 12
PAID, RETURNED = 7, 9  # places in a frozen row; rows of an older portal end before the second


def context_of(snapshot: dict[str, Any], language: str) -> dict[str, Any]:
    """Words and tables of the report in a language; plain values only."""
    with translation.override(language):
        return _Writer(snapshot).context()


def page_of(snapshot: dict[str, Any], language: str) -> dict[str, Any]:
    """The same for a page of the portal, where sums stand as on its other pages."""
    with translation.override(language):
        return _PageWriter(snapshot).context()


class _Writer(ReportTables):
    """Writes sums, tables and charts of one snapshot in the active language."""

    def context(self) -> dict[str, Any]:
        """Everything the template reads."""
        s = self.s
        return {
            "year": s["year"],
            "addressee": script(s["addressee"]),
            "as_of": datetime.date.fromisoformat(s["as_of"]),
            "currency": s["currency"],
            "total": self.money(s["total"]["awarded"]),
            "rows_count": s["total"]["rows"],
            "ngo": self.money(s["ngo"]["awarded"]),
            "ngo_rows": s["ngo"]["rows"],
            "others": self.money(s["others"]["awarded"]),
            "others_rows": s["others"]["rows"],
            "paid": self.money(s["total"]["paid"]),
            "returned": self.money(s["total"]["returned"]),
            "paid_rows": self.said(PAID),
            "returned_rows": self.said(RETURNED),
            "no_award_rows": s["no_award_rows"],
            "missing": [script(name) for name in s["missing_bodies"]],
            "shares": self.shares(),
            "kinds": self.kinds(),
            "bodies": self.bodies(),
            "areas": self.groups(s["by_area"], _("Money by area"), _("Area"), _("area not stated")),
            "bases": self.groups(s["by_basis"], _("Money by legal basis"), _("Legal basis"), _("not stated")),
            "recipients": self.recipients(),
            "calls": self.calls(),
            "years": self.years(),
            "body_years": self.body_years(),
            "remarks": self.remarks(),
            "chart_bodies": self.chart_bodies(),
            "chart_years": self.chart_years(),
            "annex": self.annex(),
        }

    def kinds(self) -> dict:
        """Kinds of recipients: NGOs first, then the rest, each with its sum; both make the whole."""
        labels = dict(SpendingRow.Recipient.choices)
        head = [(_("Kind of recipient"), ""), (_("Awards"), "num"), (self.unit(_("Awarded")), "num")]
        ngo = [g for g in self.s["by_kind"] if g["key"] in SpendingRow.NGO_KINDS]
        rest = [g for g in self.s["by_kind"] if g["key"] not in SpendingRow.NGO_KINDS]

        def lines(groups: list[dict]) -> list[list[str]]:
            return [[str(labels[g["key"]]), str(g["rows"]), self.plain(g["awarded"])] for g in groups]

        def foot(group: dict) -> list[str]:
            return [_("Together"), str(group["rows"]), self.plain(group["awarded"])]

        return {
            "ngo": self.table(_("Non-governmental organisations"), head, lines(ngo), foot(self.s["ngo"])),
            "others": self.table(
                _("Other recipients of the same calls"), head, lines(rest), foot(self.s["others"])
            ),
        }

    def bodies(self) -> dict:
        """Every body with its awards, sum and the part of NGOs."""
        head = [
            (_("Body"), ""),
            (_("Awards"), "num"),
            (self.unit(_("Awarded")), "num"),
            (self.unit(_("of it to NGOs")), "num"),
            (self.unit(_("Paid")), "num"),
            (self.unit(_("Unspent, returned")), "num"),
        ]
        rows = [
            [
                script(g["name"]),
                str(g["rows"]),
                self.plain(g["awarded"]),
                self.plain(g["ngo_awarded"]),
                self.plain(g["paid"]),
                self.plain(g["returned"]),
            ]
            for g in self.s["by_body"]
        ]
        t = self.s["total"]
        foot = [
            _("Together"),
            str(t["rows"]),
            self.plain(t["awarded"]),
            self.plain(self.s["ngo"]["awarded"]),
            self.plain(t["paid"]),
            self.plain(t["returned"]),
        ]
        return self.table(_("Money by body"), head, rows, foot)

    def recipients(self) -> dict:
        """Organisations with the greatest sums."""
        head = [(_("Organisation"), ""), (_("Awards"), "num"), (self.unit(_("Awarded")), "num")]
        rows = [[script(g["name"]), str(g["rows"]), self.plain(g["awarded"])] for g in self.s["by_recipient"]]
        return self.table(_("Non-governmental organisations with the greatest sums"), head, rows)

    def shares(self) -> dict | None:
        """What the law asks of the current budget against what was decided."""
        if not self.s["shares"]:
            return None
        labels = dict(PriorityItem.Kind.choices)
        head = [
            (_("Purpose"), ""),
            (_("Article"), ""),
            (_("Share, %"), "num"),
            (self.unit(_("Due by law")), "num"),
            (self.unit(_("Decided")), "num"),
            (self.unit(_("Difference")), "num"),
        ]
        rows = [
            [
                str(labels[e["kind"]]),
                script(e["law"]) or "–",
                format_number(Decimal(e["percent"]), 1),
                self.plain(e["due"]),
                self.plain(e["decided"]),
                self.plain(str(Decimal(e["decided"]) - Decimal(e["due"]))),
            ]
            for e in self.s["shares"]
        ]
        return self.table(_("Money due by law and money decided"), head, rows)

    def calls(self) -> dict | None:
        """The calls run in the portal."""
        if not self.s["calls"]:
            return None
        head = [
            (_("Call"), ""),
            (_("Body"), ""),
            (_("Published"), ""),
            (_("Days late"), "num"),
            (_("Received"), "num"),
            (_("Rejected"), "num"),
            (_("Financed"), "num"),
            (self.unit(_("Allocated")), "num"),
            (self.unit(_("Not allocated")), "num"),
            (_("Days to the decision"), "num"),
        ]
        rows = [
            [
                f"{c['number']} {script(c['title'])}",
                script(c["body"]),
                datetime.date.fromisoformat(c["published"]).strftime("%d.%m.%Y."),
                str(c["late"]),
                str(c["received"]),
                str(c["rejected"]),
                str(c["financed"]),
                self.plain(c["allocated"]),
                self.plain(c["unallocated"]),
                "–" if c["days"] is None else str(c["days"]),
            ]
            for c in self.s["calls"]
        ]
        return self.table(_("Public calls of the year"), head, rows)

    def years(self) -> dict | None:
        """Comparison with earlier years."""
        if not self.s["earlier_years"]:
            return None
        head = [
            (_("Year"), ""),
            (_("Awards"), "num"),
            (self.unit(_("Awarded")), "num"),
            (self.unit(_("of it to NGOs")), "num"),
        ]
        total = {**self.s["total"], "name": str(self.s["year"]), "ngo_awarded": self.s["ngo"]["awarded"]}
        rows = [
            [g["name"], str(g["rows"]), self.plain(g["awarded"]), self.plain(g["ngo_awarded"])]
            for g in [*self.s["earlier_years"], total]
        ]
        return self.table(_("Comparison with earlier years"), head, rows)

    def body_years(self) -> dict | None:
        """Each body beside its year before; what a body took over in a reorganisation counts with it."""
        lines = self.s.get("body_years", [])  # reports of an older portal have none
        if not lines:
            return None
        year = self.s["year"]
        head = [(_("Body"), ""), *((self.unit(str(each)), "num") for each in (year - 1, year)),
                (self.unit(_("Difference")), "num")]  # fmt: skip
        rows = [
            [
                _("%(body)s (took over from: %(names)s)")
                % {"body": script(g["name"]), "names": script(", ".join(g["took_over"]))}
                if g["took_over"]
                else script(g["name"]),
                self.plain(g["before"]),
                self.plain(g["now"]),
                self.plain(str(Decimal(g["now"]) - Decimal(g["before"]))),
            ]
            for g in lines
        ]
        return self.table(_("Bodies beside the year before"), head, rows)

    def said(self, place: int) -> int:
        """How many frozen rows say what was paid or returned."""
        return sum(len(row) > place and row[place] != "" for row in self.s["rows"])

    def remarks(self) -> list[str]:
        """Sentences on rows to look at again."""
        return [
            _("%(body)s, row %(row)s: the sum of %(sum)s is far above all others; check it.")
            % {"body": script(r["body"]), "row": r["row"], "sum": self.money(r["sum"])}
            if r.get("sum")
            else _("%(body)s, row %(row)s: %(text)s")
            % {"body": script(r["body"]), "row": r["row"], "text": script(r["text"])}
            for r in self.s["remarks"]
        ]

    def bar(self, group: dict) -> Bar:
        """A group as a bar."""
        return Bar(script(group["name"]), float(group["awarded"]), self.money(group["awarded"]))

    def chart_bodies(self) -> str:
        """The bodies with the greatest sums."""
        biggest = sorted(self.s["by_body"], key=lambda g: -Decimal(g["awarded"]))[:TOP]
        about = ngettext("%(count)s body", "%(count)s bodies", len(biggest)) % {"count": len(biggest)}
        return bars(
            [self.bar(g) for g in biggest if Decimal(g["awarded"])],
            title=_("Bodies with the greatest sums"),
            description=about,
        )

    def chart_years(self) -> str:
        """Sums by year."""
        total = {**self.s["total"], "name": str(self.s["year"])}
        groups = [*self.s["earlier_years"], total]
        if len(groups) < 2:
            return ""
        return columns(
            [self.bar(g) for g in groups],
            title=_("Awarded by year"),
            description=_("The same sums stand in the table."),
        )

    def annex(self) -> list[dict]:
        """Every award, in tables of a size that is drawn quickly."""
        labels = {key: str(label) for key, label in SpendingRow.Recipient.choices}
        head = [
            (_("No."), "w-no"),
            (_("Body"), "w-short"),
            (_("Recipient"), "w-name"),
            (_("Kind"), "w-short"),
            (_("Project"), ""),
            (self.unit(_("Awarded")), "w-sum num"),
        ]
        more = [place for place in (PAID, RETURNED) if self.said(place)]
        names = {PAID: _("Paid"), RETURNED: _("Unspent, returned")}
        head += [(self.unit(names[place]), "w-sum num") for place in more]
        rows = [
            [
                row[0],
                script(row[1]),
                script(row[2]),
                labels[row[8]],
                script(row[4]) or "–",
                self.plain(row[6]),
                *(self.plain(row[place]) if row[place] else "–" for place in more),
            ]
            for row in self.s["rows"]
        ]
        return [
            self.table(
                _("Awards %(first)s–%(last)s") % {"first": start + 1, "last": min(start + CHUNK, len(rows))},
                head,
                rows[start : start + CHUNK],
            )
            for start in range(0, len(rows), CHUNK)
        ]


class _PageWriter(_Writer):
    """Writes sums in the manner of the visitor's language, each with its currency; the annex is in the files."""

    def money(self, text: str) -> str:
        """A sum with its currency."""
        return amount(Decimal(text or "0"), self.s["currency"])

    plain = money

    def unit(self, name: str) -> str:
        """A column's name; the currency stands with the sums."""
        return name

    def annex(self) -> list[dict]:
        """A page leads to the awards; it does not list them."""
        return []
