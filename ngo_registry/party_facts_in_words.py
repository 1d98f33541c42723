"""Facts of the book of parties in the words of the reader."""

import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ngo_registry.models import Party

DAYS = {"founded_on", "statute_on", "programme_on", "registered_on", "deleted_on"}


def label(name: str) -> str:
    """How people call a fact."""
    return str(Party._meta.get_field(name).verbose_name)


def shown(name: str, value: Any) -> str:
    """A kept fact as a reader sees it; an empty one as a dash, a sign by the beginning of its fingerprint."""
    if value in (None, ""):
        return "–"
    if name == "sign":
        return _("picture %(code)s") % {"code": str(value)[:12]}
    if name in DAYS:
        return date_format(datetime.date.fromisoformat(value), "DATE_FORMAT")
    return str(dict(Party._meta.get_field(name).flatchoices).get(value, value))


def side_by_side(facts: dict[str, list[Any]]) -> list[tuple[str, str, str]]:
    """Label, before, after of every changed fact."""
    return [(label(name), shown(name, old), shown(name, new)) for name, (old, new) in facts.items()]
