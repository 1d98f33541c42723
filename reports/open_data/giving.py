"""Awards by the 360Giving standard 1.4, written grant by grant."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.conf import settings

from grants.models import DecisionRow
from ngo_registry.models import Organisation
from office.jurisdiction import current
from reports.open_data.formats import LICENSE
from reports.open_data.sets import CHUNK, PREFIX, SETS, address, awards, org_id

AREAS = "areas of public interest"


def as_360giving() -> Iterator[str]:
    """Head, grants, tail; nothing in it comes from the clock, so the same awards give the same bytes."""
    site = settings.SITE_URL.rstrip("/")
    head = {
        "version": "1.4",
        "title": current().name.en,
        "description": "Grants awarded by public calls run in this portal",
        "identifier": SETS["awards"].version(),
        "publisher": {"name": current().name.en, "website": site},
        "downloadURL": f"{site}/open-data/awards.360giving.json",
        "accessURL": address("open-data/"),
        "license": LICENSE,
    }
    yield json.dumps(head, ensure_ascii=False, indent=1).rstrip("\n}") + ',\n "grants": ['
    for number, row in enumerate(awards().iterator(chunk_size=CHUNK)):
        yield ("," if number else "") + "\n" + grant_of(row)
    yield "\n]}\n"


def grant_of(row: DecisionRow) -> str:
    """One grant as JSON; sums keep the digits of the decimal."""
    marks: dict[str, Decimal] = {}

    def exact(value: Decimal) -> str:
        mark = f"@@{len(marks)}@@"
        marks[mark] = value
        return mark

    text = json.dumps(facts_of(row, exact), ensure_ascii=False)
    for mark, value in marks.items():
        text = text.replace(f'"{mark}"', str(value), 1)
    return text


def facts_of(row: DecisionRow, exact: Any) -> dict[str, Any]:
    """The fields of the standard; what is not known is left out, never written as nothing."""
    a, call = row.application, row.decision.call
    link = address(f"calls/{call.slug}/")
    facts: dict[str, Any] = {
        "id": f"{PREFIX}-{a.number}".replace("/", "-"),
        "title": a.title,
        "description": a.summary or a.title,
        "currency": current().currency,
        "amountAppliedFor": exact(a.requested),
        "amountAwarded": exact(row.amount),
        "awardDate": row.decision.decided_on.isoformat(),
        "recipientOrganization": [recipient(a.organisation)],
        "fundingOrganization": [{"id": f"{PREFIX}-{call.body.code}", "name": call.body.name}],
        "grantProgramme": [{"code": call.number, "title": call.title, "url": link}],
        "fromOpenCall": "Yes",
        "dataSource": link,
    }
    if row.paid:
        facts["amountDisbursed"] = exact(row.paid)
    if a.starts_on and a.ends_on:
        facts["plannedDates"] = [{"startDate": a.starts_on.isoformat(), "endDate": a.ends_on.isoformat()}]
    areas = [{"vocabulary": AREAS, "code": each.code, "title": each.name} for each in call.areas.all()]
    places = [{"name": place.name, "countryCode": current().country} for place in a.municipalities.all()]
    return (
        facts
        | ({"classifications": areas} if areas else {})
        | ({"beneficiaryLocation": places} if places else {})
    )


def recipient(organisation: Organisation) -> dict[str, Any]:
    """The organisation: what the register publishes, no person and no contact."""
    facts = {"id": org_id(organisation), "name": organisation.name, "addressCountry": current().country}
    place = organisation.municipality
    facts |= {"addressLocality": place.name} if place else {}
    return facts | ({"url": organisation.website} if organisation.website else {})
