"""How long a body usually takes from the deadline of a call to its decision."""

import statistics
from dataclasses import dataclass

from django.utils import timezone

from grants.models import Call

MOST = 50  # calls looked back


@dataclass(frozen=True, slots=True)
class UsualTime:
    """The median in days and the number of calls it is made of; without a call there is no median."""

    days: int
    calls: int
    shortest: int
    longest: int


def usual_time(call: Call) -> UsualTime:
    """From the decided calls of the same body, this one left out."""
    rows = (
        Call.objects.filter(body=call.body_id, decision__state="published", deadline__isnull=False)
        .exclude(pk=call.pk)
        .order_by("-deadline")
        .values_list("deadline", "decision__published_at")[:MOST]
    )
    days = sorted(
        max(0, (timezone.localdate(decided) - timezone.localdate(deadline)).days)
        for deadline, decided in rows
        if decided
    )
    if not days:
        return UsualTime(0, 0, 0, 0)
    return UsualTime(round(statistics.median(days)), len(days), days[0], days[-1])
