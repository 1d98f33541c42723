"""Facts of the book in the words of the reader."""

import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ngo_registry.models import GoverningMember, Organisation
from office.jurisdiction import has_feature

MORE = {
    "areas": gettext_lazy("areas of work"),
    "founders": gettext_lazy("founders"),
    "representatives": gettext_lazy("representatives"),
    "members": gettext_lazy("members of bodies"),
}
TERMS = (
    ("from", gettext_lazy("from %(day)s")),
    ("until", gettext_lazy("term until %(day)s")),
    ("mandate_until", gettext_lazy("mandate until %(day)s")),
)
DAYS = {"founded_on", "statute_on", "lasts_until", "deleted_on", "registered_on"}


def label(name: str) -> str:
    """How people call a fact."""
    return str(MORE[name] if name in MORE else Organisation._meta.get_field(name).verbose_name)


def shown(name: str, value: Any) -> str:
    """A kept fact as a reader sees it; an empty one as a dash."""
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(row if isinstance(row, str) else person(row) for row in value)
    if isinstance(value, dict):
        return founders(value) if name == "founders" else counted(value)
    if name in DAYS:
        return date_format(datetime.date.fromisoformat(value), "DATE_FORMAT")
    choices = {} if name in MORE else dict(Organisation._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))


def founders(value: dict[str, Any]) -> str:
    """Persons by their number, legal persons by name."""
    n = value.get("natural", 0)
    persons = ngettext("%(n)s natural person", "%(n)s natural persons", n) % {"n": n} if n else ""
    return "; ".join(part for part in (persons, *value.get("legal", ())) if part)


def counted(value: dict[str, int]) -> str:
    """Members by body, as older lines of the book tell them."""
    bodies = dict(GoverningMember.BodyKind.choices)
    return "; ".join(f"{bodies.get(body, body)}: {n}" for body, n in value.items())


def person(row: dict[str, Any]) -> str:
    """Who represents or sits in a body, with the function, the term and the limits."""
    body = dict(GoverningMember.BodyKind.choices).get(row.get("body", ""), "")
    if "count" in row:
        return f"{body}: {row['count']}"
    said = [str(body)] if body else []
    said += [row["position"]] if row.get("position") else []
    for name, words in TERMS:
        if row.get(name):
            said.append(words % {"day": date_format(datetime.date.fromisoformat(row[name]), "DATE_FORMAT")})
    if row.get("limits"):
        said.append(_("limits: %(text)s") % {"text": row["limits"]})
    return f"{row['name']} ({', '.join(said)})" if said else str(row["name"])


def in_words(facts: dict[str, Any]) -> list[str]:
    """Every fact that says something, with its label."""
    return [f"{label(name)}: {shown(name, value)}" for name, value in facts.items()]


def side_by_side(facts: dict[str, list[Any]]) -> list[tuple[str, str, str]]:
    """Label, before, after of every changed fact."""
    return [(label(name), shown(name, old), shown(name, new)) for name, (old, new) in facts.items()]


def kept_here(organisation: Organisation) -> bool:
    """Is the office the one that enters it, and not one that shows the list of another?"""
    return has_feature("own_register") and organisation.source == Organisation.Source.OWN


def extract_title(organisation: Organisation) -> str:
    """What the extract is called, in the language of the reader."""
    if kept_here(organisation):
        return _("Extract from the register")
    return _("Transcript of the public list of organisations")
