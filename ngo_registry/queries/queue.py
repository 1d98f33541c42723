"""The queue of filings: what waits, by the day until which somebody has to act, and how much each officer has."""

import datetime
from typing import Any

from django.db.models import Case, Count, F, Min, Q, QuerySet, When
from django.utils import timezone

from ngo_registry.models import RegisterFiling
from ngo_registry.queries.filings import OPEN, handed_in
from office.models import RoleGrant, User
from office.roles import Permission, Role, permissions_of

S = RegisterFiling.State
# A row that waits for a completion waits until its term: from the day after it the filing may be dismissed.
DAY = Case(When(state=S.COMPLETION_ASKED, then=F("completion_due")), default=F("due"))
WHEN = ("late", "today", "week")
WEEK = datetime.timedelta(days=7)


def within(when: str, today: datetime.date) -> Q:
    """The filter of one tab: late, today, within the seven days after it."""
    return {
        "late": Q(day__lt=today),
        "today": Q(day=today),
        "week": Q(day__gt=today, day__lte=today + WEEK),
    }.get(when, Q())


def filings(
    state: str = "", only: str = "", user: User | None = None, when: str = "", kind: str = ""
) -> QuerySet:
    """Filings of a list, the oldest legal deadline first; those without one last, drafts at their end."""
    rows = handed_in().select_related("organisation", "party", "municipality", "taken_by").annotate(day=DAY)
    rows = rows.filter(state=state) if state else rows.filter(state__in=OPEN)
    if kind:
        rows = rows.filter(filing_kind=kind)
    if only == "mine":
        rows = rows.filter(taken_by=user)
    if only == "nobody":
        rows = rows.filter(taken_by__isnull=True, submitted_at__isnull=False)
    rows = rows.filter(within(when, timezone.localdate()))
    return rows.order_by(F("day").asc(nulls_last=True), F("submitted_at").asc(nulls_last=True), "-pk")


def counts(rows: QuerySet) -> dict[str, int]:
    """How many stand under each tab."""
    today = timezone.localdate()
    tabs = {when: Count("pk", filter=within(when, today)) for when in WHEN}
    return rows.order_by().aggregate(all=Count("pk"), **tabs)


def load() -> list[dict[str, Any]]:
    """How many open filings each officer has, how many of them late, and the next deadline; nothing counts too."""
    waits = (S.IN_PROCESS, S.COMPLETION_ASKED, S.APPEALED)
    rows = RegisterFiling.objects.filter(state__in=waits, taken_by__isnull=False).order_by().annotate(day=DAY)
    late = Count("pk", filter=Q(day__lt=timezone.localdate()))
    found = {
        row["taken_by"]: row
        for row in rows.values("taken_by").annotate(open=Count("pk"), late=late, next=Min("day"))
    }
    roles = [role for role in Role.values if Permission.EDIT_REGISTER in permissions_of(role)]
    roles.remove(Role.ADMINISTRATOR)
    grants = RoleGrant.objects.current(timezone.localdate()).filter(role__in=roles)
    people = User.objects.filter(Q(is_active=True, pk__in=grants.values("user")) | Q(pk__in=found))
    nothing = {"open": 0, "late": 0, "next": None}
    table = [
        {"name": name, **(found.get(pk) or nothing)} for pk, name in people.values_list("pk", "full_name")
    ]
    return sorted(table, key=lambda row: (-row["open"], row["name"]))
