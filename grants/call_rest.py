"""What a decision left of the money of a call, and which calls take money of an item of the decision."""

from decimal import Decimal

from django.db.models import F, Q, Sum

from grants.models import Call, CallLink, DecisionRow, PriorityItem

# A second call gives what the first left: its money stands in the sum of the first already.
GIVES_THE_REST = Q(earlier_link__kind=CallLink.Kind.REST, earlier_link__earlier__item=F("item"))


def awarded_in(call: Call) -> Decimal:
    """What the published decision gave."""
    decision = getattr(call, "decision", None)
    if decision is None or decision.state != decision.State.PUBLISHED:
        return Decimal(0)
    rows = decision.rows.filter(outcome=DecisionRow.Outcome.AWARDED)
    return rows.aggregate(given=Sum("amount"))["given"] or Decimal(0)


def rest_of(call: Call, *, without: Call | None = None) -> Decimal:
    """The money nobody got, less what later calls for the rest already take; `without` leaves one of them out."""
    later = call.later_links.filter(kind=CallLink.Kind.REST).exclude(later__state=Call.State.CANCELLED)
    if without is not None:
        later = later.exclude(later=without)
    taken = later.aggregate(taken=Sum("later__total"))["taken"] or Decimal(0)
    return call.total - awarded_in(call) - taken


def rest_link(call: Call) -> CallLink | None:
    """The link of a second call to the first."""
    return CallLink.objects.select_related("earlier").filter(later=call, kind=CallLink.Kind.REST).first()


def counted_calls(item: PriorityItem) -> list[Call]:
    """Calls that take money of an item; a second call is not counted twice."""
    return list(item.calls.exclude(state=Call.State.CANCELLED).exclude(GIVES_THE_REST))
