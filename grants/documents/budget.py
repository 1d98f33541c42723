"""The budget as its page shows it: lines, groups, sums, and how they stand against the limits."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from grants.models import Application, BudgetLine
from office.money import half_up


@dataclass(frozen=True, slots=True)
class Budget:
    """Lines and sums of a draft's budget."""

    lines: list[BudgetLine]
    groups: list[dict[str, Any]]
    total: Decimal
    requested: Decimal
    other: Decimal
    verdict: str
    fits: bool


def budget_of(application: Application) -> Budget:
    """All sums are counted here, on the server."""
    lines = list(application.budget_lines.all())
    total = sum((line.total for line in lines), Decimal(0))
    requested = sum((line.requested for line in lines), Decimal(0))
    groups = [
        {"label": label, "sum": part, "percent": half_up(part * 100 / total, 1)}
        for value, label in BudgetLine.Group.choices
        if (part := sum((line.total for line in lines if line.group == value), Decimal(0)))
    ]
    call = application.call
    fits = call.min_amount <= requested <= call.max_amount
    return Budget(lines, groups, total, requested, total - requested, verdict_of(requested, call), fits)


def verdict_of(requested: Decimal, call: Any) -> str:
    """How the sum asked stands against the limits of the call."""
    if requested > call.max_amount:
        return _("above the greatest amount of the call")
    if requested < call.min_amount:
        return _("below the least amount of the call")
    return _("within the limits of the call")
