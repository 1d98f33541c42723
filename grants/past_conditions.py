"""Conditions of the formal check that rest on the past of the organisation, for what came online and on paper alike."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from grants.eligibility import findings
from grants.filing_rules import level_of
from grants.findings import Answer
from grants.models import Application
from grants.queries.past_findings import Lines
from grants.queries.tells import FINDERS
from office.rulebooks import Rules, from_version

TEXTS: dict[str, Any] = {
    "ban": gettext_lazy("The organisation was not barred from applying on the day it filed."),
    "missing_report": gettext_lazy("No report on an earlier contract is missing."),
    "projects_in_year": gettext_lazy("The organisation has no more projects in the year than allowed."),
    "double_funding": gettext_lazy("The same project is not paid or applied for elsewhere."),
}

# What no paper handed in later can change: these are answered by a rejection, not by a request for completion.
BEYOND_COMPLETION = frozenset({"ban", "double_funding", "projects_in_year", "in_time", "registered_before"})


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """A condition with what was found, and the evidence a page can lead to."""

    answer: Answer
    lines: Lines


def past_answers(
    application: Application, rules: Rules | None = None, *, only: Collection[str] = tuple(TEXTS)
) -> list[PastAnswer]:
    """Each condition the rules of the call ask, or `only` some of them; what only warns is left to a person."""
    rules = rules or from_version(application.call.rulebook)
    answers = []
    for key, text in TEXTS.items():
        level, law = level_of(application.call, rules, key) if key in only else ("none", "")
        if level == "none":
            continue
        lines = FINDERS[key](application, rules)
        met: bool | None = True
        if lines:
            met = False if level == "refuse" else None
        seen = " ".join(line.text for line in lines)  # kept in the file: empty when nothing was found
        answers.append(PastAnswer(Answer(key, text, "organisation", law, met, seen, "", False), lines))
    return answers


def check_findings(application: Application) -> list[Answer]:
    """Everything the formal check looks at: the application itself, then the past of its organisation."""
    return [*findings(application), *(each.answer for each in past_answers(application))]
