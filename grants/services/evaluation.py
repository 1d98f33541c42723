"""Verbs of the person who scores: statement, points with reasons, the locked sheet."""

import hashlib
import json
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Assignment, Score, SubCriterion
from grants.rules import check_is_scorer
from grants.scoring import SheetLine, check_points, sheet_total
from grants.workflows.application import APPLICATION
from grants.workflows.assignment import ASSIGNMENT
from office import mail
from office.jobs import order_job
from office.models import User
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service

A = Assignment.State
LEAST_REASON = 10  # characters; a reason is a sentence, not a dot


@service
def accept(*, assignment: Assignment, by: User) -> Assignment:
    """State that there is no conflict of interest; only then is the application shown."""
    return ASSIGNMENT.apply(locked(assignment), "accept", by=by, declared_at=timezone.now(), declared_by=by)


@service
def declare_conflict(*, assignment: Assignment, note: str, by: User) -> Assignment:
    """State a conflict of interest; the commission picks somebody else."""
    assignment = locked(assignment)
    first = assignment.declared_at is None
    facts = {"declared_at": timezone.now(), "declared_by": by} if first else {}
    ASSIGNMENT.apply(assignment, "declare_conflict", by=by, note=note, conflict_reason=note, **facts)
    mail.send(
        "grants/emails/conflict_declared.txt",
        to=assignment.assigned_by,
        about=assignment,
        context={"assignment": assignment, "application": assignment.application},
    )
    return assignment


@service
def save_score(
    *,
    assignment: Assignment,
    subcriterion: SubCriterion,
    points: Decimal | None,
    reason: str,
    by: User,
) -> Score:
    """Save points and reason of one sub-criterion in the draft of the sheet."""
    assignment = locked(assignment)
    check_is_scorer(by, assignment)
    if assignment.state != A.ACCEPTED:
        raise Refused(
            _("Points are given after the statement on conflict of interest and before the sheet is locked.")
        )
    if subcriterion.criterion.call_id != assignment.application.call_id:
        raise Refused(_("This sub-criterion belongs to another call."))
    if points is not None:
        try:
            check_points(points, subcriterion.max_points, subcriterion.step)
        except ValueError as wrong:
            raise Refused(
                str(wrong), law=subcriterion.criterion.law, field=f"points_{subcriterion.pk}"
            ) from wrong
    score, _made = Score.objects.update_or_create(
        assignment=assignment,
        subcriterion=subcriterion,
        defaults={"points": points, "reason": reason.strip()},
    )
    return score


@service
def save_comment(*, assignment: Assignment, comment: str, by: User) -> Assignment:
    """Save the general comment of the draft."""
    assignment = locked(assignment)
    check_is_scorer(by, assignment)
    if assignment.state != A.ACCEPTED:
        raise Refused(_("The sheet is locked."))
    assignment.general_comment = comment
    assignment.save(update_fields=["general_comment"])
    return assignment


def unfinished(assignment: Assignment) -> list[SubCriterion]:
    """Sub-criteria still without points or without a reason."""
    done = {
        score.subcriterion_id
        for score in assignment.scores.all()
        if score.points is not None and len(score.reason) >= LEAST_REASON
    }
    subs = SubCriterion.objects.filter(criterion__call_id=assignment.application.call_id)
    return [sub for sub in subs.order_by("criterion__order", "order") if sub.pk not in done]


@service
def lock_sheet(*, assignment: Assignment, by: User) -> Assignment:
    """Lock the sheet: total, hash, time; the last sheet of an application makes it scored."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=assignment.application_id)
    assignment = locked(assignment)
    ASSIGNMENT.check(assignment, "lock", by=by)
    open_subs = unfinished(assignment)
    if open_subs:
        raise Refused(
            _("Points and a reason of at least %(least)s characters are missing for “%(name)s”.")
            % {"least": LEAST_REASON, "name": open_subs[0].name},
            law=open_subs[0].criterion.law,
        )
    scores = list(
        assignment.scores.select_related("subcriterion__criterion").order_by(
            "subcriterion__criterion__order", "subcriterion__order"
        )
    )
    total = sheet_total(
        SheetLine(str(s.subcriterion.criterion_id), s.points, s.subcriterion.max_points, s.subcriterion.step)
        for s in scores
    )
    at = timezone.now()
    sheet = [
        at.isoformat(),
        by.full_name,
        application.number,
        [[s.subcriterion.name, str(s.points), s.reason] for s in scores],
    ]
    ASSIGNMENT.apply(
        assignment,
        "lock",
        by=by,
        total=total,
        locked_at=at,
        locked_by=by,
        sha256=hashlib.sha256(json.dumps(sheet, ensure_ascii=False).encode()).hexdigest(),
    )
    _score_application(application)
    order_job("grants.score_sheet", subject=assignment, by=by)
    return assignment


def _score_application(application: Application) -> None:
    """When all sheets are locked the application is scored (the commission's own step, done by the system)."""
    rules = from_version(application.call.rulebook).evaluation
    live = application.assignments.exclude(state__in=[A.VOID, A.CONFLICT])
    locked_sheets = live.filter(state=A.SUBMITTED).count()
    needed = rules.scorers.value if rules.scored_by.value == "evaluators" else live.count()
    if locked_sheets == live.count() and locked_sheets >= (needed or 1):
        APPLICATION.apply(application, "score", by=None)
