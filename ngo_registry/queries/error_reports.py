"""Reports of errors as the office sees them."""

from django.db.models import QuerySet

from ngo_registry.models import ErrorReport
from office.models import User

S = ErrorReport.State
OPEN = (S.RECEIVED, S.TAKEN, S.CORRECTING)
SHOWN = 100


def reports(state: str = "", only: str = "", by: User | None = None) -> QuerySet[ErrorReport]:
    """Reports in a state, or all that wait; mine or nobody's; the oldest first, of ended ones the newest."""
    ended = state in (S.ANSWERED, S.CLOSED)
    rows = ErrorReport.objects.filter(state__in=[state] if state in S.values else OPEN)
    if only == "mine":
        rows = rows.filter(taken_by=by)
    elif only == "nobody":
        rows = rows.filter(taken_by__isnull=True)
    rows = rows.select_related("organisation", "party", "taken_by")
    return rows.order_by("-ended_at") if ended else rows.order_by("received_at", "pk")


def all_reports() -> QuerySet[ErrorReport]:
    """Every report, for the address of one."""
    return ErrorReport.objects.select_related(
        "organisation__municipality", "party", "taken_by", "ended_by", "filing__organisation"
    )


def waiting_for(user: User) -> QuerySet[ErrorReport]:
    """What waits on the desk of a person: their own and nobody's."""
    mine = ErrorReport.objects.filter(taken_by=user, ended_at__isnull=True)
    free = ErrorReport.objects.filter(state=S.RECEIVED)
    return (mine | free).select_related("organisation", "party").order_by("received_at", "pk")


def open_reports_of(organisation_pk: int) -> int:
    """How many reports about one organisation wait."""
    return ErrorReport.objects.filter(organisation=organisation_pk, state__in=OPEN).count()
