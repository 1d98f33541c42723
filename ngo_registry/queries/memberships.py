"""People who act for an organisation, and invitations that wait."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from ngo_registry.models import Invitation, NgoMembership, Organisation, RegisterFiling
from ngo_registry.queries.party_people import parties_of
from office.models import User


def colleagues(organisation: Organisation) -> QuerySet[NgoMembership]:
    """Who acts for the organisation now."""
    rows = NgoMembership.objects.current(timezone.localdate()).filter(organisation=organisation)
    return rows.select_related("user", "organisation")


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations nobody accepted yet."""
    rows = waiting_invitations(organisation).filter(expires_at__gt=timezone.now())
    return rows.select_related("organisation")


def waiting_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Neither accepted nor withdrawn, old ones too."""
    return organisation.invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


def invitations_for(user: User) -> QuerySet[Invitation]:
    """Invitations sent to the address the person logs in with."""
    rows = Invitation.objects.filter(
        email__iexact=user.email,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    return rows.select_related("organisation", "invited_by")


def own_entries(user: User) -> Q:
    """Entries a person may open: one's own until it is decided; after the entry those of organisations one owns.

    A party's entry with its founders' statements stays with who filed it, as long as that person acts for the party.
    """
    today = timezone.localdate()
    owned = NgoMembership.objects.current(today).filter(user=user, role=NgoMembership.Role.OWNER)
    mine = Q(created_by=user, organisation__isnull=True, party__isnull=True)
    mine |= Q(organisation__in=owned.values("organisation"))
    mine |= Q(created_by=user, party__in=parties_of(user).values("pk"))
    return Q(filing_kind=RegisterFiling.Kind.ENTRY) & mine
