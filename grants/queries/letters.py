"""Questions about the letters of a decision: all of them, how many are sent, what stands before and after one."""

from django.db.models import Count, Q, QuerySet

from grants.models import Decision, DecisionLetter
from office.models import Job

FILTERS = {
    "awarded": Q(row__outcome="awarded"),
    "not_supported": Q(row__outcome="not_supported"),
    "corrected": ~Q(opening="") | ~Q(closing=""),
    "waiting": Q(sent_at__isnull=True),
}
KINDS = ("grants.publish_decision", "grants.send_letters")


def letters_of(decision: Decision, only: str = "") -> QuerySet[DecisionLetter]:
    """Letters in the order of the decision."""
    found = decision.letters.select_related(
        "row__application__organisation", "row__application__submitted_by", "decision", "email"
    )
    return found.filter(FILTERS.get(only, Q())).order_by("row__order", "pk")


def counts_of(decision: Decision) -> dict[str, int]:
    """How many letters there are, were corrected, and are sent; one statement."""
    return decision.letters.aggregate(
        all=Count("pk"),
        corrected=Count("pk", filter=FILTERS["corrected"]),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
    )


def beside(decision: Decision, letter: DecisionLetter) -> tuple[int | None, int | None]:
    """The letters before and after this one."""
    rows = decision.letters.order_by("row__order", "pk")
    order = letter.row.order
    before = rows.filter(row__order__lt=order).values_list("pk", flat=True).last()
    after = rows.filter(row__order__gt=order).values_list("pk", flat=True).first()
    return before, after


def running_job(decision: Decision) -> Job | None:
    """The last work that publishes the decision or sends its letters."""
    found = Job.objects.filter(kind__in=KINDS, subject="grants.decision", subject_id=str(decision.pk))
    return found.order_by("-pk").first()
