"""What pages ask about commissions, their members and what these must do."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from council.models import NominationCall, Proposal
from council.queries import leading
from grants.models import Application, Call, Commission, CommissionMember, Exemption
from office.models import Body, User
from office.models.user import bodies_of
from office.roles import Permission as P

Listed = (NominationCall.State.LISTED, NominationCall.State.APPOINTED)


def commissions_of(user: User) -> QuerySet[Commission]:
    """Commissions of the bodies where the person forms them, and those the person sits on."""
    own = CommissionMember.objects.filter(user=user).values("commission")
    return Commission.objects.filter(
        Q(body__in=bodies_of(user, P.MANAGE_COMMISSIONS)) | Q(pk__in=own)
    ).select_related("body", "nomination_call")


def commission_list(user: User, *, state: str = "", year: int | None = None) -> QuerySet[Commission]:
    """The staff list with the number of seats held and of calls, newest first."""
    rows = commissions_of(user)
    if state:
        rows = rows.filter(state=state)
    if year:
        rows = rows.filter(year=year)
    return rows.annotate(
        seated=Count("members", Q(members__valid_until__isnull=True), distinct=True),
        called=Count("calls", distinct=True),
    ).order_by("-year", "body__sort_key", "-pk")


def whole(commissions: QuerySet[Commission]) -> QuerySet[Commission]:
    """With members, statements and exemptions."""
    exemptions = Exemption.objects.select_related("application__organisation", "application__call")
    members = CommissionMember.objects.select_related("user", "organisation", "statement").order_by("pk")
    return commissions.prefetch_related(
        Prefetch("members", members.prefetch_related(Prefetch("exemptions", exemptions)))
    )


def bodies_for_commissions(user: User) -> QuerySet[Body]:
    """Bodies for which the person forms commissions today."""
    return bodies_of(user, P.MANAGE_COMMISSIONS).active(timezone.localdate())


def linkable_nominations(commission: Commission) -> QuerySet[NominationCall]:
    """Public calls of the body by which the NGO member may be found."""
    return commission.body.nomination_calls.filter(kind=NominationCall.Kind.COMMISSION).exclude(
        state=NominationCall.State.CANCELLED
    )


def chosen_of(commission: Commission) -> Proposal | None:
    """Who leads the published list of the linked call."""
    call = commission.nomination_call
    return leading(call) if call is not None and call.state in Listed else None


def calls_under(commission: Commission) -> QuerySet[Call]:
    """Calls of the commission, newest first."""
    return commission.calls.order_by("-pk")


def own_seats(user: User, day: datetime.date) -> QuerySet[CommissionMember]:
    """Seats the person holds on that day."""
    return (
        CommissionMember.objects.filter(user=user, valid_from__lte=day)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))
        .exclude(commission__state=Commission.State.ENDED)
        .select_related("commission__body", "statement")
        .order_by("pk")
    )


@dataclass(frozen=True, slots=True)
class Duty:
    """A seat of the person and whether the statement still waits."""

    seat: CommissionMember
    owes_statement: bool


def duties_of(user: User, day: datetime.date) -> list[Duty]:
    """What the person must do on their commissions, statements first."""
    duties = [Duty(seat, not hasattr(seat, "statement")) for seat in own_seats(user, day)]
    return sorted(duties, key=lambda duty: (not duty.owes_statement, duty.seat.pk))


def applications_to_exempt(commission: Commission) -> QuerySet[Application]:
    """Filed applications to the calls of the commission."""
    return (
        Application.objects.filed()
        .filter(call__commission=commission)
        .select_related("organisation", "call")
        .order_by("call", "number")
    )


def forming(user: User) -> QuerySet[Commission]:
    """Commissions the person forms that have no act yet."""
    return whole(
        Commission.objects.filter(
            body__in=bodies_of(user, P.MANAGE_COMMISSIONS), state=Commission.State.FORMING
        ).select_related("body", "nomination_call")
    ).order_by("pk")
