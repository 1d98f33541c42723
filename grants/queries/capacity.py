"""How much an evaluator has on the table and how much more fits."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from grants.draw import UNLIMITED
from grants.models import Assignment, Evaluator, EvaluatorCapacity

A = Assignment.State
OPEN = Q(assignments__state__in=[A.ASSIGNED, A.ACCEPTED])
TAKEN = ~Q(assignments__state__in=[A.VOID, A.CONFLICT]) & Q(assignments__isnull=False)


@dataclass(frozen=True, slots=True)
class Load:
    """Open sheets now, sheets of the year, what the person stated, and the room that is left."""

    open: int
    in_year: int
    at_once_limit: int | None
    in_year_limit: int | None

    @property
    def room(self) -> int:
        """How many more fit under both limits."""
        left = [UNLIMITED]
        if self.at_once_limit is not None:
            left.append(self.at_once_limit - self.open)
        if self.in_year_limit is not None:
            left.append(self.in_year_limit - self.in_year)
        return max(0, min(left))


def loads(evaluators: Collection[Evaluator], year: int) -> dict[int, Load]:
    """Loads by the key of the evaluator, in two questions."""
    keys = [each.pk for each in evaluators]
    rows = Evaluator.objects.filter(pk__in=keys).annotate(
        open=Count("assignments", filter=OPEN),
        in_year=Count("assignments", filter=TAKEN & Q(assignments__assigned_at__year=year)),
    )
    stated = {row.evaluator_id: row for row in EvaluatorCapacity.objects.filter(evaluator__in=keys)}
    return {
        row.pk: Load(
            row.open,
            row.in_year,
            stated[row.pk].at_once if row.pk in stated else None,
            stated[row.pk].in_year if row.pk in stated else None,
        )
        for row in rows
    }
