"""Situations of priorities, plans, commissions and calls."""

import datetime
from decimal import Decimal

from django.utils import timezone

from grants.models import CallPlan, PriorityDecision, PriorityItem
from office.models import Area, Body
from tests.factories import grants as made
from tests.factories.registry import UserFactory

BUDGET = Decimal("1262489660.47")


def office(role: str = "office_officer"):
    """A person of the office."""
    return UserFactory(roles=(role,))


def decision(*, year: int | None = None, state: str = "draft", rows: int = 1, **facts) -> PriorityDecision:
    """The decision of a year with so many rows."""
    decided = (
        {"number": "07-1/1", "decided_on": timezone.localdate()} if state in {"adopted", "published"} else {}
    )
    by = office()
    if state == "published":
        decided |= {"gazette": "119/23", "published_at": timezone.now(), "published_by": by}
    found = PriorityDecision.objects.create(
        **{
            "year": year or timezone.localdate().year,
            "state": state,
            "current_budget": BUDGET,
            "created_by": by,
            **decided,
            **facts,
        }
    )
    for _n in range(rows):
        item(found)
    return found


def item(
    of: PriorityDecision, *, body: Body | None = None, area: Area | None = None, **facts
) -> PriorityItem:
    """A row of the decision."""
    return PriorityItem.objects.create(
        **{
            "decision": of,
            "body": body or made.body(),
            "area": area or made.area(),
            "kind": "priority",
            "amount": Decimal(100000),
            **facts,
        }
    )


def plan(of: Body | None = None, *, published: bool = True, **facts) -> CallPlan:
    """A planned call of this year."""
    by = office()
    year = timezone.localdate().year
    stamp = {"published_at": timezone.now(), "published_by": by} if published else {}
    return CallPlan.objects.create(
        **{
            "body": of or made.body(),
            "year": year,
            "area": made.area(),
            "name": "Planirani konkurs",
            "planned_from": datetime.date(year, 12, 1),
            "amount": Decimal(20000),
            "created_by": by,
            **stamp,
            **facts,
        }
    )
