"""The published calendar of calls: planned calls of a year, month by month, and who plans none."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from grants.models import Call, CallPlan, PlanReturn
from office.models import User
from office.models.user import bodies_of
from office.roles import Permission as P


def calendar(year: int) -> QuerySet[CallPlan]:
    """Published planned calls of a year, each with the calls made under it."""
    called = Prefetch("calls", Call.objects.public().order_by("pk"))
    return (
        CallPlan.objects.filter(year=year, published_at__isnull=False)
        .select_related("body", "area")
        .prefetch_related(called)
        .order_by("planned_from", "body__sort_key", "pk")
    )


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar."""

    first: datetime.date
    plans: list[CallPlan]


def by_month(plans: list[CallPlan]) -> list[Month]:
    """Planned calls in the months in which they open."""
    months: dict[datetime.date, list[CallPlan]] = {}
    for plan in plans:
        months.setdefault(plan.planned_from.replace(day=1), []).append(plan)
    return [Month(first, rows) for first, rows in months.items()]


def without_calls(year: int) -> list[PlanReturn]:
    """Bodies that said that they plan no calls."""
    rows = PlanReturn.objects.filter(year=year, answer=PlanReturn.Answer.NONE)
    return list(rows.select_related("body").order_by("body__sort_key", "pk"))


def years() -> list[int]:
    """Years with a published plan, newest first."""
    rows = CallPlan.objects.filter(published_at__isnull=False).order_by()
    return sorted(set(rows.values_list("year", flat=True)), reverse=True)


def answers_seen_by(user: User, year: int) -> list[PlanReturn]:
    """What the person's bodies said about the year."""
    rows = PlanReturn.objects.filter(body__in=bodies_of(user, P.MANAGE_CALLS), year=year)
    return list(rows.select_related("body").order_by("body__sort_key", "pk"))
