"""Lines of a budget as people write them: in the table of the portal, pasted from a spreadsheet, in a workbook.

Every cell is read by itself, so that each error stands at its cell; sums are Decimal from the first sign on.
"""

import csv
import functools
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from grants.models import BudgetLine
from office.money import format_number, half_up, parse_amount
from office.scripts import fold

MOST_LINES = 500
MOST_SUM = Decimal("999999999.99")  # of one line: no sum of 500 lines outgrows its column
MOST_QUANTITY = Decimal("9999999.99")
LONGEST = {"description": 300, "unit": 40}
KEYS = ("group", "description", "unit", "quantity", "price", "requested")
READ = (*KEYS, "other", "total")  # what a column of a spreadsheet may be; the total is counted, not read
CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# What people write over their columns, folded; the portal's own titles in every language stand beside these.
ALIASES = {
    "group": {"grupa", "kategorija", "vrsta troska", "vrsta", "category", "group", "budget heading"},
    "description": {"opis", "trosak", "naziv", "stavka", "naziv stavke", "opis troska", "item", "cost"},
    "unit": {"jedinica", "jedinica mjere", "jedinica mere", "jm", "j.m.", "unit"},
    "quantity": {"kolicina", "kol", "kol.", "broj", "broj jedinica", "quantity", "qty"},
    "price": {"cijena", "cena", "jedinicna cijena", "jedinicna cena", "cijena po jedinici", "unit price", "price"},
    "total": {"ukupno", "iznos", "svega", "total", "amount", "sum"},
    "requested": {"trazeno", "od organa", "trazi se", "trazeni iznos", "requested", "od ministarstva"},
    "other": {"od drugih", "drugi izvori", "sopstveno", "sopstvena sredstva", "ostali izvori", "other sources"},
}  # fmt: skip
GROUPS = {
    "staff": {"ljudski resursi", "plate", "zarade", "honorari", "osoblje"},
    "travel": {"putni troskovi", "putovanja", "prevoz"},
    "equipment": {"oprema", "materijal", "oprema i materijal"},
    "services": {"usluge", "spoljni saradnici", "eksterni saradnici"},
    "promotion": {"promocija", "vidljivost"},
    "administration": {"administracija", "administrativni troskovi", "rezijski troskovi", "kancelarijski troskovi"},
    "other": {"ostalo", "ostali troskovi", "drugo"},
}  # fmt: skip
SUM_ROWS = {"ukupno", "svega", "total", "zbir", "suma", "ukupno projekat", "medjuzbir", "together"}


