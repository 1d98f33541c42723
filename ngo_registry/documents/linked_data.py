"""The public facts of an organisation as programs that read pages understand them (schema.org, JSON-LD)."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from ngo_registry.models import Organisation

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
    kept = {name: value for name, value in facts.items() if value}
    # Everything that could end the element is escaped above.
    return mark_safe(json.dumps(kept, ensure_ascii=False).translate(ESCAPED))


def seat_of(organisation: Organisation) -> dict[str, str]:
    """The address of the seat, as far as it is entered."""
    place = {"streetAddress": organisation.address, "addressLocality": organisation.seat}
    kept = {name: value for name, value in place.items() if value}
    return {"@type": "PostalAddress", **kept} if kept else {}


def iso(day: Any) -> str:
    """A day as programs write it."""
    return day.isoformat() if day else ""
