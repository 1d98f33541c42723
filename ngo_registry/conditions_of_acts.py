"""Conditions on what the statute and the founding act say of goals, activities and economic activity."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ngo_registry import articles
from ngo_registry.condition import Condition
from ngo_registry.models import OrganisationKind, RegisterFiling


def of_acts(filing: RegisterFiling) -> Iterator[Condition]:
    """What the statute and the founding act say."""
    yield of_goals(filing, "goals")
    yield of_statute(filing, _("The statute names the goals and activities"), "goals")
    yield Condition(
        "acts_agree",
        _("Goals and activities are the same in the founding act and in the statute"),
        *of_comparison(filing, filing.acts_agree, _("Compared by the officer."), _("Not compared yet.")),
        articles.FOUNDING_ACT,
        "goals",
    )
    yield of_economic(filing, "goals")


def of_goals(filing: RegisterFiling, section: str) -> Condition:
    """Both texts are there."""
    there = bool(filing.goals.strip() and filing.activities.strip())
    evidence = _("Written from the statute.") if there else _("Goals or activities are missing.")
    return Condition(
        "goals", _("Goals and activities are stated"), there, evidence, articles.STATUTE, section
    )


def of_statute(filing: RegisterFiling, title: str, section: str) -> Condition:
    """The statute names what is written here."""
    seen, unseen = _("Confirmed by the officer who read the statute."), _("Not confirmed yet.")
    answer = of_comparison(filing, filing.statute_has_goals, seen, unseen)
    return Condition("statute_goals", title, *answer, articles.STATUTE, section)


def of_economic(filing: RegisterFiling, section: str) -> Condition:
    """An economic activity stands in the statute, tied to the goals, and has its code."""
    met = (filing.economic_in_statute and bool(filing.economic_code)) if filing.economic_activity else None
    evidence = {
        None: _("No economic activity."),
        True: _("Code %(code)s.") % {"code": filing.economic_code},
    }.get(met, _("The statute does not name it, or the code is missing."))
    return Condition(
        "economic",
        _("Economic activity is in the statute and tied to the goals"),
        met,
        evidence,
        articles.ECONOMIC_ACTIVITY,
        section,
    )


def of_comparison(filing: RegisterFiling, met: bool, seen: str, unseen: str) -> tuple[bool | None, str]:
    """Who says that two acts agree; an office of a foreign organisation has no statute of its own here."""
    if filing.kind == OrganisationKind.FOREIGN:
        return None, _("Asked only of organisations founded in the state.")
    if filing.origin == RegisterFiling.Origin.ONLINE and met:
        return True, _("Written once by the applicant; compare the signed papers.")
    return met, seen if met else unseen
