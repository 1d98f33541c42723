"""Equal points by the rule of the rulebook: rows of a new list, and the seed of the lot."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.equals import TieRule
from grants.models import Ranking, RankingRow
from grants.queries.ranked import Places, places_today
from grants.queries.ranking import open_ties
from grants.rules import check_sits_on_commission
from grants.services.variants import held
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.rulebooks import Rule, from_version
from office.service import service

SEED = ("tie_seed", "tie_seed_source", "tie_seed_at", "tie_seed_by")
LEAST_SEED = 4  # signs, as for the draw of evaluators


def new_rows(ranking: Ranking, places: Places) -> list[RankingRow]:
    """Rows of a list, not saved yet; what the confirmed rule has ordered says so with its article."""
    return [
        RankingRow(
            ranking=ranking,
            application_id=row.key,
            place=row.place,
            order=row.order,
            final=row.final,
            tied=row.tied,
            tie_from=row.start if row.tied else None,
            tie_reason=places.words if row.tied and row.order is not None else "",
            sheet_totals=[str(total) for total in places.totals[row.key]],
        )
        for row in places.rows
    ]


def rule_of(ranking: Ranking) -> Rule[str]:
    """The rule for equal points of this call."""
    return from_version(ranking.call.rulebook).ranking.tie_rule


def check_lot_drawn(ranking: Ranking) -> None:
    """Where a confirmed rule draws lots, the commission does not order equals instead."""
    rule = rule_of(ranking)
    if rule.confirmed and rule.value == TieRule.LOT and not ranking.tie_seed:
        raise Refused(_("Equal points are ordered by lot here: first record the seed."), law=rule.law)


@service
def record_tie_seed(*, ranking: Ranking, seed: str, source: str, by: User) -> Ranking:
    """Write the seed of the lot down, once; a confirmed rule then orders the equals by it."""
    ranking = held(ranking)
    check_sits_on_commission(by, ranking.call)
    rule = rule_of(ranking)
    if rule.value != TieRule.LOT:
        raise Refused(_("Equal points are not ordered by lot here."), law=rule.law)
    if ranking.state != Ranking.State.DRAFT:
        raise Refused(_("The ranking list is confirmed; its order is not changed any more."))
    if ranking.tie_seed:
        raise Refused(_("The seed of the lot is recorded; it is not changed any more."))
    if not open_ties(ranking):
        raise Refused(_("No applications with equal points wait for an order."))
    seed, source = " ".join(seed.split()), source.strip()
    if len(seed) < LEAST_SEED:
        raise Refused(_("The seed has at least %(n)s characters.") % {"n": LEAST_SEED}, field="seed")
    if not source:
        raise Refused(_("Write where everybody can look the seed up."), field="source")
    ranking.tie_seed, ranking.tie_seed_source = seed, source
    ranking.tie_seed_at, ranking.tie_seed_by = timezone.now(), by
    ranking.save(update_fields=list(SEED))
    record("record_tie_seed", ranking, by=by, note=source, data={"seed": seed})
    if rule.confirmed:
        _order_by_lot(ranking)
    return ranking


def _order_by_lot(ranking: Ranking) -> None:
    """Orders that wait are given by the lots; nothing else of the list changes."""
    places = places_today(ranking.call, seed=ranking.tie_seed, source=ranking.tie_seed_source)
    by_key = {row.key: row for row in places.rows}
    waiting = list(ranking.rows.filter(order__isnull=True))
    for row in waiting:
        drawn = by_key[row.application_id]
        row.order, row.tie_from, row.tie_reason = drawn.order, drawn.start, places.words
    RankingRow.objects.bulk_update(waiting, ["order", "tie_from", "tie_reason"])
    ranking.variants.all().delete()
