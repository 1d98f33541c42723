"""Claims of a person, and whom a person may ask to act for."""

from django.db.models import QuerySet

from ngo_registry.models import ClaimRequest, Organisation, Party
from office.models import User


def claims_of(user: User) -> QuerySet:
    """A person's own claims, the newest first."""
    return ClaimRequest.objects.filter(user=user).select_related("organisation", "party").order_by("-pk")


def organisation_claims_of(user: User) -> QuerySet:
    """A person's own claims of organisations."""
    return claims_of(user).filter(party__isnull=True)


def party_claims_of(user: User) -> QuerySet:
    """A person's own claims of parties."""
    return claims_of(user).filter(party__isnull=False)


def claimable() -> QuerySet:
    """Organisations that may be claimed: those not deleted."""
    return Organisation.objects.existing().select_related("municipality")


def claimable_parties() -> QuerySet[Party]:
    """Parties that may be claimed: those not deleted."""
    return Party.objects.existing().select_related("municipality")
