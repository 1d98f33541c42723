"""Rulebooks: what the law says where it differs between offices, years and kinds of bodies."""

from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from office.jurisdiction import current
from office.models import RulebookVersion
from office.refusal import Refused
from office.rulebooks.files import completed
from office.rulebooks.parse import RulebookError, build
from office.rulebooks.shape import CriterionRule, DayOfYear, Rule, Rules, SubCriterionRule

__all__ = [
    "CriterionRule",
    "DayOfYear",
    "Rule",
    "RulebookError",
    "Rules",
    "SubCriterionRule",
    "due_in",
    "from_version",
    "rules_for",
    "version_for",
]


def version_for(body: Any, at: date | datetime) -> RulebookVersion:
    """The stored version that binds a body on a day (without a body: the office itself)."""
    office = current()
    day = office.calendar.today(at) if isinstance(at, datetime) else at
    version = (
        RulebookVersion.objects.filter(
            jurisdiction=office.code, kind=office.kind_of(body), in_force_from__lte=day
        )
        .order_by("-in_force_from", "-pk")
        .first()
    )
    if version is None:
        raise Refused(
            _("No rulebook is in force on %(day)s. Load the rulebooks or add a version for that day.")
            % {"day": date_format(day, "SHORT_DATE_FORMAT")}
        )
    return version


def rules_for(body: Any, at: date | datetime) -> Rules:
    """The rules that bind a body on a day; Refused when none are in force."""
    return from_version(version_for(body, at))


def from_version(version: RulebookVersion) -> Rules:
    """Typed rules of a stored version, such as the one a call froze at its publication.

    A version stored before the portal knew a value has it from the files; what it says itself stays.
    """
    return build(
        completed(version.values, jurisdiction=version.jurisdiction, code=version.code, kind=version.kind),
        code=version.code,
        title=version.title,
        legal_basis=version.legal_basis,
        in_force_from=version.in_force_from,
    )


def due_in(value: DayOfYear | None, year: int) -> date | None:
    """A day of the rulebook in a year, such as 1 March; a day off moves it to the next working day."""
    return current().calendar.next_working(value.in_year(year)) if value else None
