"""Sums and tables of a report in the shape of the document components."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from office.money import format_amount, format_number
from office.templatetags.saradnja import script


class ReportTables:
    """Writes sums and tables of one snapshot in the active language."""

    def __init__(self, snapshot: dict[str, Any]) -> None:
        self.s = snapshot

    def money(self, text: str) -> str:
        """A sum as the report prints it."""
        return format_amount(Decimal(text or "0"), self.s["currency"])

    def plain(self, text: str) -> str:
        """A sum without its currency, for narrow tables."""
        return format_number(Decimal(text or "0"))

    def unit(self, name: str) -> str:
        """A column's name with the currency."""
        return f"{name} ({self.s['currency']})"

    def table(
        self, caption: str, head: list[tuple[str, str]], rows: list[list[str]], foot: list[str] | None = None
    ) -> dict:
        """A table in the shape of the document components."""
        looks = [look for _name, look in head]
        return {
            "caption": caption,
            "head": head,
            "rows": [list(zip(row, looks, strict=True)) for row in rows],
            "foot": list(zip(foot, looks, strict=True)) if foot else None,
        }

    def groups(self, groups: list[dict], caption: str, name: str, empty: str) -> dict:
        """A table of groups with sums."""
        head = [
            (name, ""),
            (_("Awards"), "num"),
            (self.unit(_("Awarded")), "num"),
            (self.unit(_("of it to NGOs")), "num"),
        ]
        rows = [
            [
                script(g["name"]) or empty,
                str(g["rows"]),
                self.plain(g["awarded"]),
                self.plain(g["ngo_awarded"]),
            ]
            for g in groups
        ]
        t = self.s["total"]
        foot = [_("Together"), str(t["rows"]), self.plain(t["awarded"]), self.plain(self.s["ngo"]["awarded"])]
        return self.table(caption, head, rows, foot)
