"""One row of a file as facts of an organisation, or the sentence why it cannot be one."""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from stdnum.iso7064 import mod_11_10

from ngo_registry.identifiers import clean_mb, clean_pib, digits
from ngo_registry.models import DUMMY_NUMBERS, ImportRow, Organisation, OrganisationKind
from office.models import Municipality
from office.refusal import Refused
from office.scripts import fold, sort_key

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
LIMITS = {name: ImportRow._meta.get_field(name).max_length for name in (*TEXTS, "number")}


@dataclass(frozen=True)
class Places:
    """Municipalities by code and by folded name, read once a file."""

    by_key: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Places":
        """All municipalities of the code list."""
        rows = Municipality.objects.values_list("pk", "code", "name")
        return cls({key: pk for pk, code, name in rows for key in (fold(code), fold(name))})

    def find(self, *texts: str) -> int | None:
        """The first text that names a municipality."""
        return next((self.by_key[fold(text)] for text in texts if text and fold(text) in self.by_key), None)


def facts_of(cells: list[str], columns: dict[str, int], places: Places) -> dict[str, Any]:
    """Facts of one row; Refused says which cell is wrong and why."""
    raw = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
    facts: dict[str, Any] = {name: " ".join(raw.get(name, "").split()) for name in TEXTS}
    if not facts["name"]:
        raise Refused(_("The name is missing."))
    facts["kind"] = kind_of(raw.get("kind", ""))
    facts |= numbers_of(raw)
    facts |= {name: day_of(raw.get(name, ""), name) for name in DAYS}
    facts["status"] = status_of(raw.get("status", ""))
    ended(facts)
    facts["municipality_id"] = places.find(raw.get("municipality", ""), facts["place"])
    facts["place"] = facts["place"] or " ".join(raw.get("municipality", "").split())
    if facts["founded_on"] and facts["registered_on"] and facts["founded_on"] > facts["registered_on"]:
        raise Refused(_("The day of entry stands before the day of founding."))
    for name, limit in LIMITS.items():
        if limit and len(facts.get(name) or "") > limit:
            raise Refused(_("“%(column)s” has more than %(n)s characters.") % {"column": name, "n": limit})
    facts["name_key"] = fold(facts["name"]).replace(" ", "")
    if not facts["name_key"]:
        raise Refused(_("The name has no letters."))
    facts["sort_key"] = sort_key(facts["name"])[:1000]
    return facts


def kind_of(text: str) -> str:
    """The kind in words of the file; a sole trader is a person and is not entered."""
    folded = fold(text)
    for begin, kind in KINDS:
        if begin in folded:
            if not kind:
                raise Refused(
                    _("A sole trader is a natural person and is not entered in a register of organisations.")
                )
            return kind
    return OrganisationKind.OTHER if folded else OrganisationKind.ASSOCIATION


def numbers_of(raw: dict[str, str]) -> dict[str, str]:
    """Register number, registration number and tax number; numbers that mean “unknown” become nothing."""
    mb, pib, number = digits(raw.get("mb", "")), digits(raw.get("pib", "")), raw.get("number", "").strip()
    mb = "" if mb in DUMMY_NUMBERS else mb
    pib = "" if set(pib) <= {"0"} else pib
    if mb:
        mb = clean_mb(mb.zfill(8) if mb.isdecimal() else mb)
    if pib:
        pib = tax_number(pib)
    number = "" if number in DUMMY_NUMBERS else number
    return {"mb": mb, "pib": pib, "number": number or mb or pib}


def tax_number(number: str) -> str:
    """A tax number of this state, or one of eleven digits with the check of ISO 7064."""
    if len(number) == 11 and number.isdecimal():
        if not mod_11_10.is_valid(number):
            raise Refused(_("The check digit of the tax number is wrong: one of the digits is mistyped."))
        return number
    return clean_pib(number)


def day_of(text: str, name: str) -> datetime.date | None:
    """A day as ISO or as 22.11.2026."""
    text = text.strip()
    if not text:
        return None
    iso = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    own = re.match(r"(\d{1,2})[./]\s*(\d{1,2})[./]\s*(\d{4})", text)
    parts = (iso[1], iso[2], iso[3]) if iso else (own[3], own[2], own[1]) if own else None
    try:
        day = datetime.date(*map(int, parts)) if parts else None
    except ValueError:
        day = None
    if day is None:
        raise Refused(_("“%(text)s” is not a day. Write it as 22.11.2026.") % {"text": text[:40]})
    if day > timezone.localdate():
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
