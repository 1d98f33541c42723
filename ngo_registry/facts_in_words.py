"""Facts of the book in the words of the reader."""

import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngo_registry.models import GoverningMember, Organisation

MORE = {
    "areas": gettext_lazy("areas of work"),
    "representatives": gettext_lazy("representatives"),
    "members": gettext_lazy("members of bodies"),
}
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
        return "; ".join(value)
    if isinstance(value, dict):
        bodies = dict(GoverningMember.BodyKind.choices)
        return "; ".join(f"{bodies.get(body, body)}: {n}" for body, n in value.items())
    if name in DAYS:
        return date_format(datetime.date.fromisoformat(value), "DATE_FORMAT")
    choices = {} if name in MORE else dict(Organisation._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))


def in_words(facts: dict[str, Any]) -> list[str]:
    """Every fact that says something, with its label."""
    return [f"{label(name)}: {shown(name, value)}" for name, value in facts.items()]


def side_by_side(facts: dict[str, list[Any]]) -> list[tuple[str, str, str]]:
    """Label, before, after of every changed fact."""
    return [(label(name), shown(name, old), shown(name, new)) for name, (old, new) in facts.items()]
