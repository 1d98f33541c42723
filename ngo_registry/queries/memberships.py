"""People who act for an organisation or a party, and invitations that wait."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ngo_registry.acting import Deed, Holder, Membership, Role, as_column, roles_for
from ngo_registry.models import Invitation, NgoMembership, Organisation, Party, RegisterFiling
from ngo_registry.queries.party_people import parties_of
from office.jurisdiction import has_feature
from office.models import User


def colleagues(holder: Holder) -> QuerySet[Any]:
    """Who acts for the organisation or the party now."""
    rows = holder.memberships.current(timezone.localdate())
    return rows.select_related("user", *as_column(holder)).order_by("pk")


def ownerless(rows: Iterable[Membership]) -> bool:
    """Nobody of these people is an owner: the last one left by a change of the representative."""
    return all(row.role != Role.OWNER for row in rows)


def open_invitations(holder: Holder) -> QuerySet[Invitation]:
    """Invitations nobody accepted yet."""
    rows = waiting_invitations(holder).filter(expires_at__gt=timezone.now())
    return rows.select_related("organisation", "party")


def waiting_invitations(holder: Holder) -> QuerySet[Invitation]:
    """Neither accepted nor withdrawn, old ones too."""
    return holder.invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


def invitations_for(user: User) -> QuerySet[Invitation]:
    """Invitations sent to the address the person logs in with."""
    rows = Invitation.objects.filter(
        email__iexact=user.email,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    if not has_feature("parties"):
        rows = rows.filter(party__isnull=True)
    return rows.select_related("organisation", "party", "invited_by")


def owned(user: User, deed: Deed) -> QuerySet[NgoMembership]:
    """Memberships of organisations for which the person may do it."""
    rows = NgoMembership.objects.current(timezone.localdate())
    return rows.filter(user=user, role__in=roles_for(Organisation, deed))


def own_entries(user: User) -> Q:
    """Entries a person may open: one's own until it is decided; after the entry those of organisations one owns.

    A party's entry with its founders' statements stays with who filed it, as long as that person writes for the party.
    """
    mine = Q(created_by=user, organisation__isnull=True, party__isnull=True)
    mine |= Q(organisation__in=owned(user, Deed.SEND).values("organisation"))
    writes = parties_of(user, roles_for(Party, Deed.PREPARE))
    mine |= Q(created_by=user, party__in=writes.values("pk"))
    return Q(filing_kind=RegisterFiling.Kind.ENTRY) & mine
