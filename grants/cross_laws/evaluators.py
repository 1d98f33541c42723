"""Laws across rows in the rooms around evaluators, checked by `manage.py check_office`."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Count, Max, Sum

from grants.models import EvaluatorDraw, WorkStatement
from grants.queries.draws import repeated
from office.laws import law


@law("a draw of evaluators gives its result again")
def draws_give_their_result_again() -> Iterator[str]:
    """The frozen input is unchanged, and its seed gives the recorded result."""
    for draw in EvaluatorDraw.objects.filter(state="drawn").iterator(chunk_size=100):
        again = repeated(draw, draw.seed)
        if not again.input_same:
            yield f"draw {draw.number}: its input was changed after it was written down"
        elif not again.result_same:
            yield f"draw {draw.number}: its seed gives another result"


@law("a statement of work pays for its sheets, and a year stays under its ceiling")
def fees_stay_under_the_ceiling() -> Iterator[str]:
    """Fees are so many sheets times the fee; what is paid in a year is at most the greatest ceiling named in it."""
    live = WorkStatement.objects.exclude(state=WorkStatement.State.ANNULLED)
    for statement in live.annotate(sheets=Count("lines")):
        if statement.gross != statement.sheets * statement.fee:
            yield f"statement {statement.number}: its fees are not those of its sheets"
    capped = live.filter(ceiling__isnull=False).values("evaluator", "year")
    for row in capped.annotate(paid=Sum("payable"), most=Max("ceiling")).order_by("evaluator", "year"):
        if (row["paid"] or Decimal(0)) > row["most"]:
            yield f"evaluator {row['evaluator']}: fees of {row['year']} are above the ceiling"
