"""The pages of an import in words: its way, its figures with the rows they lead to, the shares of matches."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ngo_registry.models import RegisterImport
from office.money import half_up
from office.templatetags.saradnja import number

State = RegisterImport.State
ORDER = ("file", "columns", "preview", "register")


def way(batch: RegisterImport, here: str) -> list[dict[str, Any]]:
    """File, columns, preview, register: what is done and where the person is."""
    titles = {
        "file": _("File"),
        "columns": _("Columns"),
        "preview": _("Preview"),
        "register": _("Register"),
    }
    if batch.state in (State.ORDERED, State.APPLIED, State.UNDOING, State.UNDONE):
        here = "register"
    at = ORDER.index(here)
    return [
        {"title": titles[key], "state": "done" if n < at else "current" if n == at else "upcoming"}
        for n, key in enumerate(ORDER)
    ]


def tiles(batch: RegisterImport, show: str) -> list[dict[str, Any]]:
    """Every outcome with its rows behind it; the one that is shown says so."""
    named = [
        ("created", pgettext("import", "new")),
        ("updated", pgettext("import", "changed")),
        ("unchanged", pgettext("import", "unchanged")),
        ("doubtful", pgettext("import", "doubtful")),
        ("rejected", pgettext("import", "rejected")),
    ]
    if batch.previous_id:
        named.append(("gone", pgettext("import", "gone from the list")))
    figures = [(key, label, getattr(batch, key)) for key, label in named]
    if batch.state == State.UNDONE:
        figures += [("back", _("taken back"), batch.taken_back), ("left", _("left as it is"), batch.left)]
    if batch.remarked:
        figures.append(("remarks", pgettext("import", "with a remark"), batch.remarked))
    first = {"value": number(batch.read), "label": _("rows read")}
    return [first] + [
        {
            "value": number(value),
            "label": label,
            "url": f"?show={key}#rows" if value else "",
            "note": _("shown below") if key == show else "",
        }
        for key, label, value in figures
    ]


def shares(batch: RegisterImport) -> list[tuple[str, str, str]]:
    """How rows found their organisation: certain, doubtful, unmatched; in rows and in percent of the readable ones."""
    weighed = batch.created + batch.updated + batch.unchanged + batch.doubtful
    lines = [
        (_("certain, by the same number"), batch.matched.get("number", 0)),
        (_("certain, by the same name and seat"), batch.matched.get("name", 0)),
        (_("joined by a person"), batch.matched.get("person", 0)),
        (_("doubtful, they wait for a person"), batch.doubtful),
        (_("unmatched, new to the register"), batch.created),
    ]
    return [
        (label, number(rows), f"{number(percent(rows, weighed), 1)} %") for label, rows in lines if weighed
    ]


def percent(part: int, whole: int) -> Decimal:
    """The share with one decimal, rounded half-up."""
    return half_up(Decimal(part) * 100 / whole, 1)
