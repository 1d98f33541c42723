"""The state of an organisation on any day, read back from the book."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from ngo_registry.models import (
    ChangeKind,
    Founder,
    GoverningMember,
    Organisation,
    RegisterEntry,
    RegisterFiling,
    Representative,
)
from ngo_registry.models.facts import FACTS

State = dict[str, Any]
ENTERED = ("number", "registered_on", "decision_number")
ENDING = ("status", "deleted_on", "deletion_reason", "deletion_act")
KEPT = (*ENTERED, *FACTS, *ENDING)
# Bodies whose members the statute names one by one; of the assembly, which may be all members, only how many.
COUNTED_BODIES = frozenset({GoverningMember.BodyKind.ASSEMBLY})


def public_state(organisation: Organisation) -> State:
    """What the book says of an organisation now: public facts only, as text that stays what it was."""
    return states_now([organisation])[organisation.pk]


def states_now(rows: Iterable[Organisation]) -> dict[int, State]:
    """The same of many, with four questions for all of them."""
    rows = list(rows)
    keys = [row.pk for row in rows]
    areas = defaultdict(list)
    linked = Organisation.areas.through.objects.filter(organisation__in=keys).select_related("area")
    for link in linked:
        areas[link.organisation_id].append(str(link.area))
    people = by_organisation(Representative.objects.filter(organisation__in=keys, valid_until__isnull=True))
    members = by_organisation(standing(GoverningMember.objects.filter(organisation__in=keys)))
    founders = by_organisation(Founder.objects.filter(organisation__in=keys))
    return {
        row.pk: {
            **{name: plain(getattr(row, name)) for name in KEPT},
            "areas": sorted(areas[row.pk]),
            "founders": of_founders(founders[row.pk]),
            "representatives": [of_representative(person) for person in people[row.pk]],
            "members": of_members(members[row.pk]),
        }
        for row in rows
    }


def by_organisation(rows: QuerySet) -> dict[int, list[Any]]:
    """People in the order in which they were written, by whose they are."""
    found = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.organisation_id].append(row)
    return found


def standing(members: QuerySet) -> QuerySet:
    """Members of bodies whom no entered change let go; a term that has passed is said, not taken silently away."""
    changes = RegisterFiling.objects.filter(state=RegisterFiling.State.ENTERED, change_kind=ChangeKind.BODIES)
    left = RegisterFiling.leaving_members.through.objects.filter(registerfiling__in=changes)
    return members.exclude(pk__in=left.values("governingmember"))


def of_founders(people: list[Founder]) -> State:
    """Founders as the register makes them public: persons by number, legal persons by name."""
    legal = [row.name for row in people if row.kind == Founder.Kind.LEGAL]
    return {"natural": len(people) - len(legal), "legal": legal} if people else {}


def of_representative(person: Representative) -> State:
    """Who represents, since when, until when, and within which limits; never where the person lives."""
    facts = {"name": person.name, "position": person.position, "from": plain(person.valid_from)}
    facts |= {"mandate_until": plain(person.mandate_until), "limits": person.limits}
    return {name: value for name, value in facts.items() if value}


def of_members(people: list[GoverningMember]) -> list[State]:
    """Members of bodies with their terms, body after body; of the assembly how many there are."""
    counted = Counter(row.body for row in people if row.body in COUNTED_BODIES)
    named = [
        {"body": row.body, "name": row.name, "from": plain(row.valid_from), "until": plain(row.valid_until)}
        for row in sorted(people, key=lambda row: (row.body, row.pk or 0))
        if row.body not in COUNTED_BODIES
    ]
    return [
        *({"body": str(body), "count": n} for body, n in sorted(counted.items())),
        *({name: value for name, value in row.items() if value} for row in named),
    ]


def plain(value: Any) -> Any:
    """A fact as the book keeps it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)


def differences(before: State, after: State) -> dict[str, list[Any]]:
    """Facts that differ, each with what was and what is."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value and (before or value not in (None, "", [], {}, False))
    }


def replay(entries: Iterable[RegisterEntry]) -> State:
    """The facts after these lines of the book, from the first on."""
    state: State = {}
    for entry in entries:
        state |= {name: new for name, (_old, new) in entry.facts.items()}
    return state


def state_on(organisation: Organisation, day: datetime.date) -> State | None:
    """The facts at the end of a day; None before the entry. Later lines of the book are taken back."""
    if organisation.registered_on is None or organisation.registered_on > day:
        return None
    return states_on([organisation], day)[organisation.pk]


def states_on(rows: list[Organisation], day: datetime.date) -> dict[int, State]:
    """The facts of each of these at the end of a day, with five questions for all of them."""
    was = states_now(rows)
    later = RegisterEntry.objects.filter(organisation__in=list(was), on__gt=day).order_by("-pk")
    for key, facts in later.values_list("organisation_id", "facts"):
        was[key] |= {name: old for name, (old, _new) in facts.items()}
    return was
