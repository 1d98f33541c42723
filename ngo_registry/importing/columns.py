"""Which column of a file holds which fact, by the names columns have in several languages."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.refusal import Refused
from office.scripts import fold

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
    "activities": gettext_lazy("activities"),
    "founded_on": gettext_lazy("day of founding"),
    "registered_on": gettext_lazy("day of entry"),
    "status": gettext_lazy("status"),
    "deleted_on": gettext_lazy("day of deletion"),
    "deletion_reason": gettext_lazy("reason of deletion"),
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


def recognised(header: list[str]) -> dict[str, int]:
    """Field → position of its column; Refused with the expected names when there is no column of names."""
    found: dict[str, int] = {}
    for position, cell in enumerate(header):
        field = KNOWN.get(fold(cell))
        if field and field not in found:
            found[field] = position
    if "name" not in found:
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
    return found
