"""The public facts of an organisation or a party as programs that read pages understand them (schema.org, JSON-LD)."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from ngo_registry.models import Organisation, Party

# A block of data stands inside a script element: nothing in it may end the element or begin a comment.
ESCAPED = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def linked_data(organisation: Organisation, address: str) -> SafeString:
    """One NGO with its name, numbers, seat and days; no person, nothing that is not on the page."""
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": address,
        "url": address,
        "name": organisation.name,
        "alternateName": [name for name in (organisation.short_name, organisation.name_cyrillic) if name],
        "identifier": organisation.number,
        "taxID": organisation.pib,
        "address": seat_of(organisation),
        "foundingDate": iso(organisation.founded_on or organisation.registered_on),
        "dissolutionDate": iso(organisation.deleted_on),
        "email": organisation.email,
        "telephone": organisation.phone_public,
        "sameAs": organisation.website_url if organisation.website else "",
    }
    return block(facts)


def party_data(party: Party, address: str) -> SafeString:
    """One political party with its names, number, seat and days; no person, nothing that is not on the page."""
    return block(
        {
            "@context": "https://schema.org",
            "@type": "PoliticalParty",
            "@id": address,
            "url": address,
            "name": party.name,
            "alternateName": [name for name in (party.short_name, *party.former_names.splitlines()) if name],
            "identifier": party.number,
            "address": seat_of(party),
            "foundingDate": iso(party.founded_on),
            "dissolutionDate": iso(party.deleted_on),
            "email": party.email,
            "telephone": party.phone_public,
            "logo": f"{address}sign/" if party.sign_id else "",
            "sameAs": party.website_url if party.website else "",
        }
    )


def block(facts: dict[str, Any]) -> SafeString:
    """What is known, as the text of a block of data."""
    kept = {name: value for name, value in facts.items() if value}
    # Everything that could end the element is escaped above.
    return mark_safe(json.dumps(kept, ensure_ascii=False).translate(ESCAPED))


def seat_of(holder: Organisation | Party) -> dict[str, str]:
    """The address of the seat, as far as it is entered."""
    place = {"streetAddress": holder.address, "addressLocality": holder.seat}
    kept = {name: value for name, value in place.items() if value}
    return {"@type": "PostalAddress", **kept} if kept else {}


def iso(day: Any) -> str:
    """A day as programs write it."""
    return day.isoformat() if day else ""
