"""Parties a person acts for."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone

from ngo_registry.acting import ALL
from ngo_registry.models import Party, PartyMembership
from office.models import User


def parties_of(user: User, roles: Collection[str] = ALL) -> QuerySet[Party]:
    """Parties the person acts for now in one of the roles, deleted ones too, in the order of their names."""
    mine = PartyMembership.objects.current(timezone.localdate()).filter(user=user, role__in=roles)
    rows = Party.objects.filter(pk__in=mine.values("party"))
    return rows.select_related("municipality", "sign").order_by("sort_key", "pk")


def acts_for_a_party(user: User) -> bool:
    """The person acts for a party."""
    return PartyMembership.objects.current(timezone.localdate()).filter(user=user).exists()
