"""Verbs of the allocation: the money given out in several ways, compared, one of them chosen."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.allocation import Allocation, Ask, Mode, Terms, allocate
from grants.models import AllocationRow, AllocationVariant, Call, Ranking
from grants.published_allocation import former_digest, variant_digest
from grants.queries.ranking import open_ties
from grants.rules import check_sits_on_commission
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import service
from office.templatetags.saradnja import amount

__all__ = [
    "choose_variant",
    "compare_variants",
    "discard_variant",
    "former_digest",
    "held",
    "make_variant",
    "variant_digest",
]


def held(ranking: Ranking) -> Ranking:
    """The ranking under its lock, the call first; a list made anew meanwhile is another list."""
    Call.objects.select_for_update(of=("self",)).get(pk=ranking.call_id)
    found = Ranking.objects.select_for_update(of=("self",)).filter(pk=ranking.pk).first()
    if found is None:
        raise Refused(_("The ranking list was made anew meanwhile. Look at it again first."))
    return found


def _check_undecided(ranking: Ranking) -> None:
    decision = getattr(ranking.call, "decision", None)
    if decision is not None and decision.state != decision.State.ANNULLED:
        raise Refused(_("The decision has been drafted from the chosen variant."))


def computing(ranking: Ranking, by: User) -> Ranking:
    """The list under its lock, when variants of it may be computed by this person."""
    ranking = held(ranking)
    check_sits_on_commission(by, ranking.call)
    _check_undecided(ranking)
    if open_ties(ranking):
        raise Refused(_("First order the applications with equal points."))
    return ranking


@service
def make_variant(
    *,
    ranking: Ranking,
    mode: str,
    money: Decimal | None = None,
    name: str = "",
    min_score: Decimal | None = None,
    owner_cap: Decimal | None = None,
    area_cap: Decimal | None = None,
    by: User,
) -> AllocationVariant:
    """Give out the money of the call in one way and keep the result for comparison."""
    ranking = computing(ranking, by)
    call, floor = ranking.call, from_version(ranking.call.rulebook).call.min_share_of_requested.value
    if mode == Mode.BY_HAND:
        raise Refused(_("Write the sums by hand on their own page, beginning from a variant."), field="mode")
    if mode == Mode.FLOOR_SHARE and floor is None:
        raise Refused(_("The rulebook of this call sets no least share of the sum asked."), field="mode")
    _check_area_cap(ranking, area_cap)
    terms = Terms(
        money=_money_within(call, money),
        mode=Mode(mode),
        floor_percent=floor,
        min_score=_score_within(call, min_score),
        min_amount=call.min_amount,
        max_amount=call.max_amount,
        reserved_percent=call.reserved_percent or Decimal(0),
        owner_cap=owner_cap,
        area_cap=area_cap,
    )
    return kept(ranking, terms, allocate(asks_of(ranking), terms), by, name=name)


def _money_within(call: Call, money: Decimal | None) -> Decimal:
    """The money of the call or a part of it."""
    if money is not None and money > call.total:
        total = amount(call.total)
        raise Refused(_("The call has %(total)s.") % {"total": total}, field="money")
    return call.total if money is None else money


def _score_within(call: Call, min_score: Decimal | None) -> Decimal | None:
    """The least points of the call, or more; never less than the call says."""
    if min_score is not None and call.min_score is not None and min_score < call.min_score:
        raise Refused(
            _("The call itself asks for at least %(points)s points.") % {"points": call.min_score},
            field="min_score",
        )
    return call.min_score if min_score is None else min_score


def _check_area_cap(ranking: Ranking, area_cap: Decimal | None) -> None:
    if area_cap is not None and ranking.rows.filter(area__isnull=True).exists():
        raise Refused(
            _("First say to which area each application belongs, then set how much one area may get."),
            field="area_cap",
        )


def asks_of(ranking: Ranking) -> list[Ask[int]]:
    """The ranking list as the allocation reads it."""
    rows = ranking.rows.select_related("application").order_by("order")
    return [
        Ask(
            row.application_id,
            row.application.requested,
            row.final,
            row.reserved,
            row.application.organisation_id,
            row.area_id,
        )
        for row in rows
    ]


@service
def compare_variants(*, ranking: Ranking, by: User) -> list[AllocationVariant]:
    """Both ways of giving out the whole money, side by side."""
    floor = from_version(ranking.call.rulebook).call.min_share_of_requested.value
    modes = [Mode.FULL] if floor is None else [Mode.FULL, Mode.FLOOR_SHARE]
    return [make_variant(ranking=ranking, mode=mode, by=by) for mode in modes]


def kept(
    ranking: Ranking,
    terms: Terms,
    result: Allocation[int],
    by: User,
    *,
    name: str,
    notes: Mapping[int, str] | None = None,
) -> AllocationVariant:
    """The result as rows; a variant of the same name and terms that is not chosen makes room for it."""
    said: dict[str, Any] = {
        "mode": terms.mode,
        "name": name.strip(),
        "money": terms.money,
        "min_score": terms.min_score,
        "owner_cap": terms.owner_cap,
        "area_cap": terms.area_cap,
    }
    empty = {f"{key}__isnull": True for key, value in said.items() if value is None}
    same = {key: value for key, value in said.items() if value is not None}
    ranking.variants.filter(chosen=False, **same, **empty).delete()
    variant = AllocationVariant.objects.create(
        ranking=ranking,
        floor_percent=terms.floor_percent,
        allocated=result.spent,
        unallocated=terms.money - result.spent,
        made_at=timezone.now(),
        made_by=by,
        **said,
    )
    AllocationRow.objects.bulk_create(
        AllocationRow(
            variant=variant,
            application_id=line.key,
            order=order,
            amount=line.amount,
            outcome=line.outcome,
            reason_code=line.reason,
            params={key: str(value) for key, value in line.params.items()},
            note=(notes or {}).get(line.key, ""),
        )
        for order, line in enumerate(result.lines, start=1)
    )
    data = {"mode": terms.mode, "money": terms.money, "allocated": result.spent, "name": name.strip()}
    record("make_variant", ranking, by=by, data=data)
    return variant


@service
def discard_variant(*, variant: AllocationVariant, by: User) -> Ranking:
    """Throw away a variant that is not chosen."""
    ranking = held(variant.ranking)
    check_sits_on_commission(by, ranking.call)
    _check_undecided(ranking)
    found = ranking.variants.filter(pk=variant.pk).first()
    if found is None or found.chosen:
        raise Refused(_("A chosen variant stays. Choose another one first."))
    record("discard_variant", ranking, by=by, data={"mode": found.mode, "name": found.name})
    found.delete()
    return ranking


@service
def choose_variant(*, variant: AllocationVariant, by: User) -> AllocationVariant:
    """Choose the variant the decision will follow, locked with its hash."""
    replaced = Refused(_("This variant was replaced by a newer one. Look at the variants again."))
    try:
        ranking = held(variant.ranking)
    except Ranking.DoesNotExist:  # the list was made anew at the same moment
        raise replaced from None
    check_sits_on_commission(by, ranking.call)
    _check_undecided(ranking)
    found = ranking.variants.filter(pk=variant.pk).first()
    if found is None:
        raise replaced
    ranking.variants.filter(chosen=True).update(chosen=False)
    found.chosen, found.sha256 = True, variant_digest(found)
    found.save(update_fields=["chosen", "sha256"])
    record("choose_variant", ranking, by=by, data={"mode": found.mode, "sha256": found.sha256})
    return found
