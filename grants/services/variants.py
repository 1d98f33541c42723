"""Verbs of the allocation: the money given out in several ways, compared, one of them chosen."""

import hashlib
import json
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.allocation import Ask, Mode, Terms, allocate
from grants.models import AllocationRow, AllocationVariant, Call, Ranking
from grants.queries.ranking import open_ties
from grants.rules import check_sits_on_commission
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import service
from office.templatetags.saradnja import amount


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


@service
def make_variant(*, ranking: Ranking, mode: str, money: Decimal | None = None, by: User) -> AllocationVariant:
    """Give out the money of the call in one way and keep the result for comparison."""
    ranking = held(ranking)
    check_sits_on_commission(by, ranking.call)
    _check_undecided(ranking)
    if open_ties(ranking):
        raise Refused(_("First order the applications with equal points."))
    call = ranking.call
    money = call.total if money is None else money
    if money > call.total:
        total = amount(call.total)
        raise Refused(_("The call has %(total)s.") % {"total": total}, field="money")
    floor = from_version(call.rulebook).call.min_share_of_requested
    if mode == Mode.FLOOR_SHARE and floor.value is None:
        raise Refused(_("The rulebook of this call sets no least share of the sum asked."), field="mode")
    return _variant(ranking, Mode(mode), money, floor.value, by)


@service
def compare_variants(*, ranking: Ranking, by: User) -> list[AllocationVariant]:
    """Both ways of giving out the whole money, side by side."""
    floor = from_version(ranking.call.rulebook).call.min_share_of_requested.value
    modes = [Mode.FULL] if floor is None else [Mode.FULL, Mode.FLOOR_SHARE]
    return [make_variant(ranking=ranking, mode=mode, by=by) for mode in modes]


def _variant(
    ranking: Ranking, mode: Mode, money: Decimal, floor: Decimal | None, by: User
) -> AllocationVariant:
    call = ranking.call
    rows = list(ranking.rows.select_related("application").order_by("order"))
    result = allocate(
        [Ask(row.application_id, row.application.requested, row.final, row.reserved) for row in rows],
        Terms(
            money=money,
            mode=mode,
            floor_percent=floor,
            min_score=call.min_score,
            min_amount=call.min_amount,
            max_amount=call.max_amount,
            reserved_percent=call.reserved_percent or Decimal(0),
        ),
    )
    ranking.variants.filter(mode=mode, money=money, chosen=False).delete()
    variant = AllocationVariant.objects.create(
        ranking=ranking,
        mode=mode,
        money=money,
        min_score=call.min_score,
        floor_percent=floor,
        allocated=result.spent,
        unallocated=money - result.spent,
        made_at=timezone.now(),
        made_by=by,
    )
    AllocationRow.objects.bulk_create(
        AllocationRow(
            variant=variant,
            application_id=line.key,
            order=order,
            amount=line.amount,
            outcome=line.outcome,
            reason_code=line.reason,
            params={name: str(value) for name, value in line.params.items()},
        )
        for order, line in enumerate(result.lines, start=1)
    )
    record("make_variant", ranking, by=by, data={"mode": mode, "money": money, "allocated": result.spent})
    return variant


@service
def choose_variant(*, variant: AllocationVariant, by: User) -> AllocationVariant:
    """Choose the variant the decision will follow, locked with its hash."""
    ranking = held(variant.ranking)
    check_sits_on_commission(by, ranking.call)
    _check_undecided(ranking)
    found = ranking.variants.filter(pk=variant.pk).first()
    if found is None:
        raise Refused(_("This variant was replaced by a newer one. Look at the variants again."))
    ranking.variants.filter(chosen=True).update(chosen=False)
    found.chosen, found.sha256 = True, variant_digest(found)
    found.save(update_fields=["chosen", "sha256"])
    record("choose_variant", ranking, by=by, data={"mode": found.mode, "sha256": found.sha256})
    return found


def variant_digest(variant: AllocationVariant) -> str:
    """SHA-256 over the mode, the money and every row."""
    rows = [[r.application_id, f"{r.amount:.2f}", r.outcome, r.reason_code] for r in variant.rows.all()]
    return hashlib.sha256(json.dumps([variant.mode, f"{variant.money:.2f}", rows]).encode()).hexdigest()
