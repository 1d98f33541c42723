"""Laws across rows in the rooms of `scoring`, checked by `manage.py check_office`."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Count, F, Max, Prefetch, Q, Sum
from django.db.models.functions import Coalesce

from grants.models import AllocationVariant, Application, Assignment, Decision, EvaluatorList, Ranking, Score
from grants.published_allocation import former_digest, variant_digest
from grants.services.evaluation import sheet_digest
from office.laws import law
from office.rulebooks import from_version

A, S = Assignment.State, Application.State
SCORED = (S.SCORED, S.AWARDED, S.REFUSED)


@law("awards stay within the money of the call")
def awards_within_the_call() -> Iterator[str]:
    """Awards never exceed the money of the call; what is left is what was not given."""
    found = Decision.objects.annotate(given=Coalesce(Sum("rows__amount"), Decimal(0))).select_related("call")
    for decision in found:
        if decision.given > decision.call.total:
            yield f"decision {decision.pk} gives {decision.given}, the call has {decision.call.total}"


@law("a signed decision speaks of every application in the competition")
def decision_speaks_of_all() -> Iterator[str]:
    """A signed decision speaks of every application in the competition."""
    for decision in Decision.objects.exclude(state__in=["drafted", "annulled"]).annotate(said=Count("rows")):
        competing = Application.objects.filter(call=decision.call_id, state__in=SCORED).count()
        if decision.said != competing:
            yield f"decision {decision.pk} has {decision.said} rows for {competing} applications"


@law("a scored application has all its sheets, locked")
def scored_has_its_sheets() -> Iterator[str]:
    """Every scored application has its locked sheets, and no open one."""
    rows = Application.objects.filter(state__in=SCORED).annotate(
        locked=Count("assignments", filter=Q(assignments__state=A.SUBMITTED)),
        open=Count("assignments", filter=Q(assignments__state__in=[A.ASSIGNED, A.ACCEPTED])),
    )
    needed: dict[int, int] = {}
    for each in rows.select_related("call__rulebook"):
        if each.call_id not in needed:
            needed[each.call_id] = from_version(each.call.rulebook).evaluation.scorers.value or 1
        if each.locked < needed[each.call_id]:
            yield f"application {each.pk} is scored with {each.locked} of {needed[each.call_id]} sheets"
        if each.open:
            yield f"application {each.pk} is scored while {each.open} sheets are open"


@law("the total of a sheet is the sum of its points")
def total_is_the_sum_of_points() -> Iterator[str]:
    """The total of a locked sheet is the sum of its points."""
    sheets = Assignment.objects.filter(state=A.SUBMITTED).annotate(
        points=Coalesce(Sum("scores__points"), Decimal(0))
    )
    for pk in sheets.exclude(points=F("total")).values_list("pk", flat=True):
        yield f"sheet {pk}: the total is not the sum of its points"


@law("a locked sheet is not changed")
def locked_sheets_unchanged() -> Iterator[str]:
    """A locked sheet still says what was locked."""
    points = Score.objects.order_by("subcriterion__criterion__order", "subcriterion__order")
    sheets = Assignment.objects.filter(state=A.SUBMITTED).order_by("pk")
    for sheet in sheets.prefetch_related(Prefetch("scores", points)).iterator(chunk_size=500):
        if sheet.sha256 != sheet_digest(sheet, list(sheet.scores.all())):
            yield f"sheet {sheet.pk} was changed after it was locked"


@law("the decision follows the chosen variant, unchanged")
def decision_follows_the_chosen_variant() -> Iterator[str]:
    """The variant a decision follows is the one that was chosen, unchanged."""
    for variant in AllocationVariant.objects.filter(chosen=True).select_related("ranking__call"):
        if variant.sha256 not in {variant_digest(variant), former_digest(variant)}:
            yield f"variant {variant.pk} was changed after it was chosen"
    for pk in Decision.objects.filter(variant__chosen=False).values_list("pk", flat=True):
        yield f"decision {pk} follows a variant that is not chosen"


@law("applications have the outcome of the published decision")
def outcomes_follow_the_decision() -> Iterator[str]:
    """After publication every application has the outcome of its row."""
    rows = Decision.objects.filter(state="published", rows__outcome="awarded")
    for pk in rows.exclude(rows__application__state__in=[S.AWARDED]).values_list("pk", flat=True).distinct():
        yield f"decision {pk}: an awarded application does not say so"


@law("places of adopted and confirmed lists have no gap")
def places_without_gap() -> Iterator[str]:
    """Places of an adopted list run from 1 without gap; a ranking list as well."""
    adopted = EvaluatorList.objects.filter(state="adopted").annotate(
        people=Count("entries"), last=Max("entries__order")
    )
    for pk in adopted.exclude(people=F("last")).values_list("pk", flat=True):
        yield f"list of evaluators {pk}: its places have a gap"
    lists = Ranking.objects.exclude(state="draft").annotate(lines=Count("rows"), last=Max("rows__order"))
    for pk in lists.exclude(lines=F("last")).values_list("pk", flat=True):
        yield f"ranking list {pk}: its order has a gap"
