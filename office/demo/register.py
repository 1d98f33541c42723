"""Organisations of the demo: real municipalities, kinds of names as they occur, invented numbers."""

import datetime
import random

from ngo_registry.models import NgoMembership, Organisation
from office.demo.people import SINCE, People
from office.demo.words import NGO_NAMES
from office.jurisdiction import has_feature
from office.models import Area, Municipality
from office.scripts import sort_key


def organisations(count: int, dice: random.Random) -> list[Organisation]:
    """As many organisations as asked; names do not repeat."""
    places = list(Municipality.objects.order_by("pk"))
    areas = list(Area.objects.order_by("pk"))
    own = has_feature("own_register")
    there = set(Organisation.objects.values_list("number", flat=True))
    rows = []
    for n in range(1, count + 1):
        place = places[n % len(places)]
        kind = "foundation" if n % 9 == 0 else "foreign_organisation" if n % 40 == 0 else "association"
        name = NGO_NAMES[(n // len(places)) % len(NGO_NAMES)].format(place=place.name)
        if n >= len(places) * len(NGO_NAMES):
            name = f"{name} {n // (len(places) * len(NGO_NAMES)) + 1}"
        number = f"{n:05d}"
        if number in there:
            continue
        entered = datetime.date(2008, 1, 15) + datetime.timedelta(days=dice.randrange(6000))
        rows.append(
            Organisation(
                kind=kind,
                number=number,
                name=name,
                municipality=place,
                place=place.name,
                address=f"Glavna {dice.randrange(1, 90)}",
                registered_on=entered,
                founded_on=entered - datetime.timedelta(days=20),
                sort_key=sort_key(name),
                decision_number=f"UPI-{number}" if own else "",
                source="own" if own else "imported",
                as_of=None if own else datetime.date(2026, 10, 1),
                mb="" if own else f"28{n:06d}",
                goals="Unapređenje kvaliteta života u lokalnoj zajednici.",
                activities="Radionice, obuke, kampanje, savjetovanje.",
                email=f"kontakt{n}@example.test",
                email_of_record=f"ngo{n}@example.test",
            )
        )
    Organisation.objects.bulk_create(rows, batch_size=5000)
    through = Organisation.areas.through
    through.objects.bulk_create(
        (through(organisation_id=row.pk, area_id=areas[i % len(areas)].pk) for i, row in enumerate(rows)),
        batch_size=5000,
    )
    return list(Organisation.objects.order_by("number")[: min(count, 400)])


def members(people: People, found: list[Organisation]) -> None:
    """The two demo NGOs and an owner for each organisation that applies."""
    logins = [("ngo", "Milica Popović"), ("ngo2", "Stefan Marković")]
    logins += [(f"owner{n}", f"Vlasnik {n} Primjer") for n in range(3, 25)]
    for (login, name), organisation in zip(logins, found, strict=False):
        user = people.person(login, name)
        NgoMembership.objects.get_or_create(
            user=user,
            organisation=organisation,
            valid_until=None,
            defaults={"role": "owner", "valid_from": SINCE},
        )