@dataclass(slots=True)
class Row:
    """One line: its cells as they were written, what was understood, and what is wrong with which cell."""

    texts: dict[str, str]
    number: int = 0  # of the row in the sheet
    pk: int | None = None
    quantity: Decimal | None = None
    price: Decimal | None = None
    total: Decimal | None = None
    requested: Decimal | None = None
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Nothing is written here but its group."""
        return not any(self.texts[key] for key in KEYS if key != "group")

    @property
    def group_label(self) -> str:
        """The group in words."""
        return dict(BudgetLine.Group.choices).get(self.texts["group"], "") and str(
            BudgetLine.Group(self.texts["group"]).label
        )

    @property
    def other(self) -> Decimal:
        """What others pay of the line."""
        return (self.total or Decimal(0)) - (self.requested or Decimal(0))

    @property
    def facts(self) -> dict[str, object]:
        """What the line says, for the service; only of a line without faults."""
        words = {key: self.texts[key] for key in ("group", "description", "unit")}
        return {
            **words,
            "quantity": self.quantity,
            "price": self.price,
            "total": self.total,
            "requested": self.requested,
            "other": self.other,
        }


def read_row(texts: dict[str, str], *, number: int = 0, pk: int | None = None) -> Row:
    """Read one line; nothing that was written is changed, and each fault stands at its cell."""
    cells = {key: clean(texts.get(key, "")) for key in READ}
    row = Row(texts=cells, number=number, pk=pk)
    if row.empty:
        return row
    read_words(row)
    row.quantity = read_number(row, "quantity", MOST_QUANTITY)
    row.price = read_number(row, "price", MOST_SUM)
    if row.quantity is not None and row.quantity <= 0 and "quantity" not in row.faults:
        row.faults["quantity"] = _("The quantity must be more than zero.")
    if not row.faults.keys() & {"quantity", "price"} and row.quantity is not None and row.price is not None:
        row.total = half_up(row.quantity * row.price)
        if row.total > MOST_SUM:
            row.total = None
            row.faults["price"] = _(
                "Quantity times price is larger than any budget of a project. Check both numbers."
            )
    read_shares(row)
    return row


def clean(text: str) -> str:
    """A cell without marks nobody sees, on one line."""
    return " ".join(CONTROL.sub("", str(text)).replace("\u00a0", " ").split())


def read_words(row: Row) -> None:
    """Group, description and unit."""
    texts, faults = row.texts, row.faults
    known = group_of(texts["group"])
    if known:
        texts["group"] = known
    elif texts["group"]:
        faults["group"] = _("“%(text)s” is not a group of costs of the form.") % {"text": texts["group"][:60]}
    else:
        faults["group"] = _("Choose the group of this cost.")
    if not texts["description"]:
        faults["description"] = _("Say what is paid.")
    for key, most in LONGEST.items():
        if texts[key].startswith("="):
            faults[key] = formula()
        elif len(texts[key]) > most:
            faults[key] = _("%(count)s characters; at most %(most)s fit here.") % {
                "count": len(texts[key]),
                "most": most,
            }


def read_number(row: Row, key: str, most: Decimal, *, needed: bool = True) -> Decimal | None:
    """A number of at most two decimals, written in any usual way; the fault says what is wrong with it."""
    text = row.texts[key]
    if not text:
        if needed:
            row.faults[key] = _("Write a number here.")
        return None
    try:
        value = exact(text)
    except ValueError as wrong:
        row.faults[key] = str(wrong)
        return None
    if value < 0:
        row.faults[key] = _("A number below zero is not possible here: %(text)s.") % {"text": text}
    elif value > most:
        row.faults[key] = _("This is larger than any budget of a project (at most %(most)s).") % {
            "most": format_number(most)
        }
    else:
        return value
    return None


def exact(text: str) -> Decimal:
    """The number a person means; ValueError with a sentence for formulas, days and more than two decimals."""
    if text.startswith("="):
        raise ValueError(formula())
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}( [\d:.]+)?", text):
        raise ValueError(_("The spreadsheet has made a day of this number. Write the number again as text."))
    if text.startswith("#"):
        raise ValueError(_("The spreadsheet shows an error here (%(text)s).") % {"text": text[:20]})
    if re.fullmatch(r"-?\d+[.,]\d{4,}", text) or re.fullmatch(r"-?(0|\d{4,})[.,]\d{3}", text):
        raise ValueError(_("%(text)s has more than two decimals; round it to two.") % {"text": text[:30]})
    return parse_amount(text)


def formula() -> str:
    """What to do with a formula."""
    return _("The cell holds a formula. Paste its result instead: “Paste special – values”.")


def read_shares(row: Row) -> None:
    """What the body is asked to pay: written, or the whole line, or what others leave."""
    asked = read_number(row, "requested", MOST_SUM, needed=False)
    others = read_number(row, "other", MOST_SUM, needed=False)
    if row.total is None or row.faults.keys() & {"requested", "other"}:
        return
    if asked is None:
        asked = row.total - (others or Decimal(0))
    facts = {"total": format_number(row.total)}
    if asked > row.total:
        row.faults["requested"] = _("You ask for more than this line costs (%(total)s).") % facts
    elif asked < 0:
        row.faults["other"] = _("Others pay more than this line costs (%(total)s).") % facts
    elif others is not None and asked + others != row.total:
        row.faults["other"] = _("Requested and from others do not make the total of %(total)s.") % facts
    else:
        row.requested = asked


@functools.cache
def group_words() -> dict[str, str]:
    """Every way a group may be written, folded: its code, its names in all languages, what people call it."""
    words = {fold(word): code for code, names in GROUPS.items() for word in names}
    for language, _name in settings.LANGUAGES:
        with override(language):
            words |= {fold(str(label)): code for code, label in BudgetLine.Group.choices}
    return words | {code: code for code in BudgetLine.Group.values}


def group_of(text: str) -> str:
    """The code of a group, or nothing; a number before the name (“1. Plate”) does not count."""
    return group_words().get(re.sub(r"^[\divx]+[.)\s]+", "", fold(text)).strip(" :"), "")


@functools.cache
def title_words() -> dict[str, str]:
    """Every way a column may be named, folded."""
    words = {word: key for key, names in ALIASES.items() for word in names}
    for language, _name in settings.LANGUAGES:
        with override(language):
            words |= {fold(str(title)): key for key, title in titles().items()}
    return words


def titles() -> dict[str, str]:
    """The columns as the portal names them, in the language of the moment."""
    return {
        "group": _("Group of costs"),
        "description": _("Description of the cost"),
        "unit": _("Unit"),
        "quantity": _("Quantity"),
        "price": _("Price of one unit"),
        "total": _("Total of the line"),
        "requested": _("Requested from the body"),
        "other": _("From other sources"),
    }


def column_of(title: str) -> str:
    """What a column with this title holds; its currency and remarks in brackets do not count."""
    return title_words().get(re.sub(r"\s*[(\[].*$|\s*(€|eur|rsd|din\.?)$", "", fold(title)).strip(" :*"), "")


def table_of(text: str) -> list[list[str]]:
    """Rows of cells in a pasted text: tabs as spreadsheets copy, else semicolons."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    between = "\t" if "\t" in plain else ";"
    try:
        rows = list(csv.reader(io.StringIO(plain, newline=""), delimiter=between))
    except csv.Error:  # a quotation mark that nobody closed
        rows = [line.split(between) for line in plain.split("\n")]
    return [[clean(cell) for cell in row] for row in rows]


def text_of(table: Iterable[Sequence[str]]) -> str:
    """The rows as a spreadsheet would copy them."""
    return "\n".join("\t".join(clean(cell) for cell in row) for row in table)
