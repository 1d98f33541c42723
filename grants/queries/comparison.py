"""The simulator's comparison: variants side by side, who gains, who loses, what is left, what the floor skips."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from grants.models import AllocationRow, AllocationVariant, Application, Ranking, RankingRow
from grants.reasons import reason_with_note, short_reason

PAGE = 250
MOST = 12  # variants side by side; more cannot be read at a glance
NOTHING = Decimal(0)
PASSED_OVER = {"not_enough_money", "owner_cap", "area_cap"}


@dataclass(frozen=True, slots=True)
class Told:
    """What one variant says of one application."""

    amount: Decimal
    code: str
    order: int
    reason: str = ""
    difference: Decimal = NOTHING

    @property
    def loss(self) -> Decimal:
        """How much less it is, without the sign."""
        return -self.difference


@dataclass(frozen=True, slots=True)
class Column:
    """One variant: its sums, and how it differs from the one it is compared with."""

    variant: AllocationVariant
    base: bool
    winners: int
    out: int
    percent: Decimal
    last_points: Decimal | None
    gains: int
    gained: Decimal
    loses: int
    lost: Decimal
    skipped: int
    skipped_sum: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One application with what each variant gives it."""

    row: RankingRow
    application: Application
    cells: list[Told | None]
    differs: bool


@dataclass(frozen=True)
class Comparison:
    """The page: columns of variants, lines of applications."""

    columns: list[Column]
    page: Page
    lines: list[Line]
    more: int  # variants that do not fit side by side
    asked: Decimal
    ties: bool  # equal points that wait for an order
    areas: bool  # every application has its area


Amounts = dict[int, dict[int, tuple[Decimal, str, int]]]


def side_by_side(
    ranking: Ranking, *, base: int | None = None, changed: bool = False, number: object = 1
) -> Comparison:
    """All variants against one of them (the chosen, or the first); `changed` leaves only lines that differ."""
    everything = list(ranking.variants.order_by("pk"))
    variants = _fitting(everything)
    against = _base(variants, base)
    given = _amounts(variants)
    rows = ranking.rows.select_related("application__organisation", "area").order_by("place", "order", "pk")
    facts = {each.application_id: each for each in rows}
    columns = [_column(each, against, given, facts) for each in variants]
    shown = [each for each in facts.values() if not changed or _differs(each.application_id, variants, given)]
    page = Paginator(shown, PAGE).get_page(number)
    reasons = _reasons(variants, [each.application_id for each in page.object_list], short_reason)
    lines = [_line(each, variants, against, given, reasons) for each in page.object_list]
    asked = sum((each.application.requested for each in facts.values()), NOTHING)
    return Comparison(
        columns,
        page,
        lines,
        more=len(everything) - len(variants),
        asked=asked,
        ties=any(each.order is None for each in facts.values()),
        areas=all(each.area_id for each in facts.values()),
    )


def _fitting(everything: list[AllocationVariant]) -> list[AllocationVariant]:
    """The newest that fit side by side, the chosen one always among them."""
    shown = everything[-MOST:]
    chosen = next((each for each in everything if each.chosen), None)
    return shown if chosen is None or chosen in shown else [chosen, *shown[1:]]


def _base(variants: list[AllocationVariant], wanted: int | None) -> AllocationVariant | None:
    """What the others are compared with."""
    found = next((each for each in variants if each.pk == wanted), None)
    chosen = next((each for each in variants if each.chosen), None)
    return found or chosen or next(iter(variants), None)


def _amounts(variants: list[AllocationVariant]) -> Amounts:
    """Sums by variant and application, without building a row for each."""
    found: Amounts = {each.pk: {} for each in variants}
    rows = AllocationRow.objects.filter(variant__in=variants)
    for variant, application, amount, code, order in rows.values_list(
        "variant_id", "application_id", "amount", "reason_code", "order"
    ):
        found[variant][application] = amount, code, order
    return found


