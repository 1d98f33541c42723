"""The published ranking list as anybody reads it before the decision, and the applicant's own place on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page
from django.db.models import QuerySet

from grants.models import Application, Call, Ranking, RankingRow
from grants.queries.long_lists import part
from grants.queries.public_calls import ranking_of
from grants.visibility import Part, seen_by_applicant, seen_by_citizen


def published_rows(ranking: Ranking) -> QuerySet[RankingRow]:
    """Rows of a list with their applicants, in the order of the list."""
    rows = ranking.rows.select_related("application__organisation")
    return rows.defer("application__snapshot").order_by("place", "tie_from", "order", "pk")


@dataclass(frozen=True, slots=True)
class ListPart:
    """A part of the published list as the page of the call shows it, with as many columns of points as it has."""

    page: Page
    slots: range


def ranking_part(call: Call, asked: Mapping[str, str]) -> ListPart | None:
    """The asked part of the published list; nothing before it, nothing once the results stand in its place."""
    seen, ranking = seen_by_citizen(call), ranking_of(call)
    if ranking is None or Part.PLACE not in seen or Part.SUM in seen:
        return None
    page = part(published_rows(ranking), asked, "ranking")
    for row in page.object_list:
        row.sheets = [Decimal(total) for total in row.sheet_totals]
    most = max((len(row.sheets) for row in page.object_list), default=0)
    for row in page.object_list:
        row.sheets += [None] * (most - len(row.sheets))
    return ListPart(page, range(1, most + 1))


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where an application stands on the published list; no row where it is not on it."""

    ranking: Ranking
    row: RankingRow | None


def own_place(application: Application) -> OwnPlace | None:
    """The own place as the applicant may read it, from the publication of the list on."""
    if Part.PLACE not in seen_by_applicant(application):
        return None
    ranking = ranking_of(application.call)
    if ranking is None:
        return None
    return OwnPlace(ranking, ranking.rows.filter(application=application).first())
