"""Which column of a file holds which fact, by the names columns have in several languages."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from office.exports import is_added
from office.refusal import Refused
from office.scripts import fold
from office.table_shapes import SHAPES

# Names are compared folded: without case, script, accents and punctuation.
NAMES: dict[str, tuple[str, ...]] = {
    "number": (
        "number",
        "register number",
        "registration no",
        "broj upisa",
        "registarski broj",
        "redni broj upisa",
        "reg broj",
        "broj u registru",
        "reg no",
        "evidencioni broj",
    ),
    "kind": (
        "kind",
        "type",
        "vrsta",
        "oblik",
        "oblik organizovanja",
        "pravni oblik",
        "pravni status",
        "kind derived",
        "legal form",
    ),
    "name": (
        "name",
        "naziv",
        "ime",
        "naziv organizacije",
        "naziv tijela",
        "naziv tela",
        "puni naziv",
        "applicant",
        "organisation",
        "naziv udruzenja",
        "naziv nvo",
        "organizacija",
        "podnositelj",
        "podnosilac",
        "korisnik",
    ),
    "name_cyrillic": ("name cyrillic", "naziv cirilica", "naziv cirilicom", "naziv cyr"),
    "short_name": ("short name", "skraceni naziv", "kratki naziv", "skracenica", "akronim"),
    "municipality": (
        "municipality",
        "opstina",
        "opcina",
        "opstina sjedista",
        "opstina sedista",
        "municipality code",
    ),
    "place": ("place", "mjesto", "mesto", "grad", "sjediste", "sediste", "city", "seat", "town"),
    "address": ("address", "adresa", "ulica", "ulica i broj", "adresa sjedista", "adresa sedista"),
    "pib": ("pib", "tax number", "poreski broj", "oib", "vat"),
    "mb": ("mb", "maticni broj", "registration number", "applicant id", "mat broj"),
    "website": ("website", "web", "www", "internet", "web site", "web adresa"),
    "email": ("email", "e mail", "e posta", "elektronska posta", "eposta"),
    "phone_public": ("phone", "telefon", "tel", "kontakt telefon"),
    "goals": ("goals", "ciljevi", "ciljevi udruzenja"),
    "activities": (
        "activities",
        "djelatnost",
        "delatnost",
        "djelatnosti",
        "oblast",
        "oblast ostvarivanja ciljeva",
    ),
    "founded_on": ("founded on", "datum osnivanja", "founded", "datum osnivacke skupstine"),
    "registered_on": (
        "registered on",
        "datum upisa",
        "entry date",
        "date of entry",
        "upisano",
        "datum registracije",
    ),
    "status": ("status", "stanje", "aktivna"),
    "deleted_on": ("deleted on", "datum brisanja", "datum statusa", "status date"),
    "deletion_reason": ("deletion reason", "razlog brisanja", "reason of deletion"),
}
LABELS = {
    "number": gettext_lazy("register number"),
    "kind": gettext_lazy("kind"),
    "name": gettext_lazy("name"),
    "name_cyrillic": gettext_lazy("name in the other script"),
    "short_name": gettext_lazy("short name"),
    "municipality": gettext_lazy("municipality"),
    "place": gettext_lazy("place"),
    "address": gettext_lazy("address"),
    "pib": gettext_lazy("tax number (PIB)"),
    "mb": gettext_lazy("registration number (MB)"),
    "website": gettext_lazy("web site"),
    "email": gettext_lazy("e-mail"),
    "phone_public": gettext_lazy("telephone"),
    "goals": gettext_lazy("goals"),
    "activities": pgettext_lazy("organisation", "activities"),
    "founded_on": gettext_lazy("day of founding"),
    "registered_on": gettext_lazy("day of entry"),
    "status": gettext_lazy("status"),
    "deleted_on": gettext_lazy("day of deletion"),
    "deletion_reason": gettext_lazy("reason of deletion"),
}
ENOUGH = 5  # filled cells from which a column is judged by its shape
# What the cells of a column may look like; other shapes are a sign of mistaken columns.
FITS = {
    "name": {"text"},
    "mb": {"number", "amount"},
    "pib": {"number", "amount"},
    "founded_on": {"day"},
    "registered_on": {"day"},
    "deleted_on": {"day"},
}
KNOWN = {name: field for field, names in NAMES.items() for name in names}
EXPECTED = (
    "number",
    "mb",
    "pib",
    "name",
    "kind",
    "municipality",
    "place",
    "address",
    "registered_on",
    "status",
)


def fact_of(title: str, remembered: dict[str, str]) -> str:
    """The fact a column holds: as it was chosen for this source before, else by its name; "" when none."""
    key = fold(title)
    return "" if is_added(title) else remembered.get(key, KNOWN.get(key, ""))


def recognised(header: list[str], remembered: dict[str, str] | None = None) -> dict[str, int]:
    """Fact → position of its column; the first column of a fact counts."""
    found: dict[str, int] = {}
    for position, title in enumerate(header):
        fact = fact_of(title, remembered or {})
        if fact and fact not in found:
            found[fact] = position
    return found


def names_columns(header: list[str]) -> bool:
    """Is this the row that names the columns (and no title above it)?"""
    return "name" in recognised(header) or sum(fold(cell) in KNOWN for cell in header) > 1


def check_columns(columns: dict[str, int], header: list[str]) -> None:
    """Refused with the expected names when no column holds the names."""
    if "name" not in columns:
        raise Refused(
            _(
                "The first row does not name the columns of a register. It has: %(found)s. Expected are "
                "columns such as: %(expected)s; at least the name. Put the names of the columns in the "
                "first row and send the file again."
            )
            % {
                "found": ", ".join(cell[:40] for cell in header[:12] if cell) or _("nothing"),
                "expected": ", ".join(NAMES[field][1] for field in EXPECTED),
            },
            field="file",
        )


def check_shapes(columns: dict[str, int], header: list[str], shapes: list[list[Any]]) -> None:
    """Columns whose cells cannot be what they were taken for: mostly two columns were changed for each other."""
    for fact, position in columns.items():
        kind, samples, _read_as, filled = shapes[position]
        if kind not in FITS.get(fact, {kind}) and filled >= ENOUGH:
            raise Refused(
                _(
                    "The column “%(title)s” was taken as “%(fact)s”, but it holds %(kind)s (such as "
                    "“%(sample)s”). Were two columns changed for each other? Choose for each what it holds."
                )
                % {
                    "title": header[position],
                    "fact": LABELS[fact],
                    "kind": SHAPES[kind],
                    "sample": samples[0],
                }
            )


def mapping_of(header: list[str], columns: dict[str, int]) -> dict[str, str]:
    """What is remembered for the source: every named column with its fact, or "" when it is left out."""
    by_position = {position: fact for fact, position in columns.items()}
    mapping: dict[str, str] = {}
    for position, title in enumerate(header):
        key = fold(title)
        if key and not is_added(title):  # of two columns with one name the one that was taken counts
            mapping[key] = mapping.get(key) or by_position.get(position, "")
    return mapping