def _reasons(
    variants: list[AllocationVariant],
    applications: list[int],
    said: Callable[[str, dict[str, Any], str], str] = reason_with_note,
) -> dict[tuple[int, int], str]:
    """The sentences of the lines on this page."""
    rows = AllocationRow.objects.filter(variant__in=variants, application__in=applications).exclude(
        reason_code="full_sum", note=""
    )
    return {
        (row.variant_id, row.application_id): said(row.reason_code, row.params, row.note)
        for row in rows.only("variant_id", "application_id", "reason_code", "params", "note")
    }


def _column(
    variant: AllocationVariant,
    against: AllocationVariant | None,
    given: Amounts,
    facts: dict[int, RankingRow],
) -> Column:
    mine = given[variant.pk]
    theirs = given[against.pk] if against else {}
    differences = [amount - theirs.get(key, (NOTHING,))[0] for key, (amount, _code, _order) in mine.items()]
    won = [(key, order) for key, (amount, _code, order) in mine.items() if amount]
    last = max((order for _key, order in won), default=0)
    skipped = [key for key, (_amount, code, order) in mine.items() if code in PASSED_OVER and order < last]
    return Column(
        variant=variant,
        base=against is not None and variant.pk == against.pk,
        winners=len(won),
        out=len(mine) - len(won),
        percent=variant.allocated * 100 / variant.money if variant.money else NOTHING,
        last_points=min((facts[key].final for key, _order in won if key in facts), default=None),
        gains=sum(each > 0 for each in differences),
        gained=sum((each for each in differences if each > 0), NOTHING),
        loses=sum(each < 0 for each in differences),
        lost=-sum((each for each in differences if each < 0), NOTHING),
        skipped=len(skipped),
        skipped_sum=sum((facts[key].application.requested for key in skipped if key in facts), NOTHING),
    )


def _differs(application: int, variants: list[AllocationVariant], given: Amounts) -> bool:
    """Not every variant gives it the same."""
    return len({given[each.pk].get(application, (NOTHING,))[0] for each in variants}) > 1


def _line(
    row: RankingRow,
    variants: list[AllocationVariant],
    against: AllocationVariant | None,
    given: Amounts,
    reasons: dict[tuple[int, int], str],
) -> Line:
    key = row.application_id
    other = given[against.pk].get(key, (NOTHING,))[0] if against else NOTHING
    cells: list[Told | None] = []
    for each in variants:
        found = given[each.pk].get(key)
        cells.append(
            found and Told(found[0], found[1], found[2], reasons.get((each.pk, key), ""), found[0] - other)
        )
    return Line(row, row.application, cells, _differs(key, variants, given))


def table_head(comparison: Comparison) -> list[str]:
    """Names of the columns of the table file."""
    head = [_("Place"), _("Application"), _("Applicant"), _("Title"), _("Final points"), _("Sum asked")]
    for n, each in enumerate(comparison.columns, start=1):
        head += [f"{n}. {each.variant}", f"{n}. {_('Explanation')}"]
    return head


def table_rows(ranking: Ranking, comparison: Comparison) -> Iterator[tuple[object, ...]]:
    """All applications with every variant, sums with a point before the decimals; then the sums of each variant."""
    variants = [each.variant for each in comparison.columns]
    given = _amounts(variants)
    rows = list(ranking.rows.select_related("application__organisation").order_by("place", "order", "pk"))
    reasons = _reasons(variants, [row.application_id for row in rows])
    for row in rows:
        key = row.application_id
        told: list[object] = []
        for each in variants:
            told += [given[each.pk].get(key, (NOTHING,))[0], reasons.get((each.pk, key), "")]
        application = row.application
        yield (
            row.place,
            application.number,
            application.organisation.name,
            application.title,
            row.final,
            application.requested,
            *told,
        )
    for label, name in ((_("Awarded in all"), "allocated"), (_("Left"), "unallocated")):
        yield ("", "", "", label, "", "", *(cell for each in variants for cell in (getattr(each, name), "")))
