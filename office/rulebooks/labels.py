"""Words for the sections of a rulebook and for the values that are a choice."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SECTION_LABELS: dict[str, Any] = {
    "register": _("Register"),
    "call": _("Priorities, calls and applications"),
    "evaluation": _("Commission and evaluation"),
    "ranking": _("Ranking and decision"),
    "contract": _("Contract, money and reports of organisations"),
    "council": _("Council and participation"),
    "report": _("Yearly report"),
}

CHOICE_LABELS: dict[str, Any] = {
    "own": _("kept by the office"),
    "import": _("imported list"),
    "evaluators": _("independent evaluators"),
    "members": _("members of the commission"),
    "mean": _("mean"),
    "sum": _("sum"),
    "cut": _("cut"),
    "half_up": _("rounded half up"),
    "commission": _("the commission, with a written reason"),
    "most_proposals": _("most valid proposals"),
    "vote": _("vote of organisations"),
}
