"""Who acted for an organisation or a party and no longer does, and which addresses are theirs."""

from django.db.models import Q
from django.utils import timezone

from ngo_registry.acting import Holder, Membership, Role
from ngo_registry.models import Organisation, Party, PartyEntry, RegisterFiling
from ngo_registry.same_names import name_key
from office.models import User


def addresses_of(user: User) -> set[str]:
    """Every address of the account, in lower case."""
    return {user.email.lower(), *(row.email.lower() for row in user.emailaddress_set.all())}


def has_left(user: User, holder: Holder) -> bool:
    """The person acted for the organisation or the party, or represented it, and does neither any more."""
    rows = holder.memberships.filter(user=user)
    if rows.current(timezone.localdate()).exists():
        return False
    return rows.exists() or name_key(user.full_name) in former_representatives(holder)


def former_representatives(holder: Holder) -> set[str]:
    """Names whose authority ended and that nobody who represents today bears."""
    ended, today = names_in_book(holder) if isinstance(holder, Party) else names_of_people(holder)
    return {name_key(name) for name in ended} - {name_key(name) for name in today} - {""}


def names_of_people(organisation: Organisation) -> tuple[list[str], list[str]]:
    """Representatives whose authority ended, and those of today."""
    known = list(organisation.representatives.values_list("name", "valid_until"))
    return [name for name, until in known if until], [name for name, until in known if until is None]


def names_in_book(party: Party) -> tuple[list[str], list[str]]:
    """Representatives whom the book has taken out, and the one of today."""
    changes = party.entries.filter(kind=PartyEntry.Kind.CHANGE, facts__has_key="represented_by")
    told = [facts["represented_by"][0] or "" for facts in changes.values_list("facts", flat=True)]
    # The book writes the name and, after a comma, the position.
    return [text.partition(",")[0] for text in told], [party.represented_by]


def belongs_to_who_left(address: str, holder: Holder) -> bool:
    """The address is one of a person who acted for the organisation or the party and no longer does."""
    return any(has_left(one, holder) for one in holders_of(address))


def holders_of(address: str) -> list[User]:
    """Accounts with this address."""
    rows = User.objects.filter(Q(email__iexact=address) | Q(emailaddress__email__iexact=address))
    return list(rows.distinct()[:10]) if address else []


def who_leaves(filing: RegisterFiling) -> list[Membership]:
    """Memberships named in a change, and those of who bears the name of a representative that leaves.

    Of a party every role ends with the name, for it has one representative; of an organisation that of an owner.
    """
    holder = filing.party or filing.organisation
    rows = holder.memberships.filter(ended_at__isnull=True).select_related("user")
    chosen = filing.leaving_party_memberships if filing.party_id else filing.leaving_memberships
    named = set(chosen.values_list("pk", flat=True))
    names, of_party = names_that_leave(filing), isinstance(holder, Party)
    return [
        row
        for row in rows
        if row.pk in named or ((of_party or row.role == Role.OWNER) and name_key(row.user.full_name) in names)
    ]


def names_that_leave(filing: RegisterFiling) -> set[str]:
    """Names of the representatives that leave by this change and do not come again by it."""
    coming = {name_key(person.name) for person in filing.representatives.all()}
    if filing.party_id:
        return {name_key(filing.party.represented_by)} - coming if coming else set()
    return {name_key(person.name) for person in filing.leaving_representatives.all()} - coming


def address_goes(filing: RegisterFiling, leaving: list[Membership]) -> bool:
    """The e-mail of record after this change belongs to somebody who leaves by it."""
    address = filing.new_email_of_record or filing.organisation.email_of_record
    names = {name_key(person.name) for person in filing.leaving_representatives.all()}
    people = {row.user_id for row in leaving}
    return any(one.pk in people or name_key(one.full_name) in names for one in holders_of(address))
