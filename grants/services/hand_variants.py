"""Verb of the variant by hand: sums written by the commission, each that differs with its reason."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from grants.allocation import Allocation, HandError, Mode, Reason, Terms, allocate
from grants.models import AllocationRow, AllocationVariant, Application
from grants.reasons import reason_text
from grants.rules import check_not_exempt
from grants.services.variants import asks_of, computing, kept
from office.models import User
from office.refusal import Refused
from office.service import service

MONEY_REASONS = {Reason.NOT_ENOUGH_MONEY, Reason.OWNER_CAP, Reason.AREA_CAP}
LEAST_REASON = 10  # characters; a reason is a sentence, not a dot


@service
def write_by_hand(
    *, variant: AllocationVariant, sums: Mapping[int, tuple[Decimal, str]], name: str, by: User
) -> AllocationVariant:
    """A variant by hand, beginning from another: every sum that differs from it carries its written reason."""
    ranking = computing(variant.ranking, by)
    base = {row.application_id: row for row in ranking.variants.get(pk=variant.pk).rows.all()}
    if set(sums) - set(base):
        raise Refused(_("This application is not on the list."))
    applications = Application.objects.select_related("call__commission").in_bulk(list(sums))
    notes = {key: row.note for key, row in base.items()}
    for key, (sum_given, reason) in sums.items():
        changed = sum_given != base[key].amount
        if changed and len(reason.strip()) < LEAST_REASON:
            raise Refused(
                _("Write why application %(number)s gets another sum: at least %(least)s characters.")
                % {"number": applications[key].number, "least": LEAST_REASON},
                field=f"reason_{key}",
            )
        if changed:
            check_not_exempt(by, applications[key])
        if changed or reason.strip():
            notes[key] = reason.strip()
    by_hand = {key: row.amount for key, row in base.items()} | {
        key: each for key, (each, _why) in sums.items()
    }
    terms = _hand_terms(variant, by_hand)
    try:
        result = allocate(asks_of(ranking), terms)
    except HandError as no:
        why = reason_text(no.reason, {key: str(value) for key, value in no.params.items()})
        raise Refused(f"{applications[no.key].number}: {why}", field=f"sum_{no.key}") from no
    result = _with_kept_reasons(result, base, notes)
    return kept(ranking, terms, result, by, name=name, notes=notes)


def _with_kept_reasons(
    result: Allocation[int],
    base: Mapping[int, AllocationRow],
    notes: Mapping[int, str],
) -> Allocation[int]:
    """What was not changed keeps the reason it had; where the money freed would now do, the commission says why not."""
    lines = []
    for line in result.lines:
        row = base[line.key]
        if row.amount != line.amount or notes[line.key]:
            lines.append(line)
            continue
        params = {key: Decimal(value) for key, value in row.params.items()}
        if row.reason_code in MONEY_REASONS and params["needed"] <= result.rest:
            number = Application.objects.get(pk=line.key).number
            raise Refused(
                _("There is money left for application %(number)s now: give it a sum, or write why not.")
                % {"number": number},
                field=f"reason_{line.key}",
            )
        lines.append(replace(line, reason=Reason(row.reason_code), params=params))
    return replace(result, lines=tuple(lines))


def _hand_terms(variant: AllocationVariant, by_hand: dict[int, Decimal]) -> Terms:
    """The terms of the variant it began from, with sums instead of a way of computing them."""
    call = variant.ranking.call
    return Terms(
        money=variant.money,
        mode=Mode.BY_HAND,
        floor_percent=variant.floor_percent,
        min_score=variant.min_score,
        min_amount=call.min_amount,
        max_amount=call.max_amount,
        reserved_percent=call.reserved_percent or Decimal(0),
        owner_cap=variant.owner_cap,
        area_cap=variant.area_cap,
        by_hand=by_hand,
    )
