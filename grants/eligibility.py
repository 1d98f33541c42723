"""What an application must have: the same list tells the NGO what is missing and the commission what to check."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.models import Application, Declaration
from office.rulebooks import Rules, from_version


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its words, its article, the section of the form it belongs to, and how it is found out."""

    key: str
    text: Any
    section: str
    find: Callable[[Application, Rules], "Finding"]
    law: Callable[[Rules], str] = lambda rules: ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the system found: met, not met, or None when only a person can tell; with the evidence."""

    met: bool | None
    evidence: Any = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A condition with what was found for one application."""

    key: str
    text: Any
    section: str
    law: str
    met: bool | None
    evidence: Any


def _in_register(application: Application, rules: Rules) -> Finding:
    organisation = application.organisation
    return Finding(
        organisation.is_active,
        _("%(number)s, %(status)s")
        % {
            "number": organisation.number,
            "status": organisation.get_status_display(),
        },
    )


def _registered_before(application: Application, rules: Rules) -> Finding:
    entered, opened = application.organisation.registered_on, application.call.opens_at
    rule = rules.call.registered_before_call
    if not rule.value:
        return Finding(True)
    if entered is None or opened is None:
        return Finding(None, _("day of entry not known"))
    before = entered <= opened.date()
    return Finding(
        before if before or rule.confirmed else None, entered
    )  # an unconfirmed rule refuses nobody


def _texts(application: Application, rules: Rules) -> Finding:
    empty = [
        str(Application._meta.get_field(name).verbose_name)
        for name in TEXTS
        if not getattr(application, name)
    ]
    return Finding(not empty, ", ".join(empty))


TEXTS = ("title", "summary", "goals", "problem", "results", "target_groups")


def _dates(application: Application, rules: Rules) -> Finding:
    if not application.starts_on or not application.ends_on:
        return Finding(False, _("start and end of the project are missing"))
    limit = application.call.months_max
    months = months_between(application.starts_on, application.ends_on)
    return Finding(limit is None or months <= limit, _("%(months)s months") % {"months": months})


def months_between(start: datetime.date, end: datetime.date) -> int:
    """Months a project lasts, a begun month counting whole."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months + (1 if end.day >= start.day else 0)


def _activities(application: Application, rules: Rules) -> Finding:
    number = len(application.activity_lines.all())
    return Finding(number > 0, number)


def _budget(application: Application, rules: Rules) -> Finding:
    lines = application.budget_lines.all()
    asked = sum((line.requested for line in lines), Decimal(0))
    return Finding(bool(lines) and application.requested == asked, asked)


def _limits(application: Application, rules: Rules) -> Finding:
    call, asked = application.call, application.requested
    if asked is None:
        return Finding(False, _("the requested amount is missing"))
    return Finding(call.min_amount <= asked <= call.max_amount, asked)


def _documents(application: Application, rules: Rules) -> Finding:
    given = {document.required_id for document in application.documents.all()}
    missing = [
        r.name for r in application.call.required_documents.all() if r.obligatory and r.pk not in given
    ]
    return Finding(not missing, ", ".join(missing))


def _declarations(application: Application, rules: Rules) -> Finding:
    given = {declaration.kind for declaration in application.declarations.all()}
    missing = [str(kind.label) for kind in Declaration.Kind if kind not in given]
    return Finding(not missing, ", ".join(missing))


CONDITIONS = (
    Condition("active", _("The organisation is active in the register."), "organisation", _in_register),
    Condition(
        "registered_before",
        _("The organisation was entered in the register before the call."),
        "organisation",
        _registered_before,
        lambda rules: rules.call.registered_before_call.law,
    ),
    Condition("texts", _("The project is described."), "project", _texts),
    Condition(
        "dates", _("The project has a start and an end within the longest duration."), "project", _dates
    ),
    Condition("activities", _("There is at least one activity."), "activities", _activities),
    Condition("budget", _("The lines of the budget make the requested amount."), "budget", _budget),
    Condition("limits", _("The requested amount lies within the limits of the call."), "budget", _limits),
    Condition("documents", _("All obligatory documents are attached."), "documents", _documents),
    Condition("declarations", _("All declarations are given."), "declarations", _declarations),
)


def findings(application: Application, rules: Rules | None = None) -> list[Answer]:
    """Every condition with what the system finds now (reads prefetched lists)."""
    rules = rules or from_version(application.call.rulebook)
    answers = []
    for condition in CONDITIONS:
        found = condition.find(application, rules)
        answers.append(
            Answer(
                condition.key,
                condition.text,
                condition.section,
                condition.law(rules),
                found.met,
                found.evidence,
            )
        )
    return answers


def missing(application: Application, rules: Rules | None = None) -> list[Answer]:
    """What stands between the draft and its submission."""
    return [answer for answer in findings(application, rules) if answer.met is False]
