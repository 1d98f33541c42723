"""A file of spending rows: its columns by name, each row as facts or as a reason why not (no database)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from office.money import parse_amount
from office.refusal import Refused
from office.scripts import fold
from office.tables import Table
from reports.models import SpendingRow
from reports.recipients import kind_of

LABELS: dict[str, Any] = {
    "source_row": _lazy("row in the source"),
    "year": _lazy("year"),
    "body": _lazy("body"),
    "body_code": _lazy("code of the body"),
    "organisation_name": _lazy("recipient"),
    "organisation_number": _lazy("number of the recipient"),
    "title": _lazy("project"),
    "area": _lazy("area"),
    "recipient_kind": _lazy("kind of recipient"),
    "procedure": _lazy("procedure"),
    "legal_basis": _lazy("legal basis"),
    "budget_line": _lazy("budget line"),
    "awarded": _lazy("awarded"),
    "paid": _lazy("paid"),
    "returned": _lazy("returned"),
    "no_award": _lazy("no money was given"),
    "remark": _lazy("remark of the import"),
}
# Names are compared folded: without case, script, accents and punctuation.
NAMES: dict[str, tuple[str, ...]] = {
    "source_row": ("source row", "row", "redni broj", "r br", "rb", "broj reda"),
    "year": ("year", "godina"),
    "body": ("body", "organ", "davalac", "institucija", "ministarstvo", "opstina", "davalac sredstava"),
    "body_code": ("body code", "municipality code", "sifra organa", "sifra opstine", "maticni broj opstine"),
    "organisation_name": (
        "organisation",
        "applicant",
        "primalac",
        "organizacija",
        "korisnik",
        "podnosilac",
        "naziv",
        "naziv organizacije",
    ),
    "organisation_number": (
        "organisation id",
        "applicant id",
        "maticni broj",
        "mb",
        "number",
        "registarski broj",
        "broj",
    ),
    "title": ("title", "project title", "projekat", "naziv projekta", "project"),
    "area": ("area", "theme", "oblast", "tema"),
    "procedure": ("procedure", "postupak"),
    "legal_basis": ("legal basis", "pravni osnov"),
    "budget_line": ("budget line", "ekonomska klasifikacija", "budzetska linija", "konto"),
    "awarded": (
        "awarded",
        "awarded rsd",
        "awarded eur",
        "odobreno",
        "opredijeljeno",
        "opredeljeno",
        "dodijeljeno",
        "dodeljeno",
        "iznos",
    ),
    "paid": ("paid", "isplaceno"),
    "returned": ("returned", "vraceno", "povraceno"),
}
NOTHING = Decimal("0.00")
NEEDED = ("organisation_name", "awarded")
NO_AWARD = ("sredstva nisu dodeljena", "sredstva nijesu dodijeljena", "no money given")
LONGEST = {
    "body": 200,
    "source_row": 40,
    "organisation_name": 400,
    "organisation_number": 40,
    "area": 200,
    "legal_basis": 200,
    "budget_line": 20,
}


@dataclass
class Line:
    """One row of the file: its facts, or the reason it is rejected."""

    number: int
    cells: list[str]
    body: str = ""
    body_code: str = ""
    year: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    reason: str = ""


def recognised(header: list[str]) -> dict[str, int]:
    """Position of each column we know; Refused names what is missing and what is expected."""
    by_name = {name: key for key, names in NAMES.items() for name in names}
    found: dict[str, int] = {}
    for position, cell in enumerate(header):
        key = by_name.get(fold(cell.replace("_", " ")))
        if key and (key not in found or "rsd" in cell.lower()):
            found[key] = position
    missing = [key for key in NEEDED if key not in found]
    if missing:
        raise Refused(
            _(
                "The file lacks these columns: %(missing)s. Expected are names such as %(names)s; the file has: %(header)s."
            )
            % {
                "missing": ", ".join(NAMES[key][0] for key in missing),
                "names": ", ".join(names[0] for names in NAMES.values()),
                "header": ", ".join(cell for cell in header if cell)[:300],
            },
            field="file",
        )
    return found


def lines_of(table: Table, columns: dict[str, int]) -> Iterator[Line]:
    """Every row of the file, good or with its reason."""
    for number, cells in table.rows:
        yield read_line(number, cells, columns)


def read_line(number: int, cells: list[str], columns: dict[str, int]) -> Line:
    """One row: sums to the cent, numbers as text, the title without residue of the workbook."""

    def cell(key: str) -> str:
        position = columns.get(key)
        return cells[position].strip() if position is not None and position < len(cells) else ""

    line = Line(number, cells, body=cell("body"), body_code=cell("body_code"))
    try:
        line.year = year_of(cell("year"))
        sums = {key: amount_of(cell(key), key) for key in ("awarded", "paid", "returned")}
    except ValueError as wrong:
        line.reason = str(wrong)
        return line
    title = cell("title").replace("_x000D_", "").strip()
    name, org_number = " ".join(cell("organisation_name").split()), cell("organisation_number")
    no_award = fold(title) in NO_AWARD or (not name and not sums["awarded"])
    if no_award and sums["awarded"] is None:
        sums["awarded"] = NOTHING
    line.reason = missing_in(name, sums["awarded"], no_award)
    if line.reason:
        return line
    line.facts = {
        "source_row": cell("source_row") or str(number),
        "organisation_name": name,
        "organisation_number": org_number,
        "recipient_kind": kind_of(name, org_number) if not no_award else SpendingRow.Recipient.UNKNOWN,
        "title": title,
        "area": cell("area"),
        "procedure": "direct"
        if fold(cell("procedure")) in {"direct", "direktno", "bez konkursa"}
        else "call",
        "legal_basis": cell("legal_basis"),
        "budget_line": cell("budget_line"),
        "no_award": no_award,
        "remark": "",
        **sums,
    }
    too_long = [key for key, most in LONGEST.items() if len(line.facts.get(key, line.body)) > most]
    if too_long:
        line.reason = _("“%(column)s” is longer than %(most)s characters.") % {
            "column": LABELS[too_long[0]],
            "most": LONGEST[too_long[0]],
        }
    return line


def missing_in(name: str, awarded: Decimal | None, no_award: bool) -> str:
    """What a row lacks, as a sentence; nothing when it can be taken."""
    if not name and not no_award:
        return _("The recipient is missing.")
    if awarded is None:
        return _("The awarded sum is missing.")
    if no_award and awarded:
        return _("The row says that no money was given, and yet it has a sum.")
    return ""


def year_of(text: str) -> int | None:
    """The year of a row; nothing when the file has no such column."""
    if not text:
        return None
    if not text.isdigit() or not 1990 <= int(text) <= datetime.date.max.year:
        raise ValueError(_("“%(text)s” is not a year.") % {"text": text})
    return int(text)


def amount_of(text: str, key: str) -> Decimal | None:
    """A sum in any usual way of writing; a letter in it is said with the column."""
    if not text:
        return None
    for word in ("RSD", "EUR", "€", "din.", "din", "kn"):
        text = text.replace(word, "")
    try:
        value = parse_amount(text.strip())
    except ValueError as wrong:
        raise ValueError(f"{LABELS[key]}: {wrong}") from wrong
    if value < 0:
        raise ValueError(_("%(column)s: the sum is negative.") % {"column": LABELS[key]})
    return value
