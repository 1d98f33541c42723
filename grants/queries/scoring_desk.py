"""Questions of the desk: which step between the formal check and the decision waits for whom."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from grants.models import Application, Assignment, Call, Decision, EvaluatorList, Ranking
from grants.queries.decisions import standing_decision
from grants.queries.evaluation import GONE, calls_seen_by
from grants.queries.staff_applications import current_seats
from grants.rules import (
    check_drafts_decision,
    check_president,
    check_signs_first,
    check_sits_on_commission,
)
from grants.workflows.decision import check_publishes, check_signs_second
from office.models import User
from office.refusal import allowed
from office.rulebooks import from_version

S = Application.State


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Sheets of one call a person still has to lock."""

    title: str
    sheets: int
    due: datetime.date | None


def open_work(user: User) -> list[OpenWork]:
    """Open assignments of the person by call."""
    states = [Assignment.State.ASSIGNED, Assignment.State.ACCEPTED]
    rows = (
        Assignment.objects.filter(user=user, state__in=states)
        .values("application__call", "application__call__title")
        .annotate(sheets=Count("pk"), first=Min("due"))
        .order_by("application__call")
    )
    return [OpenWork(row["application__call__title"], row["sheets"], row["first"]) for row in rows]


def list_drafts() -> QuerySet[EvaluatorList]:
    """Versions of the list not adopted yet."""
    return EvaluatorList.objects.filter(state=EvaluatorList.State.DRAFT)


def running_calls(user: User) -> QuerySet[Call]:
    """Calls past their deadline and not decided, with how many applications wait in which state."""
    open_states = [Assignment.State.ASSIGNED, Assignment.State.ACCEPTED]
    live = Assignment.objects.filter(application=OuterRef("pk"), state__in=open_states)
    nobody = Application.objects.filter(call=OuterRef("pk"), state=S.ELIGIBLE).exclude(Exists(live))
    here = Q(assignments__isnull=False) & ~Q(assignments__state__in=GONE)
    fewest = (
        Application.objects.filter(call=OuterRef("pk"), state=S.ELIGIBLE)
        .order_by()
        .annotate(sheets=Count("assignments", filter=here))
        .order_by("sheets")
    )
    return (
        calls_seen_by(user)
        .filter(state=Call.State.PUBLISHED, deadline__lt=timezone.now())
        .annotate(
            nobody=Exists(nobody),
            fewest=Subquery(fewest.values("sheets")[:1]),
            waiting=Count(
                "applications", filter=Q(applications__state__in=[S.SUBMITTED, S.RETURNED, S.ELIGIBLE])
            ),
            scored=Count("applications", filter=Q(applications__state=S.SCORED)),
        )
        .order_by("deadline", "pk")
    )


def steps_waiting(user: User) -> list[tuple[Call, str]]:
    """Calls with the step that waits for this person."""
    if not current_seats(user).exists() and not user.current_grants:
        return []
    found = [(call, next_step(call)) for call in running_calls(user)]
    return [(call, step) for call, step in found if step and may_take(user, call, step)]


def next_step(call: Call) -> str:
    """The next step of a running call; empty while others work (formal check, scoring)."""
    ranking: Ranking | None = getattr(call, "ranking", None)
    decision: Decision | None = standing_decision(call)
    if ranking is None:
        if call.nobody or lacks_scorers(call):
            return "assign"
        ready = call.scored and not call.waiting and call.check_published_at
        return "rank" if ready else ""
    if ranking.state == Ranking.State.DRAFT:
        return "confirm"
    if ranking.state == Ranking.State.CONFIRMED:
        return "publish_list"
    if decision is None:
        return "draft"
    if decision.state == Decision.State.SIGNED:
        return "publish"
    return "sign_second" if decision.first_signed_at else "sign_first"


def lacks_scorers(call: Call) -> bool:
    """Somebody stepped aside: an application has fewer scorers than the rulebook asks, though others still work."""
    rules = from_version(call.rulebook).evaluation
    wanted = rules.scorers.value if rules.scored_by.value == "evaluators" else None
    return bool(wanted and call.fewest is not None and call.fewest < wanted)


def may_take(user: User, call: Call, step: str) -> bool:
    """The step is this person's."""
    if step in {"assign", "rank"}:
        return allowed(check_sits_on_commission, user, call)
    if step in {"confirm", "publish_list"}:
        return allowed(check_president, user, call)
    if step == "draft":
        return allowed(check_drafts_decision, user, call)
    check = {"sign_first": check_signs_first, "sign_second": check_signs_second, "publish": check_publishes}
    return allowed(check[step], user, call.decision)
