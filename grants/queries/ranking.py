"""Questions about the ranking list of a call and the variants of giving out its money."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, Sum

from grants.models import (
    AllocationRow,
    AllocationVariant,
    Application,
    Assignment,
    Call,
    PointsCorrection,
    Ranking,
    RankingRow,
)
from grants.queries.evaluation import large_gap
from grants.reasons import reason_with_note, written
from grants.scoring import gap
from office.rulebooks import from_version

PAGE = 250
SHOWN = (
    "ranking", "place", "order", "final", "tied", "tie_from", "tie_reason", "reserved", "sheet_totals",
    "application__number", "application__title", "application__requested", "application__organisation__name",
)  # fmt: skip


def open_ties(ranking: Ranking) -> dict[int, list[RankingRow]]:
    """Rows that are still equal and wait for the commission's order, by the first position they share."""
    groups: dict[int, list[RankingRow]] = {}
    waiting: Iterable[RankingRow] = ranking.rows.filter(order__isnull=True)
    for row in waiting.select_related("application__organisation").order_by("tie_from", "pk"):
        groups.setdefault(row.tie_from, []).append(row)
    return groups


def all_rows(ranking: Ranking) -> list[RankingRow]:
    """All rows in their order."""
    rows = ranking.rows.select_related("application__organisation")
    return list(rows.order_by("place", "tie_from", "order", "pk"))


def tied_rows(ranking: Ranking, place: int) -> list[RankingRow]:
    """All rows that are equal from this position on, ordered or not; what a rule has ordered is equal no more."""
    rows = ranking.rows.filter(tie_from=place, tied=True).select_related("application__organisation")
    found = list(rows.order_by("order", "pk"))
    return found if len(found) > 1 else []


def ranking_of(call: Call) -> Ranking | None:
    """The ranking list of a call with who made, confirmed and published it."""
    found = (
        Ranking.objects.filter(call=call)
        .select_related("made_by", "confirmed_by", "published_by", "document__file")
        .first()
    )
    if found:
        found.call = call  # with everything already read of it
    return found


