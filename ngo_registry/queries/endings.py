"""What ends on a day: terms of bodies, mandates of representatives, organisations founded for a time."""

import datetime
from dataclasses import dataclass

from ngo_registry.models import GoverningMember, Organisation, Representative


@dataclass(frozen=True, eq=False)
class Ending:
    """One thing that ends, and whose."""

    on: datetime.date
    what: str
    who: str
    organisation: Organisation


def endings(since: datetime.date, until: datetime.date) -> list[Ending]:
    """Everything that ends between two days, the first first; nothing changes by itself."""
    days = (since, until)
    living = Organisation.objects.existing().filter(source=Organisation.Source.OWN)
    found = [
        Ending(row.lasts_until, "organisation", "", row) for row in living.filter(lasts_until__range=days)
    ]
    people = Representative.objects.filter(
        mandate_until__range=days, valid_until__isnull=True, organisation__in=living
    )
    found += [
        Ending(row.mandate_until, "representative", row.name, row.organisation)
        for row in people.select_related("organisation")
    ]
    members = GoverningMember.objects.filter(valid_until__range=days, organisation__in=living)
    found += [
        Ending(row.valid_until, "member", row.name, row.organisation)
        for row in members.select_related("organisation")
    ]
    return sorted(found, key=lambda row: (row.on, row.organisation.sort_key, row.who))
