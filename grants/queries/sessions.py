"""Questions about sessions of commissions: who sits, who is there, how they voted."""

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from grants.models import (
    Call,
    Commission,
    CommissionMember,
    CommissionSession,
    Exemption,
    SessionItem,
    SessionPresence,
    SessionVote,
)
from grants.queries.commissions import commissions_of
from office.models import User

S, Choice = CommissionSession.State, SessionVote.Choice


def sessions_of(commission: Commission) -> QuerySet[CommissionSession]:
    """Sessions of a commission, the newest first, with how many points and who came."""
    return (
        commission.sessions.select_related("document__file")
        .annotate(
            points=Count("items", distinct=True),
            came=Count("presences", Q(presences__present=True), distinct=True),
        )
        .order_by("-number")
    )


def sessions_about(call: Call) -> QuerySet[CommissionSession]:
    """Sessions with a point about this call."""
    rows = CommissionSession.objects.filter(items__call=call).exclude(state=S.CANCELLED)
    return rows.select_related("document__file").distinct().order_by("number")


def session_of(user: User) -> QuerySet[CommissionSession]:
    """A session with everything its page shows, when the person may read its commission."""
    votes = SessionVote.objects.select_related("member").order_by("member_id")
    items = (
        SessionItem.objects.select_related("call", "application__organisation")
        .prefetch_related(Prefetch("votes", votes))
        .order_by("order")
    )
    return (
        CommissionSession.objects.filter(commission__in=commissions_of(user))
        .select_related("commission__body", "confirmed_by", "document__file")
        .prefetch_related(
            Prefetch("items", items),
            Prefetch("presences", SessionPresence.objects.select_related("member").order_by("member_id")),
            Prefetch("commission__members", CommissionMember.objects.order_by("pk")),
        )
    )


def seated(session: CommissionSession) -> list[CommissionMember]:
    """Who sits on the commission on the day of the session."""
    day = timezone.localdate(session.opened_at or session.starts_at)
    return [
        member
        for member in session.commission.members.all()
        if member.valid_from <= day and (member.valid_until is None or member.valid_until >= day)
    ]


def present(session: CommissionSession) -> list[CommissionMember]:
    """Members who came."""
    return [row.member for row in session.presences.all() if row.present]


def exempted(item: SessionItem) -> dict[int, str]:
    """Members who step aside from the application of this point, with the reason."""
    if item.application_id is None:
        return {}
    rows = Exemption.objects.filter(application=item.application_id)
    return dict(rows.values_list("member_id", "reason"))


def votes_of(item: SessionItem) -> dict[str, list[str]]:
    """Names of members by how they voted."""
    found: dict[str, list[str]] = {choice.value: [] for choice in Choice}
    for vote in item.votes.all():
        said = f"{vote.member.full_name} ({vote.reason})" if vote.reason else vote.member.full_name
        found[vote.choice].append(said)
    return found


def calls_of(commission: Commission) -> QuerySet[Call]:
    """Calls a point of the agenda may be about."""
    return commission.calls.order_by("-pk")


def items_of(session: CommissionSession) -> QuerySet[SessionItem]:
    """Points of the agenda."""
    return session.items.select_related("call", "application", "session__commission__body")
