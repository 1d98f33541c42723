"""Where an applicant hears of a receipt or a letter."""

from django.utils import timezone

from ngo_registry.models import NgoMembership, RegisterFiling
from ngo_registry.queries.departed import addresses_of, belongs_to_who_left
from ngo_registry.rules import is_applicant
from office.models import User


def told_at(filing: RegisterFiling) -> dict[str, str]:
    """Address → language: the account that filed online and the contact the filing names, each once.

    People look for the answer where they filed and where they said they are reached: both hear the same, of the
    receipt as of every letter. What came on paper names one address. Who acts for the organisation no longer hears
    nothing of it: its owners of today do, and when there is none, the closed address of record.
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
    if not found and filing.organisation and filing.organisation.email_of_record:
        return {filing.organisation.email_of_record: ""}
    return dict(found.values())


def owners_of(filing: RegisterFiling) -> list[User]:
    """Who owns the account of the organisation today."""
    rows = NgoMembership.objects.current(timezone.localdate()).filter(
        organisation=filing.organisation_id, role=NgoMembership.Role.OWNER
    )
    return [row.user for row in rows.select_related("user")]


def is_theirs(address: str, person: User) -> bool:
    """The address is one of this account."""
    return address.lower() in addresses_of(person)


def left(address: str, filing: RegisterFiling) -> bool:
    """The address is one of a person who no longer acts for the organisation of the filing."""
    return filing.organisation is not None and belongs_to_who_left(address, filing.organisation)
