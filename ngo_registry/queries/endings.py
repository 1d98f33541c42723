"""What ends on a day: terms of bodies, mandates of representatives, organisations founded for a time."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from ngo_registry.models import GoverningMember, NgoMembership, Organisation, RegisterFiling, Representative
from office.models import User


@dataclass(frozen=True, eq=False)
class Ending:
    """One thing that ends, whose, and who can be told."""

    on: datetime.date
    what: str
    who: str
    organisation: Organisation
    owners: tuple[User, ...] = ()

    @property
    def reachable(self) -> bool:
        """There is somebody a reminder can be written to."""
        return bool(self.organisation.email_of_record or self.owners)


def living() -> QuerySet:
    """Organisations whose ends the office watches."""
    return Organisation.objects.existing().filter(source=Organisation.Source.OWN)


def ended_times(days: dict[str, datetime.date]) -> QuerySet:
    """Organisations founded for a time that ends on these days."""
    return living().filter(**{f"lasts_until__{name}": day for name, day in days.items()})


def ended_mandates(days: dict[str, datetime.date]) -> QuerySet:
    """Mandates of those who still represent."""
    asked = {f"mandate_until__{name}": day for name, day in days.items()}
    return Representative.objects.filter(valid_until__isnull=True, organisation__in=living(), **asked)


def ended_terms(days: dict[str, datetime.date]) -> QuerySet:
    """Terms in bodies of those whom no decision has let go and who were not chosen again."""
    asked = {f"valid_until__{name}": day for name, day in days.items()}
    left = RegisterFiling.leaving_members.through.objects.filter(
        registerfiling__state=RegisterFiling.State.ENTERED, governingmember=OuterRef("pk")
    )
    again = GoverningMember.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until")),
        organisation=OuterRef("organisation"),
        body=OuterRef("body"),
        name=OuterRef("name"),
    ).exclude(pk=OuterRef("pk"))
    rows = GoverningMember.objects.filter(organisation__in=living(), **asked)
    return rows.filter(~Exists(left), ~Exists(again))


def ending_rows(since: datetime.date | None, until: datetime.date) -> QuerySet:
    """Everything that ends until a day, the first first; without a beginning also all that passed and still stands."""
    days = {"lte": until} | ({"gte": since} if since else {})
    parts = (
        (ended_times(days), "organisation", "lasts_until", "pk", "sort_key", Value("")),
        (ended_mandates(days), "representative", "mandate_until", *BY_PERSON),
        (ended_terms(days), "member", "valid_until", *BY_PERSON),
    )
    first, *more = (
        rows.order_by()
        .annotate(on=F(day), what=Value(what), whose=F(pk), key=F(key), who=who)
        .values("on", "what", "whose", "key", "who")
        for rows, what, day, pk, key, who in parts
    )
    return first.union(*more, all=True).order_by("on", "key", "who")


BY_PERSON = ("organisation_id", "organisation__sort_key", F("name"))


def told(rows: Iterable[dict[str, Any]]) -> list[Ending]:
    """The same with the organisations, and the owners of their accounts in the portal."""
    rows = list(rows)
    numbers = {row["whose"] for row in rows}
    organisations = Organisation.objects.in_bulk(numbers)
    owners: dict[int, list[User]] = {}
    people = NgoMembership.objects.current(timezone.localdate()).filter(
        organisation__in=numbers, role=NgoMembership.Role.OWNER, user__is_active=True
    )
    for row in people.select_related("user").order_by("pk"):
        owners.setdefault(row.organisation_id, []).append(row.user)
    return [
        Ending(
            row["on"],
            row["what"],
            row["who"],
            organisations[row["whose"]],
            tuple(owners.get(row["whose"], ())),
        )
        for row in rows
    ]


def endings(since: datetime.date | None, until: datetime.date) -> list[Ending]:
    """Everything that ends between two days; nothing changes by itself."""
    return told(ending_rows(since, until))
