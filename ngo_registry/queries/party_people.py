"""Parties a person acts for, and the people of a party."""

from django.db.models import QuerySet
from django.utils import timezone

from ngo_registry.models import Party, PartyMembership
from office.models import User


def parties_of(user: User) -> QuerySet[Party]:
    """Parties the person acts for now, deleted ones too, in the order of their names."""
    mine = PartyMembership.objects.filter(user=user, ended_at__isnull=True)
    rows = Party.objects.filter(pk__in=mine.values("party"))
    return rows.select_related("municipality", "sign").order_by("sort_key", "pk")


def party_membership_of(user: User, party: Party | None) -> PartyMembership | None:
    """The open membership of the person."""
    rows = PartyMembership.objects.filter(user=user, party=party, ended_at__isnull=True)
    return rows.filter(valid_from__lte=timezone.localdate()).first() if party else None


def acts_for_a_party(user: User) -> bool:
    """The person acts for a party."""
    return PartyMembership.objects.filter(user=user, ended_at__isnull=True).exists()


def people_of_party(party: Party) -> list[PartyMembership]:
    """Who acts for the party now."""
    rows = party.memberships.filter(ended_at__isnull=True).select_related("user", "party")
    return list(rows.order_by("pk"))


def claimable_parties() -> QuerySet[Party]:
    """Parties somebody may ask to act for: those not deleted."""
    return Party.objects.existing().select_related("municipality")
