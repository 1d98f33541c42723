"""Questions about scoring: the commission's table of sheets, the scorer's own work."""

import datetime
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from grants.models import (
    Application,
    ApplicationDocument,
    Assignment,
    Call,
    Criterion,
    Score,
    SheetCorrection,
    SubCriterion,
)
from grants.queries.staff_applications import current_seats
from grants.scoring import gap, sheets_needed
from grants.visibility import Part, seen_by_commission
from office.models import Body, User, bodies_of
from office.roles import Permission as P
from office.rulebooks import Rules, from_version

A, S = Assignment.State, Application.State
GONE = (A.VOID, A.CONFLICT)
LARGE_GAP = Decimal(15)  # only a mark for the eye where the rulebook names no difference


def working_bodies(user: User) -> QuerySet[Body]:
    """Bodies whose calls the person runs or whose decisions the person signs."""
    return bodies_of(user, P.MANAGE_CALLS) | bodies_of(user, P.SIGN_DECISIONS)


def calls_seen_by(user: User) -> QuerySet[Call]:
    """Published calls of the commissions the person sits on, and of the bodies the person works for."""
    mine = Q(commission__in=current_seats(user).values("commission")) | Q(body__in=working_bodies(user))
    return (
        Call.objects.exclude(state=Call.State.DRAFT)
        .filter(mine)
        .select_related("body", "commission", "rulebook", "ranking", "decision")
        .prefetch_related("commission__members__statement")
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One place of a scorer in the table: who, in which state, and the total once it may be seen."""

    slot: int
    assignment: Assignment | None
    name: str
    state: str
    label: Any
    total: Decimal | None

    @property
    def late(self) -> bool:
        """Open though its term has passed."""
        due = self.assignment.due if self.assignment else None
        return self.state in {A.ASSIGNED, A.ACCEPTED} and due is not None and due < timezone.localdate()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One application with its sheets."""

    application: Application
    sheets: list[Sheet]
    gap: Decimal | None
    large: bool
    conflicts: int
    third: bool = False  # one more scorer is needed because the sheets differ too much

    @property
    def complete(self) -> bool:
        """Every place has somebody."""
        return all(sheet.assignment for sheet in self.sheets)


def large_gap(rules: Rules) -> Decimal:
    """Difference of sheets that is marked: the rulebook's own where it has one."""
    return rules.evaluation.third_scorer_gap.value or LARGE_GAP


FILTERS = ("without", "open", "scored")


def competing(call: Call, only: str = "") -> QuerySet[Application]:
    """Applications that are scored in this call; `only` without scorers, with open sheets, or scored."""
    live = Count("assignments", filter=~Q(assignments__state__in=GONE))
    being = Count("assignments", filter=Q(assignments__state__in=[A.ASSIGNED, A.ACCEPTED]))
    found = call.applications.filter(state__in=Application.COMPETING).annotate(live=live, being=being)
    without = Q(live__lt=places(call)) | Q(being=0)  # nobody, too few, or one more is needed
    if only == "without":
        found = found.filter(without, state=S.ELIGIBLE)
    elif only == "open":
        found = found.filter(state=S.ELIGIBLE).exclude(without)
    elif only == "scored":
        found = found.exclude(state=S.ELIGIBLE)
    return found.select_related("organisation").order_by("number", "pk")


def places(call: Call) -> int:
    """How many sheets an application of this call has: by rule, or one for each member."""
    rules = from_version(call.rulebook)
    if rules.evaluation.scorers.value:
        return rules.evaluation.scorers.value
    return max(1, sum(1 for each in call.commission.members.all() if each.valid_until is None))


def matrix(call: Call, applications: list[Application], number: int) -> list[MatrixRow]:
    """The table of applications and sheets; no points before all sheets of an application are locked."""
    rows: dict[int, list[Assignment]] = {each.pk: [] for each in applications}
    sheets = Assignment.objects.filter(application__in=rows).select_related("evaluator", "member")
    for sheet in sheets.order_by("slot", "pk"):
        rows[sheet.application_id].append(sheet)
    rules = from_version(call.rulebook)
    third = rules.evaluation.third_scorer_gap
    by_rule = third.value if third.confirmed and rules.evaluation.scored_by.value == "evaluators" else None
    limit = large_gap(rules)
    return [_matrix_row(each, rows[each.pk], number, limit, by_rule) for each in applications]


def _matrix_row(
    application: Application,
    assignments: list[Assignment],
    number: int,
    limit: Decimal,
    third_gap: Decimal | None,
) -> MatrixRow:
    seen = Part.TOTALS in seen_by_commission(application)
    live = {each.slot: each for each in assignments if each.state not in GONE}
    third = needs_one_more(application, assignments, third_gap, number)
    number += third
    sheets = [
        _sheet(slot, live.get(slot), seen)
        for slot in range(1, max([number, *live] if live else [number]) + 1)
    ]
    totals = [sheet.total for sheet in sheets if sheet.total is not None]
    apart = gap(totals) if len(totals) > 1 else None
    conflicts = sum(each.state == A.CONFLICT for each in assignments)
    return MatrixRow(application, sheets, apart, apart is not None and apart >= limit, conflicts, third)


def needs_one_more(
    application: Application, assignments: list[Assignment], third_gap: Decimal | None, number: int
) -> bool:
    """All sheets are locked and differ by more than the rulebook allows: one more is needed."""
    totals = [each.total for each in assignments if each.state == A.SUBMITTED]
    waits = application.state == S.ELIGIBLE and not any(
        each.state in {A.ASSIGNED, A.ACCEPTED} for each in assignments
    )
    return waits and len(totals) == number and sheets_needed(totals, number, third_gap) > number


def _sheet(slot: int, assignment: Assignment | None, seen: bool) -> Sheet:
    if assignment is None:
        return Sheet(slot, None, "", "", "", None)
    person = assignment.evaluator or assignment.member
    total = assignment.total if seen and assignment.state == A.SUBMITTED else None
    return Sheet(slot, assignment, person.full_name, assignment.state, assignment.get_state_display(), total)


def progress(call: Call) -> dict[str, int]:
    """How far the scoring of a call is: applications by state, sheets locked of all given out."""
    live = ~Q(assignments__state__in=GONE) & Q(assignments__isnull=False)
    return call.applications.filter(state__in=Application.COMPETING).aggregate(
        applications=Count("pk", distinct=True),
        scored=Count("pk", filter=~Q(state=S.ELIGIBLE), distinct=True),
        sheets=Count("assignments", filter=live, distinct=True),
        locked=Count("assignments", filter=Q(assignments__state=A.SUBMITTED), distinct=True),
    )


def applications_to_score(user: User) -> QuerySet[Application]:
    """Applications in the competition that the person may look at for the commission."""
    calls = calls_seen_by(user).order_by().values("pk")
    sheets = Assignment.objects.select_related("evaluator", "member", "user", "document", "refusal").order_by(
        "slot", "pk"
    )
    return (
        Application.objects.filter(call__in=calls, state__in=Application.COMPETING)
        .select_related("organisation", "call__body", "call__commission", "call__rulebook")
        .prefetch_related(Prefetch("assignments", sheets))
    )


def assignments_of_commission(user: User) -> QuerySet[Assignment]:
    """Assignments the commission may take back or replace."""
    return Assignment.objects.filter(
        application__in=applications_to_score(user).order_by().values("pk")
    ).select_related(
        "application__call__commission", "application__organisation", "evaluator", "member", "user"
    )


def own_assignments(user: User) -> QuerySet[Assignment]:
    """Everything ever given to this person to score; whose it is not, does not find it."""
    allowed = SheetCorrection.objects.filter(assignment=OuterRef("pk"), state=SheetCorrection.State.ALLOWED)
    return (
        Assignment.objects.filter(user=user)
        .annotate(reopened=Exists(allowed))
        .select_related(
            "evaluator__user",
            "application__call__body",
            "application__call__commission",
            "application__call__rulebook",
            "application__organisation",
            "document__file",
        )
    )


@dataclass(frozen=True, slots=True)
class CallWork:
    """What one person scores in one call."""

    call: Call
    assignments: list[Assignment]
    locked: int
    counted: int
    due: datetime.date | None
    average: Decimal | None
    least: Decimal | None
    most: Decimal | None


def work_of(user: User) -> list[CallWork]:
    """The person's assignments by call, the unfinished first."""
    rows = own_assignments(user).exclude(state=A.VOID)
    ordered = rows.order_by("-application__call__deadline", "application__call_id", "application__number")
    work = []
    for _call_id, group in groupby(ordered, key=lambda each: each.application.call_id):
        own = list(group)
        states = Counter(each.state for each in own)
        dues = [each.due for each in own if each.due and each.state in {A.ASSIGNED, A.ACCEPTED}]
        totals = [each.total for each in own if each.state == A.SUBMITTED]
        work.append(
            CallWork(
                own[0].application.call,
                own,
                locked=states[A.SUBMITTED],
                counted=len(own) - states[A.CONFLICT],
                due=min(dues, default=None),
                average=sum(totals) / len(totals) if len(totals) > 1 else None,
                least=min(totals, default=None),
                most=max(totals, default=None),
            )
        )
    return sorted(work, key=lambda each: each.locked == each.counted)


def papers_of(application: Application) -> QuerySet[ApplicationDocument]:
    """Papers handed in with the application."""
    return application.documents.select_related("file", "required").order_by("required__order", "pk")


@dataclass(frozen=True, slots=True)
class SheetCriterion:
    """A criterion of a sheet with its lines and the points so far."""

    criterion: Criterion
    lines: list[tuple[SubCriterion, Score | None]]
    total: Decimal


def sheet_of(assignment: Assignment) -> list[SheetCriterion]:
    """The whole sheet in the order of the criteria."""
    scores = {score.subcriterion_id: score for score in assignment.scores.all()}
    criteria = Criterion.objects.filter(call_id=assignment.application.call_id).prefetch_related(
        "subcriteria"
    )
    return [
        SheetCriterion(
            each,
            [(sub, scores.get(sub.pk)) for sub in each.subcriteria.all()],
            sum(
                (scores[sub.pk].points or Decimal(0) for sub in each.subcriteria.all() if sub.pk in scores),
                Decimal(0),
            ),
        )
        for each in criteria.order_by("order")
    ]


def sheets_with_points(application: Application) -> list[tuple[Assignment, list[SheetCriterion]]]:
    """Every locked sheet of an application with its points and reasons."""
    locked = [each for each in application.assignments.all() if each.state == A.SUBMITTED]
    return [(each, sheet_of(each)) for each in locked]
