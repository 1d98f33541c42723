"""Points and places as they are today: sheets to final points, equals as the rulebook of the call orders them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from grants.equals import Equal, TieRule, rungs, says_something, steps
from grants.models import (
    Application,
    Assignment,
    Call,
    Criterion,
    PointsCorrection,
    Ranking,
    RankingRow,
    Score,
)
from grants.queries.ranking import sheet_totals
from grants.scoring import Ranked, final_score, rank
from office.rulebooks import Rules, from_version
from office.scripts import fold
from office.templatetags.saradnja import script


@dataclass(frozen=True, slots=True)
class Places:
    """Rows of a list that is not saved yet, the points of each sheet, and what the confirmed rule says of equals."""

    rows: list[Ranked[int]]
    totals: dict[int, list[Decimal]]
    words: str


def places_today(call: Call, *, seed: str = "", source: str = "") -> Places:
    """Final points and places; a confirmed rule orders equals, the others wait for the commission."""
    rules, totals = from_version(call.rulebook), sheet_totals(call)
    finals = {
        pk: final_score(
            sheets,
            aggregate=rules.ranking.aggregate.value,
            rounding=rules.ranking.rounding.value,
            places=rules.ranking.decimals.value,
        )
        for pk, sheets in totals.items()
    }
    rows, words = rank(finals), ""
    rule = rules.ranking.tie_rule
    if rule.confirmed and rule.value != TieRule.COMMISSION and any(row.tied for row in rows):
        tied: dict[int, list[int]] = {}
        for row in rows:
            if row.tied:
                tied.setdefault(row.place, []).append(row.key)
        names = criteria_of_rule(call, rules)
        rows = rank(finals, steps=steps(rule.value, equals(tied.values(), names), seed))
        words = tie_words(rules, names, seed, source)
    return Places(rows, totals, words)


def criteria_of_rule(call: Call, rules: Rules) -> list[Criterion]:
    """The criteria the rule compares, in its order: those it names as far as the call has them, else all of the call."""
    if rules.ranking.tie_rule.value != TieRule.CRITERIA:
        return []
    own = list(call.criteria.order_by("order", "pk"))
    named = {fold(each.name): each for each in own}
    wanted = rules.ranking.tie_criteria.value
    return [named[fold(name)] for name in wanted if fold(name) in named] if wanted else own


def equals(groups: Iterable[Collection[int]], criteria: list[Criterion]) -> list[list[Equal]]:
    """What a rule may compare of these applications; as many questions for few as for many."""
    groups = [list(group) for group in groups]
    keys = [pk for group in groups for pk in group]
    facts = {
        pk: (number, arrived, asked)
        for pk, number, arrived, asked in Application.objects.filter(pk__in=keys).values_list(
            "pk", "number", "submitted_at", "requested"
        )
    }
    points = points_by_criterion(keys) if criteria else {}
    return [
        [
            Equal(pk, *facts[pk], tuple(points.get((pk, each.pk), Fraction(0)) for each in criteria))
            for pk in group
        ]
        for group in groups
    ]


def points_by_criterion(keys: Collection[int]) -> dict[tuple[int, int], Fraction]:
    """Mean of the locked sheets for each (application, criterion), exactly, with what upheld objections changed."""
    live = {"assignment__application__in": keys, "assignment__state": Assignment.State.SUBMITTED}
    changed: dict[int, Decimal] = {}
    upheld = PointsCorrection.objects.filter(
        objection__application__in=keys, objection__state="upheld"
    ).values_list("score", "before", "after")
    for score, before, after in upheld:
        changed[score] = changed.get(score, Decimal(0)) + after - before
    sums: dict[tuple[int, int], Decimal] = {}
    sheets: dict[int, set[int]] = {}
    rows = Score.objects.filter(**live).values_list(
        "pk", "assignment__application", "assignment", "subcriterion__criterion", "points"
    )
    for pk, application, sheet, criterion, given in rows:
        sheets.setdefault(application, set()).add(sheet)
        total = sums.get((application, criterion), Decimal(0))
        sums[application, criterion] = total + (given or Decimal(0)) + changed.get(pk, Decimal(0))
    return {key: Fraction(total) / len(sheets[key[0]]) for key, total in sums.items()}


def tie_words(rules: Rules, criteria: list[Criterion], seed: str = "", source: str = "") -> str:
    """The rule for equal points in a sentence, with its article."""
    rule, law = rules.ranking.tie_rule.value, script(rules.ranking.tie_rule.law)
    if rule == TieRule.CRITERIA:
        words = _(
            "Of applications with equal points, the one with more points by these criteria, in this order, stands "
            "first: %(criteria)s."
        ) % {"criteria": "; ".join(script(each.name) for each in criteria)}
    elif rule == TieRule.ARRIVAL:
        words = _("Of applications with equal points, the one that arrived earlier stands first.")
    elif rule == TieRule.LOWER_SUM:
        words = _("Of applications with equal points, the one that asks for the lower sum stands first.")
    elif rule == TieRule.LOT and seed:
        words = _(
            "Applications with equal points are ordered by lot: the smaller SHA-256 of the seed and the number of "
            "the application, each on a line of its own, stands first. Seed: %(seed)s (%(source)s)."
        ) % {"seed": seed, "source": script(source)}
    elif rule == TieRule.LOT:
        words = _("Applications with equal points are ordered by lot, with a recorded seed.")
    else:
        words = _("Applications with equal points are ordered by the commission, with a written reason.")
    return f"{words} ({law})" if law else words


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rule of the rulebook, which nobody has confirmed, would make of these equals."""

    words: str
    rows: list[RankingRow]
    left_equal: bool


def proposal(ranking: Ranking, rows: list[RankingRow]) -> Proposal | None:
    """The order an unconfirmed rule proposes; nothing where there is none or it cannot be measured."""
    rules = from_version(ranking.call.rulebook)
    rule = rules.ranking.tie_rule
    if rule.confirmed or rule.value == TieRule.COMMISSION:
        return None
    criteria = criteria_of_rule(ranking.call, rules)
    (group,) = equals([[row.application_id for row in rows]], criteria)
    if not says_something(rule.value, group, ranking.tie_seed):
        return None
    found = rungs(rule.value, group, ranking.tie_seed)
    by_key = {row.application_id: row for row in rows}
    words = tie_words(rules, criteria, ranking.tie_seed, ranking.tie_seed_source)
    return Proposal(
        words, [by_key[key] for keys in found for key in keys], any(len(keys) > 1 for keys in found)
    )


@dataclass(frozen=True, slots=True)
class RuleOfTies:
    """How equals are ordered in this call, for the page of its list."""

    words: str
    confirmed: bool
    by_lot: bool


def rule_of_ties(call: Call, ranking: Ranking | None) -> RuleOfTies:
    """The rule with its article, whether it is confirmed, and whether it needs a seed."""
    rules = from_version(call.rulebook)
    seed, source = (ranking.tie_seed, ranking.tie_seed_source) if ranking else ("", "")
    words = tie_words(rules, criteria_of_rule(call, rules), seed, source)
    rule = rules.ranking.tie_rule
    return RuleOfTies(words, rule.confirmed, rule.value == TieRule.LOT)
