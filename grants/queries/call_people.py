"""Who is written to about a call: those who work on it, the office that reviews it, drafts' people."""

from django.db.models import Q
from django.utils import timezone

from grants.models import Call
from office.models import RoleGrant, User
from office.roles import Permission as P
from office.roles import Role, permissions_of

REVIEWING = [
    role for role in Role.values if P.REVIEW_CALLS in permissions_of(role) and role != Role.ADMINISTRATOR
]
DRAFTING = [role for role in Role.values if P.MANAGE_CALLS in permissions_of(role)]


def reviewers() -> list[User]:
    """People of the office who give its opinion on calls."""
    grants = RoleGrant.objects.current(timezone.localdate()).filter(role__in=REVIEWING, body__isnull=True)
    return list(User.objects.filter(is_active=True, pk__in=grants.values("user")).order_by("pk"))


def workers_of(call: Call) -> list[User]:
    """Members of the commission with an account, and officers of this body."""
    today = timezone.localdate()
    seats = call.commission.members.filter(valid_from__lte=today).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    )
    grants = RoleGrant.objects.current(today).filter(role__in=DRAFTING, body=call.body_id)
    people = Q(pk__in=seats.values("user")) | Q(pk__in=grants.values("user"))
    return list(User.objects.filter(people, is_active=True).order_by("pk"))


def editors_of(organisation: int) -> list[User]:
    """People who may change and hand in applications of an organisation today."""
    return list(
        User.objects.filter(
            is_active=True,
            memberships__organisation=organisation,
            memberships__role__in=["owner", "editor"],
            memberships__valid_from__lte=timezone.localdate(),
            memberships__ended_at__isnull=True,
        )
        .filter(
            Q(memberships__valid_until__isnull=True) | Q(memberships__valid_until__gte=timezone.localdate())
        )
        .distinct()
        .order_by("pk")
    )
