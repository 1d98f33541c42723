"""What narrows the list beside the filters of the search: years of founding, entry, deletion; public money."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from ngo_registry.models import Organisation
from ngo_registry.queries.rungs import words_or_letters
from ngo_registry.queries.search import COUNTED, Filters
from office.scripts import fold

YEARS = ("founded", "entered", "deleted", "standing")


@dataclass(frozen=True)
class ListFilters(Filters):
    """The filters of the list; a year of 0 narrows nothing."""

    founded: int = 0
    entered: int = 0
    deleted: int = 0
    standing: int = 0  # in the register at the end of this year
    funded: bool = False

    def __bool__(self) -> bool:
        return super().__bool__() or self.beyond

    @property
    def beyond(self) -> bool:
        """Narrows by something the counts made for the search do not know."""
        return bool(self.founded or self.entered or self.deleted or self.standing or self.funded)

    def of(self, rows: QuerySet) -> QuerySet:
        """The rows that pass."""
        rows = super().of(rows)
        if self.founded:
            rows = rows.filter(founded_on__range=days_of(self.founded))
        if self.entered:
            rows = rows.filter(registered_on__range=days_of(self.entered))
        if self.deleted:
            rows = rows.filter(deleted_on__range=days_of(self.deleted))
        if self.standing:
            rows = rows.filter(stood_at_end_of(self.standing))
        return rows.filter(pk__in=funded()) if self.funded else rows


def days_of(year: int) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a year."""
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def stood_at_end_of(year: int) -> Q:
    """Entered by the last day of the year and not deleted by then; whose day is not known is not counted."""
    last = days_of(year)[1]
    return Q(registered_on__lte=last) & (~Q(status=Organisation.Status.DELETED) | Q(deleted_on__gt=last))


def funded() -> QuerySet[Any]:
    """Keys of organisations that received public money, as a higher floor knows them."""
    return import_string(settings.FUNDED_ORGANISATIONS)()


def without_years(q: str, filters: ListFilters) -> dict[str, int]:
    """For each chosen filter of this file, how many would be found without it, up to ten thousand."""
    counts = {}
    for name in (*YEARS, "funded"):
        if getattr(filters, name):
            rows = replace(filters, **{name: False if name == "funded" else 0}).of(Organisation.objects.all())
            rows = words_or_letters(rows, q) if fold(q) else rows
            counts[name] = rows.order_by()[: COUNTED + 1].count()
    return counts
