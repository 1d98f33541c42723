"""Questions of the public about who got what."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Func, Q, QuerySet, Sum, TextField, Value

from ngo_registry.models import Organisation
from office.models import Body
from office.scripts import fold
from reports.models import Report, SpendingRow


def public_rows() -> QuerySet[SpendingRow]:
    """Awards anybody may read: of spending that was handed in, or that the office itself brought in."""
    return SpendingRow.objects.counted().filter(no_award=False)


def awards(
    *, q: str = "", year: int | None = None, body: Body | None = None, kind: str = ""
) -> QuerySet[SpendingRow]:
    """Awards that match the filters."""
    found = public_rows()
    if year:
        found = found.filter(spending__year=year)
    if body:
        found = found.filter(spending__body=body)
    if kind == "ngo":
        found = found.filter(recipient_kind__in=SpendingRow.NGO_KINDS)
    elif kind:
        found = found.filter(recipient_kind=kind)
    for word in fold(q).split():
        found = found.alias(
            words=Func(
                F("organisation_name"),
                Value(" "),
                F("title"),
                template="saradnja_fold(%(expressions)s)",
                arg_joiner=" || ",
                output_field=TextField(),
            )
        ).filter(words__contains=word)
    return found.select_related("spending__body", "organisation").order_by(
        "-spending__year", "-awarded", "pk"
    )


def sums(found: QuerySet[SpendingRow]) -> dict[str, Any]:
    """How many awards match and what they make."""
    ngo = Q(recipient_kind__in=SpendingRow.NGO_KINDS)
    return found.order_by().aggregate(
        count=Count("pk"),
        ngo=Sum("awarded", filter=ngo, default=Decimal(0)),  # before the name of the sum hides the column
        awarded=Sum("awarded", default=Decimal(0)),
        paid=Sum("paid", default=Decimal(0)),
    )


@dataclass(frozen=True, slots=True)
class YearSum:
    """One year of the chart."""

    year: int
    count: int
    awarded: Decimal


def by_year(found: QuerySet[SpendingRow]) -> list[YearSum]:
    """Sums by year, oldest first."""
    rows = (
        found.order_by()
        .values("spending__year")
        .annotate(n=Count("pk"), s=Sum("awarded"))
        .order_by("spending__year")
    )
    return [YearSum(row["spending__year"], row["n"], row["s"]) for row in rows]


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


def published_reports() -> QuerySet[Report]:
    """Reports anybody may read, newest first."""
    return (
        Report.objects.filter(state=Report.State.PUBLISHED)
        .select_related("document__file", "replaces")
        .order_by("-year", "-pk")
    )
