"""Statements of founders judged: one row of a table as facts or faults, and all of a filing together."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngo_registry.identifiers import born_on, clean_jmbg
from office.refusal import Refused
from office.scripts import fold

LABELS: dict[str, Any] = {
    "name": gettext_lazy("Name and surname"),
    "born_on": gettext_lazy("Date of birth"),
    "birth_place": gettext_lazy("Place of birth"),
    "residence": gettext_lazy("Residence"),
    "jmbg": gettext_lazy("Personal number (JMB)"),
    "signed_on": gettext_lazy("Day of certification"),
    "certification_number": gettext_lazy("Number of the certification"),
    "not_barred": gettext_lazy("Does not hold a barred office"),
}
WORDS = {  # words of a header, folded; the first column that fits is taken
    "certification_number": (
        "broj ovjere",
        "broj overe",
        "ovjera broj",
        "overa broj",
        "certification number",
        "number of the certification",
    ),
    "signed_on": (
        "datum ovjere",
        "datum overe",
        "dan ovjere",
        "dan overe",
        "datum potpisa",
        "day of certification",
        "date of certification",
    ),
    "born_on": ("datum rodjenja", "dan rodjenja", "date of birth"),
    "birth_place": ("mjesto rodjenja", "mesto rodjenja", "place of birth"),
    "residence": ("prebivaliste", "adresa", "residence", "address"),
    "jmbg": ("jmb", "maticni broj", "personal number"),
    "not_barred": ("ne obavlja", "barred", "smetnj", "funkcij"),
    "name": ("ime i prezime", "prezime i ime", "name and surname", "ime", "name"),
}
NEEDED = ("name", "born_on", "birth_place", "residence", "signed_on", "certification_number", "not_barred")
LENGTHS = {"name": 200, "birth_place": 120, "residence": 250, "certification_number": 60}
DAY = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})\.?")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?")
FORMULA = ("=", "+", "-", "@")
YES = {"da", "d", "yes", "y", "1", "x", "true", "tacno", "ne obavlja", "izjavljuje"}
NO = {"ne", "n", "no", "0", "false", "netacno"}
OLDEST = datetime.date(1900, 1, 2)  # what a spreadsheet writes for an empty day is no day of birth


def columns_of(header: Iterable[str]) -> dict[str, int]:
    """Which column says what, in any order; every column is used once."""
    cells = [fold(cell) for cell in header]
    found: dict[str, int] = {}
    for name, words in WORDS.items():
        for word in words:
            at = next((n for n, cell in enumerate(cells) if word in cell and n not in found.values()), None)
            if at is not None:
                found[name] = at
                break
    return found


def read_row(cells: Mapping[str, str], today: datetime.date) -> tuple[dict[str, Any], dict[str, str]]:
    """Facts of a statement, and the sentence at every cell that is wrong."""
    facts: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, read in READERS.items():
        try:
            facts[name] = read(name, " ".join(str(cells.get(name, "")).split()), today)
        except Refused as no:
            faults[name] = str(no.reason)
    return facts, faults | contradictions(facts)


def contradictions(facts: Mapping[str, Any]) -> dict[str, str]:
    """What one cell says against another."""
    born, signed, number = facts.get("born_on"), facts.get("signed_on"), facts.get("jmbg")
    faults = {}
    if born and signed and signed <= born:
        faults["signed_on"] = _("The statement is signed before the founder was born.")
    if born and number and born_on(number) != born:
        faults["jmbg"] = _("The personal number says another date of birth.")
    return faults


def text(name: str, value: str, today: datetime.date) -> str:
    """A text that is there, is no formula and fits."""
    if not value:
        raise Refused(_("The cell is empty."))
    if value.startswith(FORMULA):
        raise Refused(_("The cell holds a formula or begins like one: write its text."))
    if any(not sign.isprintable() for sign in value):
        raise Refused(_("The cell holds characters that cannot be seen. Type it anew."))
    if len(value) > LENGTHS[name]:
        raise Refused(_("The text is longer than %(n)s characters.") % {"n": LENGTHS[name]})
    return value


def person_name(name: str, value: str, today: datetime.date) -> str:
    """Name and surname: two words of letters."""
    value = text(name, value, today)
    if len(fold(value).split()) < 2 or any(sign.isdigit() or sign in "<>{}[]|@/\\" for sign in value):
        raise Refused(_("Write the name and the surname as in the identity card."))
    return value


def day(name: str, value: str, today: datetime.date) -> datetime.date:
    """A day as people and spreadsheets write it, not in the future."""
    if not value:
        raise Refused(_("The cell is empty."))
    local, iso = DAY.fullmatch(value), ISO.fullmatch(value)
    parts = (local[3], local[2], local[1]) if local else iso.groups() if iso else None
    if parts is None:
        raise Refused(_("This is no date. Write it like 22.11.1985."))
    try:
        found = datetime.date(*(int(part) for part in parts))
    except ValueError:
        raise Refused(_("There is no such day in the calendar.")) from None
    if found > today:
        raise Refused(_("This day has not come yet."))
    if found < OLDEST:
        raise Refused(_("This day is too long ago. Check the cell."))
    return found


def number(name: str, value: str, today: datetime.date) -> str:
    """The personal number where it is given, zeros that a spreadsheet lost put back."""
    if not value:
        return ""
    if value.isdecimal() and len(value) == 12:
        value = f"0{value}"
    return clean_jmbg(value, today=today)


def answer(name: str, value: str, today: datetime.date) -> bool:
    """The founder's declaration; anything but a clear yes or no is a fault."""
    said = fold(value)
    if said in YES:
        return True
    if said in NO:
        raise Refused(_("The founder holds a barred office and may not found a party."))
    raise Refused(_("Write “yes” when the founder declares not to hold a barred office."))


