"""What the pages of the register show of one organisation, and of the list as a whole."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils.module_loading import import_string

from ngo_registry.facts_in_words import extract_title, side_by_side
from ngo_registry.models import Founder, Organisation, OwnContacts, RegisterEntry, RegisterImport
from ngo_registry.queries.extracts import valid_extract
from office.jurisdiction import has_feature
from office.models import Area, IssuedDocument

REPRESENTS = ("name", "position", "valid_from", "mandate_until", "limits")


def public_organisation(number: str) -> Organisation | None:
    """The organisation of an address of the register."""
    rows = Organisation.objects.select_related("municipality").prefetch_related("areas", "representatives")
    return rows.filter(number=number).first()


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
    def timeline(self) -> list[tuple[RegisterEntry, list[tuple[str, str, str]]]]:
        """Lines of the book, the newest first, each with its facts before and after; names of members stay in the book."""
        change = RegisterEntry.Kind.CHANGE
        return [
            (line, side_by_side(told(line.facts)) if line.kind == change else [])
            for line in self.entries[::-1]
        ]

    @property
    def extract_title(self) -> str:
        """What the extract is called, in the language of the page."""
        return extract_title(self.organisation)

    @property
    def changed_on(self) -> datetime.date | None:
        """Day of the last line of the book."""
        return self.entries[-1].on if self.entries else self.organisation.registered_on


def told(facts: dict[str, Any]) -> dict[str, Any]:
    """What the page of an organisation tells of a line of the book: of people only those who represent."""
    return {name: values for name, values in facts.items() if name != "members"}


def public_facts(organisation: Organisation) -> PublicFacts:
    """A few questions, whatever the size of the register; one more where another authority keeps it."""
    return PublicFacts(
        own_contacts=own_contacts(organisation),
        organisation=organisation,
        areas=list(organisation.areas.all()),
        entries=list(organisation.entries.defer("filing", "by").order_by("on", "pk")),
        representatives=[
            {name: getattr(row, name) for name in REPRESENTS}
            for row in organisation.representatives.all()
            if row.valid_until is None
        ],
        legal_founders=list(
            organisation.founders.filter(kind=Founder.Kind.LEGAL).values_list("name", flat=True)
        ),
        extract=valid_extract(organisation),
    )


def money_of_rows(rows: list[Organisation]) -> list[Organisation]:
    """The same rows, each with how many awards of public money it has and how much, as a higher floor knows it."""
    money = import_string(settings.MONEY_OF_ORGANISATIONS)([row.pk for row in rows]) if rows else {}
    for row in rows:
        row.awards, row.money = money.get(row.pk, (0, 0))
    return rows


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
