"""Verbs of the person who scores: statement, points with reasons, the locked sheet."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Assignment, Exemption, Score, SubCriterion
from grants.queries.evaluation import SheetCriterion
from grants.rules import check_is_scorer
from grants.scoring import SheetLine, check_points, sheet_total
from grants.services.assignments import score_when_whole
from grants.services.refusals import check_still_untied
from grants.workflows.assignment import ASSIGNMENT
from office import mail
from office.jobs import order_job
from office.models import User
from office.refusal import Refused
from office.service import locked, service

A = Assignment.State
LEAST_REASON = 10  # characters; a reason is a sentence, not a dot
Entry = tuple[Decimal | None, str]


class ChangedMeanwhile(Refused):
    """The sheet was saved in another window since this one was opened."""


class EndedMeanwhile(Refused):
    """The application was given to somebody else, or the person left the list, while the sheet was being written."""


@service
def accept(*, assignment: Assignment, by: User) -> Assignment:
    """State that there is no conflict of interest; only then is the application shown."""
    assignment = locked(assignment)
    check_still_untied(assignment)
    return ASSIGNMENT.apply(assignment, "accept", by=by, declared_at=timezone.now(), declared_by=by)


@service
def declare_conflict(*, assignment: Assignment, note: str, by: User) -> Assignment:
    """State a conflict of interest; the commission picks somebody else, a member is exempted."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=assignment.application_id)
    assignment = locked(assignment)
    first = assignment.declared_at is None
    facts = {"declared_at": timezone.now(), "declared_by": by} if first else {}
    ASSIGNMENT.apply(assignment, "declare_conflict", by=by, note=note, conflict_reason=note, **facts)
    if assignment.member_id:
        Exemption.objects.get_or_create(
            member=assignment.member,
            application=application,
            defaults={"reason": note[:300], "made_at": timezone.now(), "made_by": by},
        )
    mail.send(
        "grants/emails/conflict_declared.txt",
        to=assignment.assigned_by,
        about=assignment,
        context={"assignment": assignment, "application": application},
    )
    score_when_whole(application)
    return assignment


@service
def save_sheet(
    *,
    assignment: Assignment,
    entries: Mapping[SubCriterion, Entry],
    comment: str | None = None,
    version: int | None = None,
    by: User,
) -> Assignment:
    """Save points and reasons in the draft of the sheet; a window opened earlier does not write over a later one."""
    assignment = locked(assignment)
    check_draft(assignment, by)
    if version is not None and version != assignment.version:
        raise ChangedMeanwhile(
            _("This sheet was changed in another window. Compare both texts before you save again.")
        )
    kept = {score.subcriterion_id: score for score in assignment.scores.all()}
    for sub, (points, reason) in entries.items():
        _check_entry(assignment, sub, points)
        score = kept.get(sub.pk) or Score(assignment=assignment, subcriterion=sub)
        if (score.points, score.reason) != (points, reason.strip()) or score.pk is None:
            score.points, score.reason = points, reason.strip()
            score.save()
    if comment is not None:
        assignment.general_comment = comment.strip()
    assignment.version += 1
    assignment.saved_at = timezone.now()
    assignment.save(update_fields=["general_comment", "version", "saved_at"])
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
    save_sheet(assignment=assignment, entries={subcriterion: (points, reason)}, by=by)
    return assignment.scores.get(subcriterion=subcriterion)


@service
def save_comment(*, assignment: Assignment, comment: str, by: User) -> Assignment:
    """Save the general comment of the draft."""
    return save_sheet(assignment=assignment, entries={}, comment=comment, by=by)


def check_draft(assignment: Assignment, by: User) -> None:
    """The scorer writes after the statement and before the sheet is locked."""
    check_is_scorer(by, assignment)
    if assignment.state == A.VOID:
        raise EndedMeanwhile(
            _(
                "This assignment has ended meanwhile, so nothing more is saved in it. What you wrote still stands here: "
                "copy it if you need it."
            )
        )
    if assignment.state != A.ACCEPTED:
        raise Refused(
            _("Points are given after the statement on conflict of interest and before the sheet is locked.")
        )


def _check_entry(assignment: Assignment, sub: SubCriterion, points: Decimal | None) -> None:
    if sub.criterion.call_id != assignment.application.call_id:
        raise Refused(_("This sub-criterion belongs to another call."))
    if points is None:
        return
    try:
        check_points(points, sub.max_points, sub.step)
    except ValueError as wrong:
        raise Refused(str(wrong), law=sub.criterion.law, field=f"points_{sub.pk}") from wrong


def unfinished_of(criteria: list[SheetCriterion]) -> list[SubCriterion]:
    """The same of a sheet that has been read already."""
    return [sub for each in criteria for sub, score in each.lines if not is_finished(score)]


def is_finished(score: Score | None) -> bool:
    """Has points, and a reason long enough."""
    return score is not None and score.points is not None and len(score.reason) >= LEAST_REASON


def unfinished(assignment: Assignment) -> list[SubCriterion]:
    """Sub-criteria still without points or without a reason."""
    done = {score.subcriterion_id for score in assignment.scores.all() if is_finished(score)}
    subs = SubCriterion.objects.filter(criterion__call_id=assignment.application.call_id)
    ordered = subs.select_related("criterion").order_by("criterion__order", "order")
    return [sub for sub in ordered if sub.pk not in done]


@service
def lock_sheet(*, assignment: Assignment, by: User) -> Assignment:
    """Lock the sheet: total, hash, time; the last sheet of an application makes it scored."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=assignment.application_id)
    assignment = locked(assignment)
    ASSIGNMENT.check(assignment, "lock", by=by)
    check_still_untied(assignment)
    open_subs = unfinished(assignment)
    if open_subs:
        raise Refused(
            _("Points and a reason of at least %(least)s characters are missing for “%(name)s”.")
            % {"least": LEAST_REASON, "name": open_subs[0].name},
            law=open_subs[0].criterion.law,
        )
    scores = sheet_scores(assignment)
    total = sheet_total(
        SheetLine(str(s.subcriterion.criterion_id), s.points, s.subcriterion.max_points, s.subcriterion.step)
        for s in scores
    )
    assignment.locked_at = timezone.now()
    ASSIGNMENT.apply(
        assignment,
        "lock",
        by=by,
        total=total,
        locked_at=assignment.locked_at,
        locked_by=by,
        sha256=sheet_digest(assignment, scores),
    )
    score_when_whole(application)
    order_job("grants.score_sheet", subject=assignment, by=by)
    return assignment


def sheet_scores(assignment: Assignment) -> list[Score]:
    """Points of a sheet in the order of the criteria."""
    rows = assignment.scores.select_related("subcriterion__criterion")
    return list(rows.order_by("subcriterion__criterion__order", "subcriterion__order"))


def sheet_digest(assignment: Assignment, scores: list[Score]) -> str:
    """SHA-256 over who locked when, for which application, and every point with its reason."""
    sheet = [
        assignment.locked_at.isoformat(timespec="microseconds"),
        assignment.user_id,
        assignment.application_id,
        [[s.subcriterion_id, f"{s.points:.2f}", s.reason] for s in scores],
        assignment.general_comment,
    ]
    return hashlib.sha256(json.dumps(sheet, ensure_ascii=False).encode()).hexdigest()
