"""One row of a file as facts of an organisation, with a sentence for every cell that cannot be read."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from stdnum.iso7064 import mod_11_10

from ngo_registry.identifiers import clean_mb, clean_pib, digits
from ngo_registry.importing.columns import LABELS
from ngo_registry.models import DUMMY_NUMBERS, ImportRow, Organisation, OrganisationKind
from office.jurisdiction import current
from office.models import Municipality
from office.refusal import Refused, allowed
from office.scripts import fold, sort_key
from office.table_shapes import parse_day, seen

TEXTS = (
    "name",
    "name_cyrillic",
    "short_name",
    "place",
    "address",
    "website",
    "email",
    "phone_public",
    "goals",
    "activities",
)
TEXTS += ("deletion_reason",)
DAYS = ("founded_on", "registered_on", "deleted_on")
KINDS = (
    ("sole trader", ""),
    ("preduzetnik", ""),
    ("stran", OrganisationKind.FOREIGN),
    ("inostran", OrganisationKind.FOREIGN),
    ("foreign", OrganisationKind.FOREIGN),
    ("fondac", OrganisationKind.FOUNDATION),
    ("zaklad", OrganisationKind.FOUNDATION),
    ("foundation", OrganisationKind.FOUNDATION),
    ("zaduzb", OrganisationKind.ENDOWMENT),
    ("endowment", OrganisationKind.ENDOWMENT),
    ("savez", OrganisationKind.FEDERATION),
    ("federation", OrganisationKind.FEDERATION),
    ("udru", OrganisationKind.ASSOCIATION),
    ("associat", OrganisationKind.ASSOCIATION),
    ("nvo", OrganisationKind.ASSOCIATION),
)
STATUSES = (
    ("bris", Organisation.Status.DELETED),
    ("delet", Organisation.Status.DELETED),
    ("prestal", Organisation.Status.DELETED),
    ("likvid", Organisation.Status.IN_LIQUIDATION),
    ("stec", Organisation.Status.IN_LIQUIDATION),
    ("liquid", Organisation.Status.IN_LIQUIDATION),
)
LONG_NUMBER, MB_DIGITS, SHORT_NUMBER = 11, 8, 5
ZERO_OF_SHEETS = (datetime.date(1899, 12, 30), datetime.date(1900, 1, 2))
# What stands before the name of a municipality in lists: “Opština Nikšić”, “Glavni grad Podgorica”.
BEFORE_NAME = re.compile(r"^(?:(?:opstina|opcina|gradska|grad|glavni|prijestonica|prestonica|so) )+")
ALIKE = 0.75
LIMITS = {name: ImportRow._meta.get_field(name).max_length for name in (*TEXTS, "number")}


@dataclass(frozen=True)
class Places:
    """Municipalities by code and by folded name, read once a file."""

    by_key: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # as they are written, by folded name
    met: dict[str, int | None] = field(default_factory=dict)  # what the file calls them, folded once
    said: dict[str, str] = field(default_factory=dict)  # remarks, made once a file
    today: datetime.date = field(default_factory=timezone.localdate)

    @classmethod
    def load(cls, said: dict[str, str] | None = None) -> "Places":
        """All municipalities of the code list, and what a person said the names of this source mean."""
        rows = list(Municipality.objects.values_list("pk", "code", "name"))
        codes = {code: pk for pk, code, _name in rows}
        known = {key: pk for pk, code, name in rows for key in (fold(code), fold(name))}
        meant = {text: codes[code] for text, code in (said or {}).items() if code in codes}
        return cls(meant | known, {fold(name): name for _pk, _code, name in rows})

    def find(self, *texts: str) -> int | None:
        """The first text that names a municipality."""
        for text in filter(None, texts):
            if text not in self.met:
                folded = fold(text)
                self.met[text] = self.by_key.get(folded) or self.by_key.get(BEFORE_NAME.sub("", folded))
            if self.met[text] is not None:
                return self.met[text]
        return None

    def near(self, text: str) -> str:
        """The municipality whose name is nearest to a mistyped one; nothing when it is like no other."""
        folded = BEFORE_NAME.sub("", fold(text[:80]))
        return self.names.get(next(iter(get_close_matches(folded, self.names, 1, ALIKE)), ""), "")

    def remark(self, text: str) -> str:
        """What a person should know of a name that is no municipality; the row is taken all the same."""
        if text not in self.said:
            near, facts = self.near(text), {"text": " ".join(text.split())[:40]}
            self.said[text] = (
                _("“%(text)s” is no municipality of the code list; the nearest is “%(near)s”.")
                % (facts | {"near": near})
                if near
                else _("“%(text)s” is no municipality of the code list.") % facts
            )
        return self.said[text]


@dataclass(frozen=True)
class Read:
    """What a row says, and what is wrong with which of its facts."""

    facts: dict[str, Any]
    faults: dict[str, str]  # fact → sentence
    remarks: dict[str, str] = field(default_factory=dict)  # the same of what does not hinder the row


def read_row(cells: list[str], columns: dict[str, int], places: Places) -> Read:
    """Every cell is judged, so that a person hears of all faults of a row at once."""
    raw = {name: seen(cells[at]).strip() if at < len(cells) else "" for name, at in columns.items()}
    facts: dict[str, Any] = {name: " ".join(raw.get(name, "").split()) for name in TEXTS}
    faults: dict[str, str] = {}

    def tried(name: str, read: Callable[[str], Any]) -> Any:
        try:
            return read(raw.get(name, ""))
        except Refused as no:
            faults[name] = str(no.reason)
            return None

    tried("name", check_name)
    facts["kind"] = tried("kind", kind_of)
    facts |= {"mb": tried("mb", mb_of) or "", "pib": tried("pib", pib_of) or ""}
    number = raw.get("number", "")
    facts["number"] = ("" if is_placeholder(number) else number) or facts["mb"] or facts["pib"]
    facts |= {
        name: tried(name, partial(day_of, today=places.today)) if raw.get(name) else None for name in DAYS
    }
    facts["status"] = status_of(raw["status"]) if raw.get("status") else ""
    ended(facts)
    facts["municipality_id"] = places.find(raw.get("municipality", ""), facts["place"])
    remarks = {} if facts["municipality_id"] else without_municipality(raw, places)
    facts["place"] = facts["place"] or " ".join(raw.get("municipality", "").split())
    if facts["founded_on"] and facts["registered_on"] and facts["founded_on"] > facts["registered_on"]:
        faults["registered_on"] = _("The day of entry stands before the day of founding.")
    for name, limit in LIMITS.items():
        if limit and len(facts.get(name) or "") > limit:
            sentence = _("“%(column)s” has more than %(n)s characters.")
            faults[name] = sentence % {"column": LABELS[name], "n": limit}
    facts["name_key"] = fold(facts["name"]).replace(" ", "")
    facts["sort_key"] = sort_key(facts["name"])[:1000]
    return Read(facts, faults, remarks)


def without_municipality(raw: dict[str, str], places: Places) -> dict[str, str]:
    """The cell that should have named the municipality, and names none; nothing when it is empty."""
    told = next((name for name in ("municipality", "place") if raw.get(name)), "")
    return {told: places.remark(raw[told])} if told else {}


def check_name(text: str) -> None:
    """A name has letters; a number in its place is a sign of mistaken columns."""
    if not text.strip():
        raise Refused(_("The name is missing."))
    if not fold(text) or not any(letter.isalpha() for letter in text):
        raise Refused(
            _("“%(text)s” is no name: it has no letters. Is another column the name?") % {"text": text[:40]}
        )


def kind_of(text: str) -> str:
    """The kind in words of the file, nothing when it says none; a sole trader is a person and is not entered."""
    folded = fold(text)
    for begin, kind in KINDS:
        if begin in folded:
            if not kind:
                raise Refused(
                    _("A sole trader is a natural person and is not entered in a register of organisations.")
                )
            return kind
    return OrganisationKind.OTHER if folded else ""


def is_placeholder(number: str) -> bool:
    """Numbers that stand in tables for “unknown” (11111111, 22222222, 0): they name nobody and match nothing."""
    plain = digits(number)
    same = plain.isdecimal() and len(set(plain)) == 1
    return plain in DUMMY_NUMBERS or (same and (len(plain) > SHORT_NUMBER or set(plain) == {"0"}))


def mb_of(text: str) -> str:
    """Registration number; one leading zero that a spreadsheet has lost is put back."""
    number = digits(text)
    if not number or is_placeholder(number):
        return ""
    return clean_mb(number.zfill(8) if number.isdecimal() and len(number) == 7 else number)


def pib_of(text: str) -> str:
    """A tax number of this state, or one of eleven digits with the check of ISO 7064 (of a neighbouring state)."""
    number = digits(text)
    if not number or is_placeholder(number):
        return ""
    if not number.isdecimal():
        return clean_pib(number)
    if len(number) == LONG_NUMBER:
        if not mod_11_10.is_valid(number):
            raise Refused(_("The check digit of the tax number is wrong: one of the digits is mistyped."))
        return number
    if len(number) == LONG_NUMBER - 1 and not is_own(number):
        return padded(number, mod_11_10.is_valid)
    # A number of eight digits is a registration number in the wrong column rather than one without its zero.
    if len(number) == current().tax_number_digits - 1 and len(number) != MB_DIGITS:
        return padded(number, is_own)
    return clean_pib(number)


def padded(number: str, is_valid: Callable[[str], bool]) -> str:
    """The number with the leading zero a spreadsheet has lost, when its check digit then agrees."""
    if is_valid(f"0{number}"):
        return f"0{number}"
    raise Refused(
        _(
            "The tax number %(number)s has one digit too few, and with a leading zero its check digit does "
            "not agree. Write it whole, from the decision of the tax office."
        )
        % {"number": number}
    )


def is_own(number: str) -> bool:
    """Is it a whole tax number of this state?"""
    return allowed(clean_pib, number)


def day_of(text: str, today: datetime.date | None = None) -> datetime.date | None:
    """A day as ISO or as 22.11.2026."""
    text = text.strip()
    if not text:
        return None
    try:
        day = parse_day(text)
    except ValueError:
        raise Refused(_("“%(text)s” is not a day. Write it as 22.11.2026.") % {"text": text[:40]}) from None
    if ZERO_OF_SHEETS[0] <= day <= ZERO_OF_SHEETS[1]:
        raise Refused(
            _("“%(text)s” is how a spreadsheet shows an empty cell or a zero as a day. Leave the cell empty.")
            % {"text": text[:40]}
        )
    if day > (today or timezone.localdate()):
        raise Refused(_("The day %(text)s has not come yet.") % {"text": text[:40]})
    return day


def status_of(text: str) -> str:
    """Active unless the file says otherwise."""
    folded = fold(text)
    return next((status for begin, status in STATUSES if begin in folded), Organisation.Status.ACTIVE)


def ended(facts: dict[str, Any]) -> None:
    """Day and reason of deletion belong to the deleted alone."""
    if facts["status"] != Organisation.Status.DELETED:
        facts["deleted_on"], facts["deletion_reason"] = None, ""
    elif not facts["deletion_reason"]:
        facts["deletion_reason"] = _("deleted in the register the list was taken from")
