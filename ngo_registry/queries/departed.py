"""Who acted for an organisation and no longer does, and which addresses are theirs."""

from django.db.models import Q
from django.utils import timezone

from ngo_registry.models import NgoMembership, Organisation, RegisterFiling
from ngo_registry.same_names import name_key
from office.models import User


def addresses_of(user: User) -> set[str]:
    """Every address of the account, in lower case."""
    return {user.email.lower(), *(row.email.lower() for row in user.emailaddress_set.all())}


def has_left(user: User, organisation: Organisation) -> bool:
    """The person acted for the organisation, or represented it, and does neither any more."""
    rows = NgoMembership.objects.filter(user=user, organisation=organisation)
    if rows.current(timezone.localdate()).exists():
        return False
    return rows.exists() or name_key(user.full_name) in former_representatives(organisation)


def former_representatives(organisation: Organisation) -> set[str]:
    """Names whose authority ended and that nobody who represents today bears."""
    known = list(organisation.representatives.values_list("name", "valid_until"))
    today = {name_key(name) for name, until in known if until is None}
    return {name_key(name) for name, until in known if until is not None} - today - {""}


def belongs_to_who_left(address: str, organisation: Organisation) -> bool:
    """The address is one of a person who acted for the organisation and no longer does."""
    return any(has_left(one, organisation) for one in holders_of(address))


def holders_of(address: str) -> list[User]:
    """Accounts with this address."""
    rows = User.objects.filter(Q(email__iexact=address) | Q(emailaddress__email__iexact=address))
    return list(rows.distinct()[:10]) if address else []


def who_leaves(filing: RegisterFiling) -> list[NgoMembership]:
    """Memberships named in a change, and those of owners who bear the name of a representative that leaves."""
    rows = filing.organisation.memberships.filter(ended_at__isnull=True).select_related("user")
    named = set(filing.leaving_memberships.values_list("pk", flat=True))
    coming = {name_key(person.name) for person in filing.representatives.all()}
    names = {name_key(person.name) for person in filing.leaving_representatives.all()} - coming
    return [
        row
        for row in rows
        if row.pk in named or (row.role == NgoMembership.Role.OWNER and name_key(row.user.full_name) in names)
    ]


def address_goes(filing: RegisterFiling, leaving: list[NgoMembership]) -> bool:
    """The e-mail of record after this change belongs to somebody who leaves by it."""
    address = filing.new_email_of_record or filing.organisation.email_of_record
    names = {name_key(person.name) for person in filing.leaving_representatives.all()}
    people = {row.user_id for row in leaving}
    return any(one.pk in people or name_key(one.full_name) in names for one in holders_of(address))
