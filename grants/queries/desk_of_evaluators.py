"""Questions of the desk around evaluators."""

import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from grants.models import Application, Assignment, Call, Candidacy, WorkStatement
from grants.queries.evaluation import GONE, calls_seen_by
from grants.queries.evaluator_calls import waiting_candidates
from grants.queries.staff_applications import current_seats
from grants.queries.work import unsettled
from office.deadlines import add_days
from office.jurisdiction import current
from office.models import User
from office.rulebooks import from_version


def waiting() -> list[Candidacy]:
    """Candidates and complaints without a decision."""
    return list(waiting_candidates().order_by("call__deadline", "pk")[:50])


def decision_due(candidacy: Candidacy) -> datetime.date | None:
    """Until when the rulebook wants the decision on a candidate."""
    days = from_version(candidacy.call.rulebook).evaluators.decision_days.value
    if days is None or candidacy.state != Candidacy.State.SUBMITTED:
        return None
    return add_days(timezone.localdate(candidacy.call.deadline), days, current().calendar)


def unsettled_people() -> int:
    """Evaluators with locked sheets of decided calls that stand on no statement."""
    over = [Call.State.DECIDED, Call.State.CLOSED]
    rows = unsettled().filter(application__call__state__in=over)
    return int(rows.aggregate(people=Count("evaluator", distinct=True))["people"])


def unpaid() -> int:
    """Statements issued and not paid."""
    return WorkStatement.objects.filter(state=WorkStatement.State.ISSUED).count()


def to_replace(user: User) -> list[tuple[Call, int]]:
    """Calls with applications whose place became free: a refusal, a conflict, a removal from the list."""
    if not current_seats(user).exists():
        return []
    sheets = Assignment.objects.filter(application=OuterRef("pk"), evaluator__isnull=False)
    left = sheets.filter(state__in=GONE)
    live = Count("assignments", filter=Q(assignments__isnull=False) & ~Q(assignments__state__in=GONE))
    found = []
    for call in calls_seen_by(user).filter(state=Call.State.PUBLISHED).order_by("pk"):
        needed = from_version(call.rulebook).evaluation.scorers.value or 0
        rows = Application.objects.filter(call=call, state=Application.State.ELIGIBLE)
        rows = rows.filter(Exists(left)).annotate(live=live).filter(live__lt=needed, live__gt=0)
        if number := rows.count():
            found.append((call, number))
    return found
