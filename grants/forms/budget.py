"""The table of a budget as it was sent, a named source, limits of shares, a pasted or uploaded table."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.budget_merge import opened_of, opened_text, row_of
from grants.budget_rows import KEYS, MOST_LINES, READ, Row, read_row, titles
from grants.models import BudgetLine, FundingSource, ShareLimit
from office.money import AmountField, format_number

LARGEST = 999_999_999
NAME = re.compile(r"r(\d{1,5})-description")


class BudgetTable:
    """All lines on one page: as stored, or as somebody has written them; nothing written is ever dropped."""

    def __init__(
        self, lines: Sequence[BudgetLine], version: int, data: Mapping[str, str] | None = None
    ) -> None:
        self.lines = {line.pk: line for line in lines}
        self.version = number_in(data.get("version", "")) if data else version
        self.opened = opened_of(data.get("opened", "")) if data else {}
        self.opened_text = data.get("opened", "") if data else opened_text(lines)
        self.numbered = self.sent(data) if data else dict(enumerate(map(row_of, lines), start=1))
        self.clashes: list[Any] = []

    def sent(self, data: Mapping[str, str]) -> dict[int, Row]:
        """The lines in the order in which they were sent, each under its number on the page."""
        rows = {}
        for name in data:
            found = NAME.fullmatch(name)
            if not found:
                continue
            n = found[1]
            pk = number_in(data.get(f"r{n}-pk", "")) or None
            if pk in self.lines and data.get(f"keep-{pk}") == "theirs":
                rows[int(n)] = row_of(self.lines[pk])
                continue
            rows[int(n)] = read_row({key: data.get(f"r{n}-{key}", "") for key in KEYS}, pk=pk)
        return rows

    @property
    def rows(self) -> list[Row]:
        """The lines in which something is written."""
        return [row for row in self.numbered.values() if not row.empty]

    @property
    def faulty(self) -> int:
        """How many cells are wrong."""
        return sum(len(row.faults) for row in self.rows)

    def facts(self) -> list[tuple[int | None, dict[str, Any]]]:
        """What the lines say, for the service."""
        return [(row.pk if row.pk in self.lines else None, row.facts) for row in self.rows]

    def show(self, rows: Sequence[Row], lines: Sequence[BudgetLine], version: int) -> None:
        """Show these lines against what is stored now."""
        self.numbered = dict(enumerate(rows, start=1))
        self.lines, self.version = {line.pk: line for line in lines}, version
        self.opened_text = opened_text(lines)

    def step(self, action: str, place: str) -> None:
        """Without JavaScript: one line more, one less, or two change places; nothing is saved by it."""
        if action == "add" and place in BudgetLine.Group.values:
            self.numbered[self.free()] = read_row({"group": place})
        n = number_in(place)
        if n not in self.numbered or action == "add":
            return
        if action == "remove":
            del self.numbered[n]
            return
        mates = [
            m for m, row in self.numbered.items() if row.texts["group"] == self.numbered[n].texts["group"]
        ]
        at = mates.index(n) + (-1 if action == "up" else 1)
        if 0 <= at < len(mates):
            other = mates[at]
            self.numbered[n], self.numbered[other] = self.numbered[other], self.numbered[n]

    def free(self) -> int:
        """A number no line has."""
        return max(self.numbered, default=0) + 1

    def groups(self, sums: Any) -> list[dict[str, Any]]:
        """The page group by group; a group without a line shows an empty one to begin with."""
        shown = []
        for group in sums.groups:
            mine = [(n, row) for n, row in self.numbered.items() if row.texts["group"] == group.key]
            if not mine:
                mine = [(self.free(), read_row({"group": group.key}))]
                self.numbered[mine[0][0]] = mine[0][1]
            shown.append({"group": group, "rows": [drawn(n, row) for n, row in mine]})
        strays = [
            (n, row) for n, row in self.numbered.items() if row.texts["group"] not in BudgetLine.Group.values
        ]
        if strays:
            shown[-1]["rows"] += [drawn(n, row) for n, row in strays]
        return shown

    def errors(self) -> list[dict[str, str]]:
        """Every wrong cell with the place it leads to."""
        names = titles()
        return [
            {
                "id": f"r{n}-{key}",
                "text": gettext("Line “%(line)s”, %(cell)s: %(wrong)s")
                % {
                    "line": row.texts["description"][:60] or "–",
                    "cell": names[key].lower(),
                    "wrong": sentence,
                },
            }
            for n, row in self.numbered.items()
            if not row.empty
            for key, sentence in row.faults.items()
        ]


def number_in(text: str) -> int:
    """A whole number a hidden field holds, 0 when it holds none."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def drawn(n: int, row: Row) -> dict[str, Any]:
    """A line for the template: its cells with values, faults and names."""
    faults = {} if row.empty else row.faults
    fields = {
        key: {"id": f"r{n}-{key}", "value": row.texts[key], "fault": faults.get(key, "")} for key in KEYS
    }
    return {"n": n, "row": row, "pk": row.pk or "", **fields}


class SourceForm(forms.ModelForm):
    """Another source, by its name."""

    use_required_attribute = False
    amount = AmountField(label=_("Sum"), min_value=Decimal("0.01"), max_value=LARGEST)

    class Meta:
        model = FundingSource
        fields = ("name", "amount", "state")
        widgets = {"state": forms.RadioSelect}
        help_texts = {"name": _("Donor, municipality, sponsor, income from the project.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)


class ShareLimitsForm(forms.Form):
    """A share for each part of the budget; an empty one is not limited by the call."""

    use_required_attribute = False

    def __init__(self, *args: Any, limits: Sequence[ShareLimit], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {row.part: format_number(row.percent) for row in limits})
        super().__init__(*args, **kwargs)
        for part, label in ShareLimit.PARTS:
            own = part == ShareLimit.OWN
            self.fields[part] = AmountField(
                label=capfirst(label) if own else _("%(group)s, at most") % {"group": capfirst(label)},
                required=False,
                max_value=Decimal(100),
                help_text=_("In per cent of the whole budget."),
            )


class PasteForm(forms.Form):
    """A table copied from a spreadsheet."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Cells from the spreadsheet"),
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 10, "class": "unwrapped", "translate": "no", "spellcheck": "false"}
        ),
        help_text=_(
            "Mark the rows in Excel or LibreOffice, copy them and paste them here, with or without the row of titles. "
            "Numbers may be written 1.234,56 or 1234.56."
        ),
    )
    group = forms.ChoiceField(
        label=_("Group of lines that name none"),
        required=False,
        choices=[("", "–"), *BudgetLine.Group.choices],
    )


class WorkbookForm(forms.Form):
    """A workbook filled in elsewhere."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Workbook"),
        allow_empty_file=True,
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Choose a file first.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = gettext("XLSX or CSV with at most %(most)s lines.")
        self.fields["file"].help_text = words % {"most": MOST_LINES}


def columns_sent(data: Mapping[str, str]) -> list[str]:
    """The columns as a person has named them in the preview."""
    found = [data.get(f"column-{at}", "") for at in range(30) if f"column-{at}" in data]
    return found if any(found) else []


def column_choices() -> list[tuple[str, str]]:
    """What a column may be, in the language of the page."""
    names = titles()
    return [("", gettext("not read")), *((key, names[key]) for key in READ)]