READERS: dict[str, Callable[[str, str, datetime.date], Any]] = {
    "name": person_name,
    "born_on": day,
    "birth_place": text,
    "residence": text,
    "jmbg": number,
    "signed_on": day,
    "certification_number": text,
    "not_barred": answer,
}


def age_at(born: datetime.date, at: datetime.date) -> int:
    """Whole years on a day; who was born on 29 February grows older on 1 March of other years."""
    return at.year - born.year - ((at.month, at.day) < (born.month, born.day))


def keys_of(name: str, born: datetime.date, jmbg: str) -> tuple[str, ...]:
    """By what a founder is known again: the personal number, and the folded name with the date of birth."""
    words = "".join(sorted(fold(name).split()))
    named = f"{words}|{born.isoformat()}"
    return (named, jmbg) if jmbg else (named,)


class Seen:
    """Founders met so far: a statement repeats an earlier one when any of their keys agree."""

    def __init__(self) -> None:
        self.first: dict[str, Any] = {}

    def repeats(self, keys: Iterable[str], row: Any) -> Any:
        """The earlier row of the same founder, or None; the keys are known from now on."""
        keys = tuple(keys)
        earlier = next((self.first[key] for key in keys if key in self.first), None)
        for key in keys:
            self.first.setdefault(key, row if earlier is None else earlier)
        return earlier


@dataclass(frozen=True)
class Verdict:
    """All counted statements of a filing together: how many hold, and which do not, by their rows."""

    count: int
    valid: int
    doubles: dict[int, int]
    young: tuple[int, ...]
    barred: tuple[int, ...]
    wrong: dict[int, str]

    @property
    def faulty(self) -> set[int]:
        """Rows that do not hold."""
        return {*self.doubles, *self.young, *self.barred, *self.wrong}


def judge(rows: Iterable[Any], *, least_age: int, today: datetime.date) -> Verdict:
    """Doubles, age on the day of signing, barred offices, numbers; `rows` are statements in their order."""
    seen, doubles, young, barred, wrong, count = Seen(), {}, [], [], {}, 0
    for row in rows:
        count += 1
        earlier = seen.repeats(keys_of(row.name, row.born_on, row.jmbg), row.pk)
        if earlier is not None:
            doubles[row.pk] = earlier
        if age_at(row.born_on, row.signed_on) < least_age:
            young.append(row.pk)
        if not row.not_barred:
            barred.append(row.pk)
        if said := fault_of(row, today):
            wrong[row.pk] = said
    faulty = {*doubles, *young, *barred, *wrong}
    return Verdict(count, count - len(faulty), doubles, tuple(young), tuple(barred), wrong)


def fault_of(row: Any, today: datetime.date) -> str:
    """What is wrong with the number or the days of one statement."""
    if row.signed_on > today:
        return _("The day of certification has not come yet.")
    if not row.jmbg:
        return ""
    try:
        clean_jmbg(row.jmbg, today=today)
    except Refused as no:
        return str(no.reason)
    return "" if born_on(row.jmbg) == row.born_on else _("The personal number says another date of birth.")
