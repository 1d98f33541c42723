"""Where an applicant hears of a receipt or a letter."""

from ngo_registry.acting import Holder, Role
from ngo_registry.models import Party, RegisterFiling
from ngo_registry.queries.departed import addresses_of, belongs_to_who_left
from ngo_registry.queries.memberships import colleagues
from ngo_registry.rules import is_applicant
from office.models import User


def told_at(filing: RegisterFiling) -> dict[str, str]:
    """Address → language: the account that filed online and the contact the filing names, each once.

    People look for the answer where they filed and where they said they are reached: both hear the same, of the
    receipt as of every letter. What came on paper names one address. Who acts for the organisation or the party no
    longer hears nothing of it: its owners of today do, and when there is none, the address of record.
    """
    contact = filing.applicant_email
    if filing.origin != RegisterFiling.Origin.ONLINE:
        return {contact: ""} if contact else {}
    filer = filing.submitted_by or filing.created_by
    stays = is_applicant(filer, filing)
    people = [filer] if stays else owners_of(filing)
    found = {person.email.lower(): (person.email, person.language) for person in people}
    if contact and not (is_theirs(contact, filer) and not stays) and not left(contact, filing):
        found.setdefault(contact.lower(), (contact, filer.language))
    if not found and (record := address_of_record(filing)) and not left(record, filing):
        return {record: ""}
    return dict(found.values())


def holder_of(filing: RegisterFiling) -> Holder | None:
    """The organisation or the party of the filing; none before its entry."""
    return filing.party or filing.organisation


def owners_of(filing: RegisterFiling) -> list[User]:
    """Who owns the account today and may open the filing."""
    holder = holder_of(filing)
    rows = colleagues(holder).filter(role=Role.OWNER) if holder else []
    return [row.user for row in rows if is_applicant(row.user, filing)]


def address_of_record(filing: RegisterFiling) -> str:
    """Of an organisation its closed address, of a party the one of the book."""
    holder = holder_of(filing)
    if holder is None:
        return ""
    return holder.email if isinstance(holder, Party) else holder.email_of_record


def is_theirs(address: str, person: User) -> bool:
    """The address is one of this account."""
    return address.lower() in addresses_of(person)


def left(address: str, filing: RegisterFiling) -> bool:
    """The address is one of a person who no longer acts for whom the filing concerns."""
    holder = holder_of(filing)
    return holder is not None and belongs_to_who_left(address, holder)
