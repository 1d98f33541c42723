"""Questions of the desk about statements, sessions, objections and letters that wait."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from grants.models import Call, CommissionSession, GrantLetter, Objection
from grants.queries.staff_applications import applications_seen_by, current_seats
from ngo_registry.models import Organisation
from office.models import User
from office.rulebooks import from_version


def calls_without_statement(user: User) -> QuerySet[Call]:
    """Calls past their deadline, not decided, on whose commission the person sits without a statement for the call."""
    seats = current_seats(user)
    rows = Call.objects.past_deadline(timezone.now()).filter(commission__in=seats.values("commission"))
    return (
        rows.exclude(statements__member__in=seats)
        .filter(applications__number__gt="")
        .distinct()
        .order_by("pk")
    )


def sessions_waiting(user: User) -> QuerySet[CommissionSession]:
    """Sessions to come and under way for members; minutes to be confirmed for the president."""
    seats = current_seats(user)
    presides = seats.filter(role="president").values("commission")
    S = CommissionSession.State
    rows = CommissionSession.objects.filter(
        Q(state__in=[S.CALLED, S.OPEN], commission__in=seats.values("commission"))
        | Q(state=S.HELD, commission__in=presides)
    )
    return rows.select_related("commission").order_by("starts_at", "pk")


def objections_waiting(user: User) -> QuerySet[Objection]:
    """Objections without a reply, for members of the commission and officers, the earliest term first."""
    rows = Objection.objects.filter(
        state=Objection.State.FILED, application__in=applications_seen_by(user)
    ).exclude(application__exemptions__member__user=user)
    return rows.select_related("application__organisation", "application__call__rulebook").order_by(
        "due", "pk"
    )


def reply_law(objection: Objection) -> str:
    """The article of the term for the reply."""
    return from_version(objection.application.call.rulebook).ranking.objection_decision_days.law


def letters_waiting(organisation: Organisation) -> QuerySet[GrantLetter]:
    """Letters to the organisation that were not served yet."""
    rows = GrantLetter.objects.filter(application__organisation=organisation, served_on__isnull=True)
    return rows.select_related("application__call").order_by("pk")
