"""Questions about the decision on the allocation of funds and what becomes public with it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from grants.models import Call, Decision, DecisionRow, Ranking
from grants.queries.objections import is_final
from office.deadlines import add_days, end_of
from office.jurisdiction import current, has_feature
from office.rulebooks import from_version


def decision_of(call: Call) -> Decision | None:
    """The decision of a call with its signers; an annulled one makes way for a new one."""
    people = ("drafted_by", "first_signed_by", "second_signed_by", "published_by")
    rows = Decision.objects.filter(call=call).exclude(state=Decision.State.ANNULLED)
    found = rows.select_related("variant", "document__file", *people).first()
    if found:
        found.call = call  # with everything already read of it
    return found


def standing_decision(call: Call) -> Decision | None:
    """The decision of a call as it was read with the call, unless a court annulled it."""
    found: Decision | None = getattr(call, "decision", None)
    return None if found is not None and found.state == Decision.State.ANNULLED else found


def decision_rows(decision: Decision) -> QuerySet[DecisionRow]:
    """Rows of a decision in its order."""
    return decision.rows.select_related("application__organisation").order_by("order", "pk")


@dataclass(frozen=True, slots=True)
class Sums:
    """Money and numbers of a decision."""

    given: Decimal
    awarded: int
    refused: int


def sums_of(decision: Decision) -> Sums:
    """How much to how many."""
    won = Q(outcome=DecisionRow.Outcome.AWARDED)
    rows = decision.rows.aggregate(
        given=Sum("amount"), awarded=Count("pk", filter=won), refused=Count("pk", filter=~won)
    )
    return Sums(rows["given"] or Decimal(0), rows["awarded"], rows["refused"])


def objections_until(call: Call, ranking: Ranking | None) -> datetime.datetime | None:
    """Last moment for objections against the published list, where the office knows them; None when over."""
    days = from_version(call.rulebook).ranking.objection_days.value
    if not has_feature("objections") or not days or ranking is None or ranking.published_at is None:
        return None
    if is_final(call):
        return None
    last = end_of(add_days(timezone.localdate(ranking.published_at), days, current().calendar))
    return last if last > timezone.now() else None
