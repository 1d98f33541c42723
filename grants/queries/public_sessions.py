"""What the public reads of the sessions of a commission, once the decision on the call is published."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from grants.models import (
    Call,
    CommissionMember,
    CommissionSession,
    SessionItem,
    SessionPresence,
    SessionVote,
)
from grants.queries.folded import counted, folded, unfolded
from grants.queries.sessions import seated
from grants.visibility import Part, seen_by_citizen
from office.rulebooks import from_version

S, Choice = CommissionSession.State, SessionVote.Choice
HELD = (S.HELD, S.CONFIRMED)


ABOUT = SessionItem.objects.filter(session=OuterRef("pk"), call=OuterRef(OuterRef("pk")))
CAME = SessionPresence.objects.filter(session=OuterRef("pk"), present=True)
SESSIONS = folded(
    CommissionSession.objects.filter(Exists(ABOUT), state__in=HELD).order_by("number"),
    *("id", "number", "state", "opened_at", "seats", "minutes_number"),
    points=counted(ABOUT),
    came=counted(CAME),
)


def public_sessions(call: Call) -> list[CommissionSession]:
    """Sessions held about this call: the day, how many came of how many, how many points; nothing before the decision.

    The call brings them along as `room_sessions`.
    """
    if Part.SHEETS not in seen_by_citizen(call):
        return []
    made = []
    for facts in call.room_sessions:
        row = unfolded(
            CommissionSession, {name: facts[name] for name in facts if name not in {"points", "came"}}
        )
        row.points, row.came = facts["points"] or 0, facts["came"] or 0
        made.append(row)
    return made


def sessions_about(call: Call) -> list[CommissionSession]:
    """The same for a call that has not brought them along."""
    if not hasattr(call, "room_sessions"):
        call.room_sessions = (
            Call.objects.annotate(room=SESSIONS).values_list("room", flat=True).get(pk=call.pk)
        )
    return public_sessions(call)


def minutes_published(call: Call) -> bool:
    """Does the rulebook of the call let the public read the minutes?"""
    return from_version(call.rulebook).commission.minutes_published.value


@dataclass(frozen=True, slots=True)
class PublicItem:
    """A point of the agenda with members by how they voted; reasons of votes and of absence stay closed."""

    item: SessionItem
    votes: list[tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class PublicMinutes:
    """Confirmed minutes as far as they are about one call; names are of members only."""

    session: CommissionSession
    here: list[CommissionMember]
    absent: list[CommissionMember]
    items: list[PublicItem]


def public_minutes(call: Call, number: int) -> PublicMinutes | None:
    """The confirmed minutes of a session about this call, where the rulebook publishes them."""
    if not minutes_published(call) or Part.SHEETS not in seen_by_citizen(call):
        return None
    votes = SessionVote.objects.select_related("member").order_by("member_id")
    items = (
        SessionItem.objects.filter(call=call)
        .select_related("application")
        .prefetch_related(Prefetch("votes", votes))
        .order_by("order")
    )
    rows = CommissionSession.objects.filter(
        commission=call.commission_id, number=number, state=S.CONFIRMED, items__call=call
    )
    found = (
        rows.prefetch_related(
            Prefetch("items", items, to_attr="about_call"),
            Prefetch("presences", SessionPresence.objects.filter(present=True), to_attr="came_rows"),
            Prefetch("commission__members", CommissionMember.objects.order_by("pk")),
        )
        .distinct()
        .first()
    )
    if found is None:
        return None
    came, members = {row.member_id for row in found.came_rows}, seated(found)
    return PublicMinutes(
        session=found,
        here=[member for member in members if member.pk in came],
        absent=[member for member in members if member.pk not in came],
        items=[PublicItem(item, _by_choice(item)) for item in found.about_call],
    )


def _by_choice(item: SessionItem) -> list[tuple[str, list[str]]]:
    """Names by how they voted, only the ways somebody voted in."""
    found: dict[str, list[str]] = {}
    for vote in item.votes.all():
        found.setdefault(vote.choice, []).append(vote.member.full_name)
    return [(Choice(choice).label, found[choice]) for choice in Choice.values if choice in found]
