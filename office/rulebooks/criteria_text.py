"""Criteria as lines of text, for the one place where a whole scheme is typed."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from office.money import parse_amount
from office.rulebooks.labels import plain_number
from office.rulebooks.shape import CriterionRule


def criteria_to_text(criteria: Iterable[CriterionRule]) -> str:
    """`35 | name | article` for a criterion, `- 15 | 1 | name` for each of its sub-criteria."""
    lines = []
    for each in criteria:
        lines.append(" | ".join([plain_number(each.max_points), each.name, each.law]).removesuffix(" | "))
        for sub in each.sub:
            lines.append(f"- {plain_number(sub.max_points)} | {plain_number(sub.step)} | {sub.name}")
    return "\n".join(lines)


def criteria_from_text(text: str) -> list[dict[str, Any]]:
    """Criteria as a rulebook stores them; ValueError names the line and what is expected."""
    criteria: list[dict[str, Any]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            if line.lstrip().startswith("-"):
                points, step, name = (part.strip() for part in line.strip().removeprefix("-").split("|"))
                criteria[-1]["sub"].append(
                    {"name": name, "max_points": _points(points), "step": _points(step)}
                )
            else:
                points, name, *law = (part.strip() for part in line.split("|"))
                criteria.append({"name": name, "max_points": _points(points), "law": "".join(law), "sub": []})
        except (ValueError, IndexError) as error:
            raise ValueError(
                _("Line %(number)d is not written as shown above.") % {"number": number}
            ) from error
    for each in criteria:
        total = sum((Decimal(sub["max_points"]) for sub in each["sub"]), Decimal(0))
        if each["sub"] and total != Decimal(each["max_points"]):
            raise ValueError(
                _("The sub-criteria of “%(name)s” add up to %(total)s, not to %(points)s.")
                % {
                    "name": each["name"],
                    "total": plain_number(total),
                    "points": plain_number(Decimal(each["max_points"])),
                }
            )
    return criteria


def _points(text: str) -> str:
    value = parse_amount(text)
    return str(int(value) if value % 1 == 0 else value.normalize())
