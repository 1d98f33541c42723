"""Which organisations a person acts for and in which role, and which one a number names."""

from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from ngo_registry.acting import Holder, Membership, Role
from ngo_registry.models import DUMMY_NUMBERS, NgoMembership, Organisation
from office.models import User


def organisations_of(user: User) -> Any:
    """Organisations the person acts for today, in the order of their names."""
    mine = NgoMembership.objects.current(timezone.localdate()).filter(user=user)
    return Organisation.objects.filter(pk__in=mine.values("organisation")).order_by("sort_key", "pk")


def membership_of(user: User, holder: Holder) -> Membership | None:
    """The membership of an organisation or a party in force today, the strongest role first."""
    rows = holder.memberships.current(timezone.localdate()).filter(user=user)
    strength = {role: place for place, role in enumerate(Role.values)}
    return min(rows, key=lambda row: strength[row.role], default=None)


def may_act(user: User, organisation: Organisation, roles: tuple[str, ...] = ("owner", "editor")) -> bool:
    """True when the person acts for the organisation in one of the roles."""
    membership = membership_of(user, organisation)
    return membership is not None and membership.role in roles


def real_number(text: str) -> str:
    """The number as written, or nothing when it is one of those that stand for “unknown”."""
    number = text.strip()
    return "" if number in DUMMY_NUMBERS else number


def organisation_by_number(number: str) -> Organisation | None:
    """The organisation a register, tax or registration number names; dummy numbers name nobody."""
    number = real_number(number)
    if not number:
        return None
    found = Organisation.objects.annotate(lower_number=Lower("number")).filter(
        Q(lower_number=number.lower()) | Q(mb=number) | Q(pib=number)
    )
    rows = list(found[:3])
    exact = [row for row in rows if row.number.lower() == number.lower()]
    return (exact or rows or [joined_double(number)])[0]


def joined_double(number: str) -> Organisation | None:
    """The entry to which a double with this old number was joined."""
    doubles = Organisation.whole.annotate(lower_number=Lower("number")).filter(
        Q(lower_number=number.lower()) | Q(mb=number) | Q(pib=number), merged_into__isnull=False
    )
    row = doubles.select_related("merged_into").first()
    while row and row.merged_into_id:
        row = row.merged_into
    return row
