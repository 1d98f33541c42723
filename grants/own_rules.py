"""The rulebook of a call with the call's own values laid over it (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from grants.models import OwnRule
from office.rulebooks import Rule, Rules
from office.rulebooks.labels import value_words

Key = OwnRule.Key


def rule_at(rules: Rules, key: str) -> Rule[Any]:
    """The rule a dotted key names."""
    section, _dot, name = key.partition(".")
    found: Rule[Any] = getattr(getattr(rules, section), name)
    return found


def laid_over(rules: Rules, own: Iterable[OwnRule]) -> Rules:
    """The rules with the call's own values and the act each rests on."""
    for each in own:
        section, _dot, name = each.key.partition(".")
        value = replace(rule_at(rules, each.key), value=each.value, law=each.law, source="", confirmed=True)
        rules = replace(rules, **{section: replace(getattr(rules, section), **{name: value})})
    return rules


@dataclass(frozen=True, slots=True)
class OwnLine:
    """An own value as pages show it, beside the value of the rulebook where that is known."""

    label: Any
    words: str
    law: str
    usual: str = ""
    usual_law: str = ""
    confirmed: bool = False


def lines_of(own: Iterable[OwnRule], rules: Rules | None = None) -> list[OwnLine]:
    """Own values in the order of their keys."""
    order = Key.values
    lines = []
    for each in sorted(own, key=lambda row: order.index(row.key)):
        usual = rule_at(rules, each.key) if rules else None
        lines.append(
            OwnLine(
                Key(each.key).label,
                value_words(each.value),
                each.law,
                value_words(usual.value) if usual else "",
                usual.law if usual else "",
                bool(usual and usual.confirmed),
            )
        )
    return lines
