"""Parties a person acts for, the people of a party, and who left it."""

from django.db.models import QuerySet
from django.utils import timezone

from ngo_registry.models import Party, PartyEntry, PartyMembership, RegisterFiling
from ngo_registry.same_names import name_key
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


def represents(user: User, party: Party) -> bool:
    """The person acts for the party and bears the name of who is authorised to represent it."""
    same = name_key(user.full_name) == name_key(party.represented_by)
    return same and party_membership_of(user, party) is not None


def who_leaves_party(filing: RegisterFiling) -> list[PartyMembership]:
    """Memberships named in a change, and that of who bears the name of the representative that leaves."""
    named = set(filing.leaving_party_memberships.values_list("pk", flat=True))
    coming = {name_key(person.name) for person in filing.representatives.all()}
    left = {name_key(filing.party.represented_by)} - coming if coming else set()
    rows = filing.party.memberships.filter(ended_at__isnull=True).select_related("user")
    return [row for row in rows if row.pk in named or name_key(row.user.full_name) in left]


def has_left_party(user: User, party: Party) -> bool:
    """The person acted for the party, or represented it, and does neither any more."""
    if party_membership_of(user, party):
        return False
    rows = party.memberships.filter(user=user)
    return rows.exists() or name_key(user.full_name) in former_representatives(party)


def former_representatives(party: Party) -> set[str]:
    """Names the book has taken out as representatives and that nobody who represents today bears."""
    changes = party.entries.filter(kind=PartyEntry.Kind.CHANGE, facts__has_key="represented_by")
    told = [facts["represented_by"][0] or "" for facts in changes.values_list("facts", flat=True)]
    # The book writes the name and, after a comma, the position.
    return {name_key(text.partition(",")[0]) for text in told} - {name_key(party.represented_by), ""}
