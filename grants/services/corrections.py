"""Verbs of the correction of a locked sheet: asked with a reason, answered by somebody else, the old sheet kept."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Assignment, Call, Ranking, SheetCorrection
from grants.rules import check_answers_correction, check_is_scorer
from grants.services.evaluation import sheet_scores
from grants.workflows.application import APPLICATION
from grants.workflows.assignment import ASSIGNMENT
from office import mail
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service

A, C = Assignment.State, SheetCorrection.State
LEAST_REASON = 20  # characters


def _under_locks(assignment: Assignment) -> tuple[Call, Application, Assignment]:
    """Call, application and sheet, locked in this order."""
    call = Call.objects.select_for_update(of=("self",)).get(pk=assignment.application.call_id)
    application = Application.objects.select_for_update(of=("self",)).get(pk=assignment.application_id)
    return call, application, locked(assignment)


@service
def ask_correction(*, assignment: Assignment, reason: str, by: User) -> SheetCorrection:
    """The scorer asks that the locked sheet be opened for correction, and says what is wrong with it."""
    call, application, assignment = _under_locks(assignment)
    check_is_scorer(by, assignment)
    if assignment.state != A.SUBMITTED:
        raise Refused(_("Only a locked sheet is corrected on request."))
    _check_list_open(call, application)
    if len(reason.strip()) < LEAST_REASON:
        raise Refused(
            _("Write what is to be corrected and why: at least %(least)s characters.")
            % {"least": LEAST_REASON},
            field="reason",
        )
    if assignment.corrections.filter(state=C.ASKED).exists():
        raise Refused(_("Your request already waits for an answer."))
    made = SheetCorrection.objects.create(
        assignment=assignment, reason=reason.strip(), asked_at=timezone.now(), asked_by=by
    )
    record("ask_correction", assignment, by=by, note=reason.strip())
    mail.send(
        "grants/emails/correction_asked.txt",
        to=assignment.assigned_by,
        about=assignment,
        context={"assignment": assignment, "application": application, "reason": made.reason},
    )
    return made


def _check_list_open(call: Call, application: Application) -> None:
    """A sheet is corrected until the ranking list is confirmed."""
    if application.state not in {Application.State.ELIGIBLE, Application.State.SCORED}:
        raise Refused(
            _("The decision on this application is published; its sheets are not corrected any more.")
        )
    ranking = Ranking.objects.filter(call=call).first()
    if ranking and ranking.state != Ranking.State.DRAFT:
        raise Refused(_("The ranking list is confirmed; sheets are not corrected any more."))


@service
def allow_correction(*, correction: SheetCorrection, answer: str, by: User) -> Assignment:
    """Open the sheet again: the old one is kept with its hash and document, an unconfirmed list is thrown away."""
    call, application, assignment = _under_locks(correction.assignment)
    correction = _open_request(correction, answer, by)
    _check_list_open(call, application)
    if not assignment.document_id:
        raise Refused(_("The document of the locked sheet is still being made. Try again in a minute."))
    kept = kept_sheet(assignment)
    facts = {"total": assignment.total, "locked_at": assignment.locked_at, "sha256": assignment.sha256}
    _answered(correction, C.ALLOWED, answer, by, sheet=kept, document=assignment.document, **facts)
    ASSIGNMENT.apply(
        assignment,
        "reopen",
        by=by,
        note=answer,
        total=None,
        locked_at=None,
        locked_by=None,
        sha256="",
        document=None,
    )
    if application.state == Application.State.SCORED:
        APPLICATION.apply(application, "reopen_scoring", by=None, note=answer)
    _throw_list_away(call, by)
    _tell(correction, assignment)
    return assignment


def _throw_list_away(call: Call, by: User) -> None:
    """A list that is only drafted counted the old sheet; it is made anew when the new one is locked."""
    ranking = Ranking.objects.select_for_update(of=("self",)).filter(call=call).first()
    if ranking:
        record("discard_ranking", call, by=by, data={"rows": ranking.rows.count()})
        ranking.delete()


@service
def refuse_correction(*, correction: SheetCorrection, answer: str, by: User) -> SheetCorrection:
    """The sheet stays as it was locked, and the scorer is told why."""
    _call, _application, assignment = _under_locks(correction.assignment)
    correction = _open_request(correction, answer, by)
    _answered(correction, C.REFUSED, answer, by)
    record("refuse_correction", assignment, by=by, note=answer.strip())
    _tell(correction, assignment)
    return correction


def _open_request(correction: SheetCorrection, answer: str, by: User) -> SheetCorrection:
    correction = locked(correction)
    check_answers_correction(by, correction.assignment)
    if correction.state != C.ASKED:
        raise Refused(_("This request has been answered already."))
    if not answer.strip():
        raise Refused(_("Write the reason of the answer: it becomes part of the file."), field="answer")
    return correction


def _answered(correction: SheetCorrection, state: str, answer: str, by: User, **facts: Any) -> None:
    facts |= {"state": state, "answer": answer.strip(), "answered_at": timezone.now(), "answered_by": by}
    for name, value in facts.items():
        setattr(correction, name, value)
    correction.save(update_fields=list(facts))


def _tell(correction: SheetCorrection, assignment: Assignment) -> None:
    mail.send(
        "grants/emails/correction_answered.txt",
        to=assignment.user,
        about=assignment,
        context={"correction": correction, "application": assignment.application},
    )


def kept_sheet(assignment: Assignment) -> dict[str, Any]:
    """Every point with its reason as plain values, so that the old sheet can be read when a new one stands."""
    return {
        "comment": assignment.general_comment,
        "lines": [
            {
                "criterion": score.subcriterion.criterion.name,
                "subcriterion": score.subcriterion.name,
                "points": f"{score.points:.2f}",
                "max_points": f"{score.subcriterion.max_points:.2f}",
                "reason": score.reason,
            }
            for score in sheet_scores(assignment)
        ],
    }
