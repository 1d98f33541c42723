"""Questions of the public about who got what."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum, Window

from grants.models import Call
from grants.queries.priorities import published as decisions
from ngo_registry.models import Organisation
from office.models import Body
from office.queries.bodies import predecessors_of
from office.scripts import fold
from office.similar import stems_of
from reports.models import Report, SpendingRow

NOT_STATED = "-"  # the filter for rows without an area or a legal basis
BESIDE = 20  # awards shown beside an application


def public_rows() -> QuerySet[SpendingRow]:
    """Awards anybody may read: of spending that was handed in, or that the office itself brought in."""
    return SpendingRow.objects.counted().filter(no_award=False)


def awards(
    *,
    q: str = "",
    year: int | None = None,
    body: Body | None = None,
    kind: str = "",
    area: str = "",
    basis: str = "",
    past: bool = False,
) -> QuerySet[SpendingRow]:
    """Awards that match the filters; `past` counts the bodies whose work the chosen one took over with it."""
    found = public_rows()
    if year:
        found = found.filter(spending__year=year)
    if body:
        found = found.filter(spending__body__in=[body, *(predecessors_of(body) if past else ())])
    if area:
        found = found.filter(area="" if area == NOT_STATED else area)
    if basis:
        found = found.filter(legal_basis="" if basis == NOT_STATED else basis)
    if kind == "ngo":
        found = found.filter(recipient_kind__in=SpendingRow.NGO_KINDS)
    elif kind == "others":
        found = found.exclude(recipient_kind__in=SpendingRow.NGO_KINDS)
    elif kind:
        found = found.filter(recipient_kind=kind)
    for word in fold(q).split():
        found = found.filter(search_text__contains=word)
    return found.select_related("spending__body", "organisation").order_by(
        "-spending__year", "-awarded", "pk"
    )


def found_awards(q: str, limit: int) -> tuple[list[SpendingRow], int]:
    """The first few awards with every word and how many there are; one statement."""
    rows = list(awards(q=q).annotate(all_rows=Window(Count("pk")))[:limit])
    return rows, rows[0].all_rows if rows else 0


def found_reports(q: str) -> list[Report]:
    """Published reports whose title or number has every word, newest first."""
    words = fold(q).split()
    rows = published_reports().defer("snapshot")
    return [row for row in rows if all(word in fold(f"{row.title} {row.number}") for word in words)]


def sums(found: QuerySet[SpendingRow]) -> dict[str, Any]:
    """How many awards match and what they make."""
    ngo = Q(recipient_kind__in=SpendingRow.NGO_KINDS)
    return found.order_by().aggregate(
        count=Count("pk"),
        ngo=Sum("awarded", filter=ngo, default=Decimal(0)),  # before the name of the sum hides the column
        awarded=Sum("awarded", default=Decimal(0)),
        paid=Sum("paid", default=Decimal(0)),
        returned=Sum("returned", default=Decimal(0)),
    )


@dataclass(frozen=True, slots=True)
class GroupSum:
    """One bar of a chart and one line of the table under it."""

    key: Any
    name: str
    count: int
    awarded: Decimal


def by_year(found: QuerySet[SpendingRow]) -> list[GroupSum]:
    """Sums by year, oldest first."""
    return sorted(_grouped(found, "spending__year"), key=lambda each: each.key)


def by_kind(found: QuerySet[SpendingRow]) -> list[GroupSum]:
    """Sums by kind of recipient, the greatest first."""
    labels = dict(SpendingRow.Recipient.choices)
    groups = _grouped(found, "recipient_kind")
    return [GroupSum(each.key, str(labels[each.key]), each.count, each.awarded) for each in groups]


def by_body(found: QuerySet[SpendingRow]) -> list[GroupSum]:
    """Sums by body, the greatest first."""
    return _grouped(found, "spending__body", "spending__body__name")


def _grouped(found: QuerySet[SpendingRow], key: str, name: str = "") -> list[GroupSum]:
    """Sums of groups, the greatest first, equal ones by name."""
    rows = found.order_by().values_list(key, name or key).annotate(n=Count("pk"), total=Sum("awarded"))
    groups = [GroupSum(found_key, str(label), count, money) for found_key, label, count, money in rows]
    return sorted(groups, key=lambda each: (-each.awarded, each.name))


@dataclass(frozen=True)
class AwardChoices:
    """What the filters of the explorer offer."""

    years: list[int]
    bodies: QuerySet[Body]
    areas: list[str]


def award_choices() -> AwardChoices:
    """Years, bodies and areas that have awards."""
    areas = public_rows().exclude(area="").order_by("area").values_list("area", flat=True).distinct()
    return AwardChoices(years_with_awards(), bodies_with_awards(), list(areas))


def bodies_with_awards() -> QuerySet[Body]:
    """Bodies that gave money in any year."""
    given = public_rows().order_by().values("spending__body")
    return Body.objects.filter(pk__in=given).order_by("sort_key", "name")


def years_with_awards() -> list[int]:
    """Years with awards, newest first."""
    years = public_rows().order_by("-spending__year").values_list("spending__year", flat=True)
    return list(years.distinct())


def money_of(organisation: Organisation) -> QuerySet[SpendingRow]:
    """All awards of one organisation in all years."""
    return awards().filter(organisation=organisation).order_by("-spending__year", "pk")


def awards_beside(organisation: Organisation, title: str) -> list[SpendingRow]:
    """Reported awards to this organisation first, then those with a title alike; the portal's own are known elsewhere."""
    found = public_rows().exclude(source=SpendingRow.PORTAL)
    stems = stems_of(title)
    alike = Q()
    for stem in stems if len(stems) > 1 else []:
        alike &= Q(search_text__contains=stem)
    same = Q(organisation=organisation)
    rows = found.filter(same | alike if alike else same).select_related("spending__body", "organisation")
    newest = list(rows.order_by("-spending__year", "-awarded", "pk")[:BESIDE])
    return sorted(newest, key=lambda row: row.organisation_id != organisation.pk)


def money_of_many(keys: list[int]) -> dict[int, tuple[int, Decimal]]:
    """How many awards and how much in all, of several organisations at once."""
    rows = public_rows().filter(organisation__in=keys).order_by().values_list("organisation")
    return {key: (n, total) for key, n, total in rows.annotate(Count("pk"), Sum("awarded"))}


def funded_organisations() -> QuerySet[SpendingRow]:
    """Keys of organisations that received public money."""
    return public_rows().filter(organisation__isnull=False).order_by().values("organisation")


def handed_in(keys: list[int], since: datetime.datetime, until: datetime.datetime) -> QuerySet[SpendingRow]:
    """Awards of these organisations in spending handed in in this time, beside those of the portal's own calls."""
    rows = public_rows().filter(
        organisation__in=keys, spending__submitted_at__gt=since, spending__submitted_at__lte=until
    )
    rows = rows.exclude(source=SpendingRow.PORTAL).select_related("spending__body")
    return rows.order_by("-spending__submitted_at", "pk")[:200]


def addresses_of(numbers: list[str]) -> dict[str, str]:
    """The addresses of published calls by their numbers."""
    return (
        dict(Call.objects.public().filter(number__in=numbers).values_list("number", "slug"))
        if numbers
        else {}
    )


def is_decided(year: int) -> bool:
    """Is the decision on priorities of the year published?"""
    return decisions().filter(year=year).exists()


def published_reports() -> QuerySet[Report]:
    """Reports anybody may read, newest first."""
    return (
        Report.objects.filter(state=Report.State.PUBLISHED)
        .select_related("document__file", "replaces")
        .order_by("-year", "-pk")
    )
