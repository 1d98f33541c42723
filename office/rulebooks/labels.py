"""Words for the sections of a rulebook and for the values that are a choice."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.money import format_number
from office.rulebooks.shape import DayOfYear

SECTION_LABELS: dict[str, Any] = {
    "register": _("Register"),
    "call": _("Priorities, calls and applications"),
    "evaluation": _("Commission and evaluation"),
    "ranking": _("Ranking and decision"),
    "contract": _("Contract, money and reports of organisations"),
    "council": _("Council and participation"),
    "report": _("Yearly report"),
    "programming": _("Programming of the year"),
    "call_life": _("Review of calls, questions and answers"),
    "evaluators": _("Call for evaluators and the draw"),
    "commission": _("Sessions of commissions"),
    "filing": _("Handing in applications"),
    "budget": _("Budget of a project"),
}

CHOICE_LABELS: dict[str, Any] = {
    "own": _("kept by the office"),
    "import": _("imported list"),
    "evaluators": _("independent evaluators"),
    "members": _("members of the commission"),
    "mean": _("mean of the sheets"),
    "sum": _("sum of the sheets"),
    "cut": _("cut, not rounded"),
    "half_up": _("rounded half up"),
    "commission": _("the commission, with a written reason"),
    "criteria": _("more points by named criteria"),
    "arrival": _("earlier arrival"),
    "lower_sum": _("the lower sum asked"),
    "lot": _("a lot with a recorded seed"),
    "most_proposals": _("most valid proposals"),
    "vote": _("vote of organisations"),
    "posted": _("day of posting"),
    "received": _("day of receipt"),
    "refuse": _("the application is not accepted"),
    "warn": _("the applicant is warned"),
    "none": _("nothing is said"),
    "judge": _("judge"),
    "prosecutor": _("prosecutor"),
    "ombudsperson": _("protector of human rights and freedoms"),
    "police": _("professional member of the police"),
    "army": _("professional member of the army"),
    "registered": _("entered in the register"),
    "statute": _("goals in the statute"),
    "activity": _("activity in the field"),
    "tax": _("tax return filed"),
    "governing": _("governing body outside parties and public office"),
    "residence": _("residence in the state"),
    "experience": _("experience in the field"),
    "independent": _("outside parties and public office"),
    # the review of calls (call_life.review)
    "not_asked": _("nothing: it is not asked"),
    "opinion": _("its opinion is asked and its remarks answered"),
    "agreement": _("its agreement is needed"),
    "any_certificate": _("any; the page says what is known of it"),
    "trusted": _("one whose issuer this office trusts"),
    "qualified": _("a qualified one whose issuer this office trusts"),
    "after_deadline": _("after the deadline for applications"),
    "with_check": _("with the list of the formal check"),
    "at_once": _("at once"),
    "after_decision": _("when the decision on the call is published"),
}


KIND_LABELS: dict[str, Any] = {
    "national": _("national bodies"),
    "municipality": _("municipalities"),
    "city": _("city departments"),
}


def value_words(value: Any) -> str:
    """A value as the office reads it: a choice in words, a day with its month, a number with a comma."""
    if value is None or value == ():
        return gettext("none is set")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, DayOfYear):
        return date_format(date(2024, value.month, value.day), "MONTH_DAY_FORMAT")
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, tuple):
        return "; ".join(str(CHOICE_LABELS.get(each, each)) for each in value if isinstance(each, str))
    return str(CHOICE_LABELS.get(value, value)) if isinstance(value, str) else str(value)


def plain_number(value: Decimal) -> str:
    """A number without needless zeros: 0,3 and 4.000."""
    exponent = value.normalize().as_tuple().exponent
    return format_number(value, max(0, -exponent) if isinstance(exponent, int) else 0)
