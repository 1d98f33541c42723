"""Points with their reasons, and contracts, as the public reads them once the decision is published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page
from django.db.models import Prefetch, Q, QuerySet, Sum

from grants.models import Application, Assignment, Call, Contract, Criterion, GrantReport, Score
from grants.queries.evaluation import SheetCriterion
from grants.visibility import Part, seen_by_citizen


@dataclass(frozen=True, slots=True)
class PublicSheet:
    """One locked sheet: whose place it is, by name only where the rulebook says so."""

    slot: int
    name: str
    total: Decimal
    criteria: list[SheetCriterion]
    comment: str


def decided_application(call: Call, number: str) -> Application | None:
    """An application of a call whose decision is published; nothing before, and nothing of those never decided on."""
    if Part.SHEETS not in seen_by_citizen(call):
        return None
    rows = call.applications.filter(number=number).exclude(state=Application.State.WITHDRAWN)
    return rows.select_related(
        "organisation", "decision_row__contract", "decision_row__answer", "ranking_row"
    ).first()


def public_sheets(application: Application, call: Call, *, with_names: bool) -> list[PublicSheet]:
    """Every locked sheet in the order of the places; as many statements for two sheets as for seven."""
    locked = application.assignments.filter(state=Assignment.State.SUBMITTED).order_by("slot", "pk")
    criteria = list(Criterion.objects.filter(call=call).order_by("order").prefetch_related("subcriteria"))
    return [
        PublicSheet(
            slot=row.slot,
            name=row.user.full_name if with_names else "",
            total=row.total,
            criteria=filled(criteria, row),
            comment=row.general_comment,
        )
        for row in locked.select_related("user").prefetch_related("scores")
    ]


def locked_sheets(call: Call) -> QuerySet[Assignment]:
    """Locked sheets of a call whose applications the public may read, by application and place."""
    rows = Assignment.objects.filter(application__call=call, state=Assignment.State.SUBMITTED)
    rows = rows.exclude(application__state=Application.State.WITHDRAWN)
    return rows.order_by("application_id", "slot", "pk")


def filled(criteria: list[Criterion], sheet: Assignment) -> list[SheetCriterion]:
    """The criteria with the points of one sheet."""
    scores = {score.subcriterion_id: score for score in sheet.scores.all()}
    rows = []
    for each in criteria:
        lines = [(sub, scores.get(sub.pk)) for sub in each.subcriteria.all()]
        points = [score.points or Decimal(0) for _sub, score in lines if score]
        rows.append(SheetCriterion(each, lines, sum(points, Decimal(0))))
    return rows


def scores_of(call: Call) -> QuerySet[Score]:
    """Every point of every locked sheet of a decided call, for a table."""
    locked = {"assignment__application__call": call, "assignment__state": Assignment.State.SUBMITTED}
    rows = Score.objects.filter(**locked).select_related(
        "assignment__application__organisation", "assignment__user", "subcriterion__criterion"
    )
    return rows.order_by(
        "assignment__application__number",
        "assignment__slot",
        "subcriterion__criterion__order",
        "subcriterion__order",
    )


def contracts_of_call(call: Call) -> QuerySet[Contract]:
    """Signed contracts of a call with what is paid of each and how its reports stand, by number."""
    filed = GrantReport.objects.exclude(state=GrantReport.State.DRAFT).order_by("pk")
    rows = Contract.objects.filter(row__decision__call=call).exclude(state=Contract.State.DRAFTED)
    return (
        rows.select_related("row__application__organisation")
        .prefetch_related(Prefetch("reports", filed, to_attr="filed_reports"))
        .annotate(paid=Sum("tranches__amount", filter=Q(tranches__paid_on__isnull=False), default=Decimal(0)))
        .order_by("number")
    )


def all_of(call: Call, contracts: Page | list[Contract]) -> Sequence[Contract]:
    """All contracts of a call of which a page shows a part; those that are not on it with their day alone."""
    if isinstance(contracts, Page) and contracts.has_other_pages():
        rows = Contract.objects.filter(row__decision__call=call).exclude(state=Contract.State.DRAFTED)
        return list(rows.only("signed_on"))
    return list(contracts)


def score_lines(call: Call, *, with_names: bool) -> Iterator[tuple[object, ...]]:
    """Points as plain values: application, place of the scorer, criterion, sub-criterion, points, reason."""
    for row in scores_of(call).iterator(500):
        sheet, sub = row.assignment, row.subcriterion
        yield (
            sheet.application.number,
            sheet.application.organisation.number,
            sheet.slot,
            sheet.user.full_name if with_names else "",
            sub.criterion.name,
            sub.name,
            row.points,
            sub.max_points,
            row.reason,
        )
