"""Sums of a budget and how they stand against the limits of the call and of the rulebook."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from grants.models import BudgetLine, Call, ShareLimit
from office.money import half_up, share, share_at_least
from office.rulebooks import Rules
from office.templatetags.saradnja import amount, number, script

ZERO = Decimal(0)
G = BudgetLine.Group


@dataclass(frozen=True, slots=True)
class Share:
    """A limited share of the whole budget: of a group at most, or of what others pay at least."""

    part: str
    label: str
    percent: Decimal
    law: str = ""
    binding: bool = True  # False: a value of the rulebook without a source, which warns and refuses nobody

    @property
    def least(self) -> bool:
        """Is this the least share of others?"""
        return self.part == ShareLimit.OWN


@dataclass(frozen=True, slots=True)
class Limits:
    """What the call allows a project."""

    least: Decimal
    most: Decimal
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """One group of costs with its sums."""

    key: str
    label: str
    total: Decimal
    requested: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Verdict:
    """One limit: its words, what the budget says of it, whether it fits; None while nothing is written."""

    key: str
    text: str
    value: str
    said: str
    fits: bool | None
    law: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """Everything that is counted from the lines."""

    total: Decimal
    requested: Decimal
    groups: tuple[Group, ...]

    @property
    def other(self) -> Decimal:
        """What the body does not pay."""
        return self.total - self.requested


def limits_of(call: Call, rules: Rules | None) -> Limits:
    """Limits of the call; a share the call does not set is the rulebook's, if that sets one."""
    labels = dict(ShareLimit.PARTS)
    found = {row.part: Share(row.part, str(labels[row.part]), row.percent) for row in call.share_limits.all()}
    if rules is not None:
        named = {
            G.ADMINISTRATION.value: rules.budget.administration_share,
            G.STAFF.value: rules.budget.staff_share,
            ShareLimit.OWN: rules.budget.own_share,
        }
        for part, rule in named.items():
            if rule.value is not None and part not in found:
                found[part] = Share(part, str(labels[part]), rule.value, rule.law, rule.confirmed)
    order = [part for part, _label in ShareLimit.PARTS]
    return Limits(
        call.min_amount, call.max_amount, tuple(sorted(found.values(), key=lambda s: order.index(s.part)))
    )


def share_words(limit: Share) -> str:
    """A limited share in a sentence."""
    facts = {"part": limit.label, "percent": number(limit.percent, 0 if limit.percent % 1 == 0 else 2)}
    if limit.least:
        return _("%(part)s %(percent)s %% of the whole budget") % facts
    return _("%(part)s: at most %(percent)s %% of the whole budget") % facts


def share_lines(call: Call, rules: Rules | None) -> list[str]:
    """Shares of the budget that bind an application, each with its article where the rulebook sets it."""
    return [
        f"{share_words(each)} ({script(each.law)})" if each.law else share_words(each)
        for each in limits_of(call, rules).shares
        if each.binding
    ]


def sums_of(lines: Iterable[tuple[str, Decimal, Decimal]]) -> Sums:
    """Sums of lines given as (group, total, requested)."""
    totals, asked = dict.fromkeys(G.values, ZERO), dict.fromkeys(G.values, ZERO)
    for group, total, requested in lines:
        if group in totals:
            totals[group] += total
            asked[group] += requested
    whole = sum(totals.values(), ZERO)
    groups = tuple(
        Group(
            key, str(label), totals[key], asked[key], half_up(totals[key] * 100 / whole, 1) if whole else ZERO
        )
        for key, label in G.choices
    )
    return Sums(whole, sum(asked.values(), ZERO), groups)


def verdicts(sums: Sums, limits: Limits) -> list[Verdict]:
    """Each limit with what the budget says of it, worst never hidden."""
    found = [_asked(sums, limits)]
    found += [_share(sums, each) for each in limits.shares]
    return found


def _asked(sums: Sums, limits: Limits) -> Verdict:
    text = _("Requested: %(least)s to %(most)s") % {
        "least": amount(limits.least),
        "most": amount(limits.most),
    }
    value = amount(sums.requested)
    if not sums.total:
        return Verdict("asked", text, value, "", None)
    if sums.requested > limits.most:
        over = _("%(sum)s above the greatest amount") % {"sum": amount(sums.requested - limits.most)}
        return Verdict("asked", text, value, over, False)
    if sums.requested < limits.least:
        under = _("%(sum)s below the least amount") % {"sum": amount(limits.least - sums.requested)}
        return Verdict("asked", text, value, under, False)
    return Verdict("asked", text, value, _("within the limits"), True)


def _share(sums: Sums, limit: Share) -> Verdict:
    text = share_words(limit)
    if limit.least:
        part, edge = sums.other, share_at_least(sums.total, limit.percent)
        fits, sentence = part >= edge, _("%(sum)s too little")
    else:
        part = next(group.total for group in sums.groups if group.key == limit.part)
        edge = share(sums.total, limit.percent)
        fits, sentence = part <= edge, _("%(sum)s too much")
    value = amount(part)
    if not sums.total:
        return Verdict(limit.part, text, value, "", None, limit.law)
    said = _("within the limits") if fits else sentence % {"sum": amount(abs(part - edge))}
    return Verdict(limit.part, text, value, said, fits, limit.law)


def broken(lines: Iterable[BudgetLine], limits: Limits) -> list[Verdict]:
    """The binding shares that stored lines do not keep."""
    sums = sums_of((line.group, line.total, line.requested) for line in lines)
    found = [_share(sums, each) for each in limits.shares if each.binding]
    return [each for each in found if each.fits is False]
