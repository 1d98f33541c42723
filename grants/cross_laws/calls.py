"""Laws across rows in the rooms of `calls`, checked by `manage.py check_office`."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import F, Q, Sum

from grants.call_rest import rest_of
from grants.models import Call, CallLink, Commission, CommissionMember, PriorityItem, SubCriterion
from grants.models.calls import CallExtension
from office.laws import law

LIVE = Q(calls__state__in=["published", "decided", "closed"])
# A second call gives what is left of the first, whose sum counts already.
LIVE &= ~Q(calls__earlier_link__kind="rest", calls__earlier_link__earlier__item=F("pk"))


@law("calls under an item of the decision stay within its sum")
def calls_within_their_item() -> Iterator[str]:
    """Published calls that together are above the amount of their item."""
    rows = PriorityItem.objects.annotate(called=Sum("calls__total", filter=LIVE)).filter(
        called__gt=F("amount")
    )
    for item in rows:
        yield f"item {item.pk} of the decision has {item.amount}, its calls {item.called}"


@law("a call belongs to the body of its commission, item and plan")
def call_of_one_body() -> Iterator[str]:
    """Calls whose parts name different bodies."""
    apart = ~Q(commission__body=F("body"))
    apart |= Q(item__isnull=False) & ~Q(item__body=F("body"))
    apart |= Q(plan__isnull=False) & ~Q(plan__body=F("body"))
    for call in Call.objects.filter(apart):
        yield f"call {call.pk}: commission, item or plan is of another body"


@law("sub-criteria of a published call give the points of their criterion")
def subcriteria_make_the_criterion() -> Iterator[str]:
    """Criteria whose sub-criteria sum to something else."""
    rows = (
        SubCriterion.objects.exclude(criterion__call__state=Call.State.DRAFT)
        .values("criterion_id", "criterion__max_points")
        .annotate(given=Sum("max_points"))
        .exclude(given=F("criterion__max_points"))
        .order_by("criterion_id")
    )
    for row in rows:
        given: Decimal = row["given"]
        yield f"criterion {row['criterion_id']}: sub-criteria {given}, criterion {row['criterion__max_points']}"


@law("a formed commission has its president")
def formed_commission_has_a_president() -> Iterator[str]:
    """Formed commissions that nobody presides over."""
    presided = CommissionMember.objects.filter(role=CommissionMember.Role.PRESIDENT, valid_until__isnull=True)
    for commission in Commission.objects.filter(state=Commission.State.FORMED).exclude(
        pk__in=presided.values("commission")
    ):
        yield f"commission {commission.pk} has no president"


@law("a second call stays within what the first left")
def second_call_within_the_rest() -> Iterator[str]:
    """Second calls that together give more than the decision left."""
    for link in (
        CallLink.objects.filter(kind=CallLink.Kind.REST)
        .select_related("earlier")
        .order_by("earlier_id")
        .distinct("earlier_id")
    ):
        over = -rest_of(link.earlier)
        if over > 0:
            yield f"call {link.earlier_id}: the calls after it give {over} more than it left"


@law("the deadline of a call is its last extension's")
def deadline_is_the_last_extension() -> Iterator[str]:
    """Calls whose deadline is not the one of the last extension."""
    last: dict[int, CallExtension] = {}
    for extension in CallExtension.objects.select_related("call").order_by("pk"):
        last[extension.call_id] = extension
    for extension in last.values():
        if extension.after != extension.call.deadline:
            yield f"call {extension.call_id}: deadline {extension.call.deadline}, extension {extension.after}"
