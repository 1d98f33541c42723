"""Situations of scoring: a closed call with complete applications, people to score it, members who score."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.utils import timezone

from grants.models import (
    Application,
    Assignment,
    Call,
    CommissionMember,
    ConflictStatement,
    Evaluator,
    SubCriterion,
)
from grants.services import assignments, evaluation
from tests.factories import grants as made

REASON = "Projekat je jasno povezan sa ciljevima konkursa."


def eligible_call(number: int = 1, *, of=None, requested: Sequence[Decimal | int] = (), **facts) -> Call:
    """A closed call whose applications are complete, with the list of the formal check published."""
    call = made.closed_call(of, **facts)
    Call.objects.filter(pk=call.pk).update(
        check_published_at=made.now(), check_published_by=made.president(call.commission)
    )
    for asked in requested or [5000] * number:
        made.application(call, state="eligible", requested=asked)
    return Call.objects.get(pk=call.pk)


def pair(number: int = 2) -> list[Evaluator]:
    """People on this year's list in force."""
    people = [made.evaluator() for _n in range(number)]
    made.evaluators_list(*people)
    return people


def municipal_commission(size: int = 3):
    """The commission of a municipality, where every member scores (local rulebook)."""
    commission = made.commission(made.body(kind="municipality"))
    for _n in range(size - 3):
        user = made.officer(commission.body, "commission_member")
        member = CommissionMember.objects.create(
            commission=commission,
            user=user,
            full_name=user.full_name,
            role="member",
            valid_from=datetime.date(2026, 1, 15),
        )
        ConflictStatement.objects.create(member=member, text="Nema.", made_at=made.now(), made_by=user)
    return commission


def assigned(application: Application, evaluator: Evaluator) -> Assignment:
    """An assignment that waits for the statement."""
    by = made.president(application.call.commission)
    return assignments.assign(application=application, evaluator=evaluator, by=by)


def accepted(application: Application, evaluator: Evaluator) -> Assignment:
    """An assignment whose statement is given."""
    return evaluation.accept(assignment=assigned(application, evaluator), by=evaluator.user)


def fill(assignment: Assignment, total: Decimal | int) -> Assignment:
    """Points that make the total, from the first sub-criterion on, each with a reason."""
    left, entries = Decimal(total), {}
    subs = SubCriterion.objects.filter(criterion__call=assignment.application.call).select_related(
        "criterion"
    )
    for sub in subs.order_by("criterion__order", "order"):
        points = min(left, sub.max_points)
        entries[sub] = (points, REASON)
        left -= points
    return evaluation.save_sheet(assignment=assignment, entries=entries, by=assignment.user)


def lock(assignment: Assignment, total: Decimal | int) -> Assignment:
    """State no conflict, fill, lock."""
    if assignment.state == Assignment.State.ASSIGNED:
        assignment = evaluation.accept(assignment=assignment, by=assignment.user)
    fill(assignment, total)
    return evaluation.lock_sheet(assignment=assignment, by=assignment.user)


def score_by_members(call: Call, totals: Sequence[Sequence[Decimal]]) -> None:
    """Every member scores every complete application; the totals stand in the order of the applications."""
    by = made.president(call.commission)
    assignments.assign_members_to_all(call=call, due=timezone.localdate(), by=by)
    for application, sheets in zip(
        call.applications.filter(state="eligible").order_by("pk"), totals, strict=True
    ):
        rows = application.assignments.order_by("slot")
        for assignment, total in zip(rows, sheets, strict=True):
            lock(assignment, total)
