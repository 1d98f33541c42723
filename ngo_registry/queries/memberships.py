"""People who act for an organisation, and invitations that wait."""

from django.db.models import QuerySet
from django.utils import timezone

from ngo_registry.models import Invitation, NgoMembership, Organisation
from office.models import User


def colleagues(organisation: Organisation) -> QuerySet[NgoMembership]:
    """Who acts for the organisation now."""
    rows = NgoMembership.objects.current(timezone.localdate()).filter(organisation=organisation)
    return rows.select_related("user", "organisation")


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations nobody accepted yet."""
    return organisation.invitations.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now()
    ).select_related("organisation")


def invitations_for(user: User) -> QuerySet[Invitation]:
    """Invitations sent to the address the person logs in with."""
    rows = Invitation.objects.filter(
        email__iexact=user.email,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    return rows.select_related("organisation", "invited_by")