@dataclass(frozen=True, slots=True)
class Given:
    """What one variant gives one application, in words where it gives nothing or not all."""

    amount: Decimal
    reason: str
    chosen: bool
    so_far: Decimal | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ranking page."""

    row: RankingRow
    application: Application
    totals: list[Decimal | None]
    gap: Decimal
    large: bool
    given: list[Given | None]


@dataclass(frozen=True)
class Board:
    """The ranking page: lines of this page, columns, variants side by side."""

    lines: list[Line]
    page: Page
    columns: range
    variants: list[AllocationVariant]
    asked: Decimal
    ties: dict[int, list[RankingRow]]

    @property
    def uneven(self) -> bool:
        """Some applications have fewer sheets than others: it matters where points are added up."""
        return any(None in line.totals for line in self.lines)


def board(ranking: Ranking, call: Call, number: Any = 1) -> Board:
    """The ranking as the commission reads it: at most 250 lines a page, the same questions for any length."""
    facts = ranking.rows.aggregate(
        lines=Count("pk"), open=Count("pk", filter=Q(order__isnull=True)), asked=Sum("application__requested")
    )
    rows = (
        ranking.rows.select_related("application__organisation")
        .only(*SHOWN)
        .order_by("place", "tie_from", "order", "pk")
    )
    pages = Paginator(rows, PAGE)
    pages.count = facts["lines"]  # counted above, with the rest
    page = pages.get_page(number)
    shown = list(page.object_list)
    variants = list(
        ranking.variants.annotate(
            winners=Count("rows", filter=Q(rows__outcome=AllocationRow.Outcome.AWARDED)),
            out=Count("rows", filter=Q(rows__outcome=AllocationRow.Outcome.NOT_SUPPORTED)),
        ).order_by("pk")
    )
    columns = range(1, max((len(row.sheet_totals) for row in shown), default=0) + 1)
    given = _given(variants, shown)
    limit = large_gap(from_version(call.rulebook))
    return Board(
        lines=[
            _line(row, columns, limit, [given.get((v.pk, row.application_id)) for v in variants])
            for row in shown
        ],
        page=page,
        columns=columns,
        variants=variants,
        asked=facts["asked"] or Decimal(0),
        ties=open_ties(ranking) if facts["open"] else {},
    )


def _line(row: RankingRow, columns: range, limit: Decimal, given: list[Given | None]) -> Line:
    totals = [Decimal(total) for total in row.sheet_totals]
    apart = gap(totals)
    filled = [*totals, *[None] * (len(columns) - len(totals))]
    return Line(row, row.application, filled, apart, len(totals) > 1 and apart >= limit, given)


def _given(variants: list[AllocationVariant], shown: list[RankingRow]) -> dict[tuple[int, int], Given]:
    """What each variant gives each shown application; for the chosen one also the sum so far."""
    if not variants or not shown:
        return {}
    rows = (
        AllocationRow.objects.filter(
            variant__in=variants, application__in=[row.application_id for row in shown]
        )
        .only("variant_id", "application_id", "amount", "reason_code", "params", "note")
        .order_by("variant_id", "order")
    )
    chosen = next((variant.pk for variant in variants if variant.chosen), None)
    so_far = _before(chosen, shown)
    found: dict[tuple[int, int], Given] = {}
    for each in rows:
        mine = each.variant_id == chosen
        so_far += each.amount if mine else 0
        found[each.variant_id, each.application_id] = Given(
            each.amount, _short(each), mine, so_far if mine and each.amount else None
        )
    return found


def _short(row: AllocationRow) -> str:
    """The reason as the table says it: the plain share of the sum asked in figures, the rest in a sentence."""
    if row.reason_code == "full_sum":
        return ""
    if row.reason_code == "floor_share":
        return f"{written('percent', Decimal(row.params['percent']))} %"
    return reason_with_note(row.reason_code, row.params, row.note)


def _before(chosen: int | None, shown: list[RankingRow]) -> Decimal:
    """What the chosen variant gave on the pages before."""
    first = min((row.order or 0 for row in shown), default=0)
    if chosen is None or first <= 1:
        return Decimal(0)
    rows = AllocationRow.objects.filter(variant_id=chosen, order__lt=first)
    return rows.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


@dataclass(frozen=True, slots=True)
class Ready:
    """What is still missing before a ranking list can be made."""

    unchecked: int
    unscored: int
    scored: int
    list_published: bool

    @property
    def now(self) -> bool:
        """Nothing is missing."""
        return not self.unchecked and not self.unscored and self.scored > 0 and self.list_published


def readiness(call: Call) -> Ready:
    """How far the call is from its ranking list."""
    S = Application.State
    counts = call.applications.aggregate(
        unchecked=Count("pk", filter=Q(state__in=[S.SUBMITTED, S.RETURNED])),
        unscored=Count("pk", filter=Q(state=S.ELIGIBLE)),
        scored=Count("pk", filter=Q(state__in=[S.SCORED, S.AWARDED, S.REFUSED])),
    )
    return Ready(list_published=call.check_published_at is not None, **counts)


def chosen_variant(ranking: Ranking) -> AllocationVariant | None:
    """The variant the decision follows."""
    return ranking.variants.filter(chosen=True).first()


def variants_of(ranking: Ranking) -> Any:
    """Variants of this list, to be found by their number."""
    return ranking.variants.all()


def has_areas(ranking: Ranking) -> bool:
    """Every application of the list has its area."""
    return not ranking.rows.filter(area__isnull=True).exists()


def variant_rows(variant: AllocationVariant) -> Any:
    """What a variant gives, in the order of the list."""
    return variant.rows.select_related("application__organisation").order_by("order")


def sheet_totals(call: Call) -> dict[int, list[Decimal]]:
    """Totals of the locked sheets of every scored application, in the order of the places of scorers."""
    rows = Assignment.objects.filter(
        application__call=call,
        application__state=Application.State.SCORED,
        state=Assignment.State.SUBMITTED,
    ).order_by("application_id", "slot")
    sheets: dict[int, list[Decimal]] = {}
    corrected = corrections_of(call)
    for pk, application_id, total in rows.values_list("pk", "application_id", "total"):
        sheets.setdefault(application_id, []).append(total + corrected.get(pk, 0))
    return sheets


def corrections_of(call: Call) -> dict[int, Decimal]:
    """By sheet, how many points upheld objections add or take."""
    rows = PointsCorrection.objects.filter(objection__application__call=call, objection__state="upheld")
    found: dict[int, Decimal] = {}
    for sheet, before, after in rows.values_list("score__assignment_id", "before", "after"):
        found[sheet] = found.get(sheet, Decimal(0)) + after - before
    return found
