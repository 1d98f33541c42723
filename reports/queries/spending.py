"""Questions about the yearly spending of bodies."""

import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from grants.models import Application, Call, PriorityDecision, PriorityItem
from grants.queries.contracts import Paid, paid_in
from office.deadlines import days_late
from office.models import Body, User, bodies_of
from office.money import share
from office.roles import Permission as P
from office.rulebooks import due_in, from_version, rules_for
from reports.models import SpendingReturn, SpendingRow
from reports.recipients import real_number

NGO = Q(rows__recipient_kind__in=SpendingRow.NGO_KINDS)
State = SpendingReturn.State


def years() -> list[int]:
    """Years with spending, newest first."""
    return list(SpendingReturn.objects.order_by("-year").values_list("year", flat=True).distinct())


def returns_for(user: User, year: int) -> QuerySet[SpendingReturn]:
    """Returns of the year the person may see, with their sums."""
    found = SpendingReturn.objects.filter(year=year)
    if not user.can(P.COLLECT_SPENDING):
        found = found.filter(body__in=bodies_of(user, P.FILL_SPENDING))
    return with_sums(found).select_related("body").order_by("body__sort_key", "body__name")


def with_sums(found: QuerySet[SpendingReturn]) -> QuerySet[SpendingReturn]:
    """Rows, sums, and the part of NGOs of each return."""
    return found.annotate(
        count=Count("rows", filter=Q(rows__no_award=False)),
        awarded=Sum("rows__awarded", default=Decimal(0)),
        ngo_awarded=Sum("rows__awarded", filter=NGO, default=Decimal(0)),
        paid=Sum("rows__paid", default=Decimal(0)),
        returned=Sum("rows__returned", default=Decimal(0)),
    )


def returns_of_person(user: User) -> QuerySet[SpendingReturn]:
    """Every return the person may open."""
    found = SpendingReturn.objects.select_related("body")
    return found if user.can(P.COLLECT_SPENDING) else found.filter(body__in=bodies_of(user, P.FILL_SPENDING))


def bodies_of_person(user: User) -> QuerySet[Body]:
    """Bodies whose spending the person may enter."""
    return Body.objects.all() if user.can(P.COLLECT_SPENDING) else bodies_of(user, P.FILL_SPENDING)


def bodies_to_report(user: User, year: int) -> QuerySet[Body]:
    """Bodies of the person that have not begun the year."""
    return bodies_of_person(user).active(datetime.date(year, 12, 31)).exclude(spending_returns__year=year)


def rows_of(spending: SpendingReturn) -> QuerySet[SpendingRow]:
    """Rows of one return in the order they came."""
    return spending.rows.select_related("organisation").order_by("pk")


def has_rows(year: int) -> bool:
    """Is there anything to report on?"""
    return SpendingRow.objects.counted().filter(spending__year=year).exists()


def rows_for_report(year: int) -> list[SpendingRow]:
    """Rows of all submitted, accepted and collected returns of the year, in an order that does not change."""
    rows = (
        SpendingRow.objects.counted()
        .filter(spending__year=year)
        .select_related("spending__body")
        .prefetch_related("spending__body__names")
        .order_by("spending__body__name", "spending__body__code", "source", "pk")
    )
    return list(rows)


def identity_of(row: SpendingRow) -> str:
    """What makes two rows the same recipient: a real number, else the name (placeholders never merge by number)."""
    return real_number(row.organisation_number) or f"name:{row.organisation_name}"


def portal_rows(body: Body, year: int) -> list[Paid]:
    """What the portal itself knows of the body's contracts in the year."""
    return paid_in(year, body)


def bodies_without_return(year: int) -> list[str]:
    """Bodies that ran a call or reported the year before, or whose predecessor did, and have sent nothing."""
    day = datetime.date(year, 12, 31)
    taken_over = Q(predecessors__spending_returns__year=year - 1, predecessors__valid_until__lt=day)
    expected = Body.objects.filter(
        Q(spending_returns__year=year - 1) | Q(calls__year=year) | taken_over
    ).distinct()
    late = expected.active(day).exclude(spending_returns__year=year).order_by("sort_key", "name")
    return [body.name for body in late]


def earlier_years(year: int, back: int = 4) -> list[Any]:
    """Sums of the years before, all bodies together (so a reorganisation changes nothing), oldest first."""
    ngo = Q(recipient_kind__in=SpendingRow.NGO_KINDS)
    sums = (
        SpendingRow.objects.counted()
        .filter(spending__year__lt=year, spending__year__gte=year - back, no_award=False)
        .values_list("spending__year")
        .annotate(
            Count("pk"),
            Sum("awarded"),
            Sum("paid", default=Decimal(0)),
            Sum("returned", default=Decimal(0)),
            ngo=Sum("awarded", filter=ngo, default=Decimal(0)),
        )
        .order_by("spending__year")
    )
    names = ("rows", "awarded", "paid", "returned", "ngo_awarded")
    return [
        {"key": str(each), "name": str(each), "rows": count}
        | dict(zip(names[1:], map(str, money), strict=True))
        for each, count, *money in sums
    ]


def shares_of_budget(year: int) -> list[dict[str, str]]:
    """By kind of money: what the law asks of the current budget, what was decided (with the article)."""
    decision = PriorityDecision.objects.filter(year=year, state__in=["adopted", "published"]).first()
    if decision is None:
        return []
    rules = rules_for(None, decision.decided_on).call
    asked = {
        "priority": rules.budget_share_priorities,
        "disability": rules.budget_share_disability,
        "eu": rules.budget_share_eu,
    }
    decided = dict(decision.items.order_by().values_list("kind").annotate(Sum("amount")))
    return [
        {
            "kind": str(kind),
            "percent": str(rule.value),
            "law": rule.law,
            "due": str(share(decision.current_budget, rule.value)),
            "decided": str(decided.get(kind, Decimal(0))),
        }
        for kind, rule in asked.items()
        if rule.value is not None and kind in PriorityItem.Kind.values
    ]


def calls_of(year: int) -> list[dict[str, Any]]:
    """Calls of the year run in the portal: when published and how late, applications, sums."""
    State = Application.State
    calls = (
        Call.objects.filter(year=year)
        .exclude(state__in=[Call.State.DRAFT, Call.State.CANCELLED])
        .select_related("body", "rulebook", "decision")
        .annotate(
            received=Count(
                "applications",
                filter=~Q(applications__state__in=[State.DRAFT, State.WITHDRAWN]),
                distinct=True,
            ),
            rejected=Count("applications", filter=Q(applications__state=State.REJECTED), distinct=True),
            financed=Count("applications", filter=Q(applications__state=State.AWARDED), distinct=True),
            allocated=F("decision__variant__allocated"),
        )
        .order_by("body__name", "number")
    )
    return [_call_line(call) for call in calls]


def _call_line(call: Call) -> dict[str, Any]:
    """One call as the report counts it."""
    limit = from_version(call.rulebook).call.publish_by
    published = timezone.localdate(call.published_at)
    due = due_in(limit.value, call.year)
    decided = call.decision.decided_on if hasattr(call, "decision") else None
    return {
        "body": call.body.name,
        "number": call.number,
        "title": call.title,
        "published": published.isoformat(),
        "late": max(0, days_late(due, published)) if due else 0,
        "law": limit.law,
        "total": str(call.total),
        "received": call.received,
        "rejected": call.rejected,
        "financed": call.financed,
        "allocated": str(call.allocated or Decimal("0.00")),
        "unallocated": str(call.total - (call.allocated or Decimal(0))),
        "days": (decided - published).days if decided else None,
    }
