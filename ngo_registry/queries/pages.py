"""What the pages of the register show of one organisation, and of the list as a whole."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from ngo_registry.models import Founder, Organisation, OwnContacts, RegisterEntry, RegisterImport
from office.jurisdiction import has_feature
from office.models import Area, IssuedDocument


def public_organisation(number: str) -> Organisation | None:
    """The organisation of an address of the register."""
    return Organisation.objects.select_related("municipality").filter(number=number).first()


@dataclass(frozen=True)
class PublicFacts:
    """What anybody may know of an organisation; people of public record only by name and function."""

    organisation: Organisation
    areas: list[Area]
    entries: list[RegisterEntry]
    representatives: list[dict[str, Any]]
    legal_founders: list[str]
    extract: IssuedDocument | None
    own_contacts: OwnContacts | None = (
        None  # what the organisation says where another authority keeps the register
    )

    @property
    def changed_on(self) -> datetime.date | None:
        """Day of the last line of the book."""
        return self.entries[-1].on if self.entries else self.organisation.registered_on


def public_facts(organisation: Organisation) -> PublicFacts:
    """Five questions, whatever the size of the register; one more where another authority keeps it."""
    return PublicFacts(
        own_contacts=own_contacts(organisation),
        organisation=organisation,
        areas=list(organisation.areas.all()),
        entries=list(organisation.entries.defer("filing", "by").order_by("on", "pk")),
        representatives=list(
            organisation.representatives.filter(valid_until__isnull=True).values(
                "name", "position", "valid_from"
            )
        ),
        legal_founders=list(
            organisation.founders.filter(kind=Founder.Kind.LEGAL).values_list("name", flat=True)
        ),
        extract=IssuedDocument.objects.filter(
            kind="ngo_registry.extract",
            subject="ngo_registry.organisation",
            subject_id=str(organisation.pk),
            status=IssuedDocument.Status.VALID,
            public=True,
        )
        .order_by("-pk")
        .first(),
    )


def own_contacts(organisation: Organisation) -> OwnContacts | None:
    """What the organisation says of itself beside the official facts."""
    if has_feature("own_register"):
        return None
    return OwnContacts.objects.select_related("saved_by").filter(organisation=organisation).first()


def contacts_to_write(organisation: Organisation) -> dict[str, Any]:
    """What the form of the organisation's own contacts begins with."""
    source = own_contacts(organisation) or (organisation if has_feature("own_register") else OwnContacts())
    written = {name: getattr(source, name) for name in ("website", "email", "phone_public")}
    return written | {"areas": organisation.areas.all()}


def list_as_of() -> datetime.date | None:
    """The day as of which the imported list stands."""
    return RegisterImport.objects.filter(state=RegisterImport.State.APPLIED).aggregate(day=Max("as_of"))[
        "day"
    ]
