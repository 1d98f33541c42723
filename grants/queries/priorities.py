"""What pages ask about the yearly decision on priority areas and the yearly plan of calls."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from grants.models import CallPlan, PriorityDecision, PriorityItem
from office.jurisdiction import current
from office.models import Body, User
from office.models.user import bodies_of
from office.money import share
from office.refusal import Refused
from office.roles import Permission as P
from office.rulebooks import Rules, rules_for

Kind = PriorityItem.Kind


def decisions() -> QuerySet[PriorityDecision]:
    """All years, newest first, with the number of rows and their sum."""
    rows = PriorityDecision.objects.annotate(rows=Count("items"), given=Sum("items__amount"))
    return rows.order_by("-year")


def published() -> QuerySet[PriorityDecision]:
    """Decisions anybody may read, newest first."""
    return PriorityDecision.objects.filter(state=PriorityDecision.State.PUBLISHED)


def published_years() -> list[int]:
    """Years with a published decision."""
    return list(published().values_list("year", flat=True))


def items_of(decision: PriorityDecision) -> list[PriorityItem]:
    """Rows in the order of kind, body and area, with the money of the calls under each."""
    live = ~Q(calls__state__in=["draft", "cancelled"])
    live &= ~Q(calls__earlier_link__kind="rest", calls__earlier_link__earlier__item=F("pk"))
    rows = decision.items.select_related("body", "area").annotate(called=Sum("calls__total", filter=live))
    return sorted(
        rows, key=lambda row: (Kind.values.index(row.kind), row.body.sort_key, row.body.name, row.area.order)
    )


@dataclass(frozen=True, slots=True)
class Share:
    """One kind of money against the share of the budget the law asks for."""

    kind: str
    label: Any
    given: Decimal
    percent: Decimal | None
    needed: Decimal | None
    law: str

    @property
    def difference(self) -> Decimal | None:
        """What is given above the least share; negative when it is below."""
        return None if self.needed is None else self.given - self.needed

    @property
    def below(self) -> bool:
        """True when the decision stays under the least share."""
        return self.difference is not None and self.difference < 0

    @property
    def missing(self) -> Decimal:
        """How much lacks to the least share."""
        return -self.difference if self.below and self.difference is not None else Decimal(0)


def rules_of(decision: PriorityDecision) -> Rules:
    """The rules of the day of the decision, or of today while it is drafted."""
    return rules_for(None, decision.decided_on or timezone.localdate())


def shares(decision: PriorityDecision, items: list[PriorityItem]) -> list[Share]:
    """Every kind with its share of the current budget; it warns and never blocks."""
    rules = rules_of(decision).call
    wanted = {
        Kind.PRIORITY: rules.budget_share_priorities,
        Kind.DISABILITY: rules.budget_share_disability,
        Kind.EU: rules.budget_share_eu,
    }
    rows = []
    for kind, rule in wanted.items():
        given = sum((item.amount for item in items if item.kind == kind), Decimal(0))
        needed = None if rule.value is None else share(decision.current_budget, rule.value)
        rows.append(Share(kind, kind.label, given, rule.value, needed, rule.law))
    return rows


def usable_items(body: Body, year: int) -> QuerySet[PriorityItem]:
    """Rows of adopted decisions under which a body may call in a year."""
    return PriorityItem.objects.filter(
        body=body, decision__year=year, decision__state__in=["adopted", "published"]
    ).select_related("area", "decision", "body")


def usable_plans(body: Body, year: int) -> QuerySet[CallPlan]:
    """Planned calls of a body for a year."""
    return CallPlan.objects.filter(body=body, year=year).order_by("planned_from", "pk")


def plans_of(user: User, year: int) -> QuerySet[CallPlan]:
    """Planned calls of the bodies the person works for."""
    return plans_seen_by(user).filter(year=year).order_by("body__sort_key", "planned_from", "pk")


def plans_seen_by(user: User) -> QuerySet[CallPlan]:
    """Planned calls of any year of the bodies the person works for."""
    return CallPlan.objects.filter(body__in=bodies_of(user, P.MANAGE_CALLS)).select_related("body", "area")


def plan_bodies(user: User) -> QuerySet[Body]:
    """Bodies whose plan the person may write today."""
    return bodies_of(user, P.MANAGE_CALLS).active(timezone.localdate())


def unpublished_plans(user: User, year: int) -> list[Body]:
    """Bodies with a plan that is written and not published."""
    rows = plans_of(user, year).filter(published_at__isnull=True)
    return list(plan_bodies(user).filter(pk__in=rows.values("body")).order_by("sort_key", "pk"))


def public_plans(today: datetime.date) -> QuerySet[CallPlan]:
    """The published calendar: planned calls of this and later years that are not called yet."""
    return (
        CallPlan.objects.filter(published_at__isnull=False, year__gte=today.year)
        .exclude(calls__state__in=["published", "decided", "closed"])
        .select_related("body", "area")
        .order_by("planned_from", "pk")
    )


def plan_due(year: int) -> tuple[datetime.date | None, str]:
    """By when the yearly plan is due (a day off moves it), and the article; nothing when no rulebook is loaded."""
    try:
        rule = rules_for(None, timezone.localdate()).call.yearly_plan_due
    except Refused:
        return None, ""
    return (current().calendar.next_working(rule.value.in_year(year)) if rule.value else None), rule.law


def missing_rules() -> str:
    """The sentence that says that no rulebook is loaded; empty when one is."""
    try:
        rules_for(None, timezone.localdate())
    except Refused as no:
        return str(no.reason)
    return ""
