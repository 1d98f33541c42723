"""The commission answers objections: dismissed with reasons, or upheld with points corrected or a rejection lifted."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Assignment, GrantLetter, Objection, PointsCorrection, Score
from grants.services.letters import put_in_post
from grants.services.objections import call_held
from grants.workflows.application import APPLICATION
from grants.workflows.objection import OBJECTION
from office.audit import record
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service

New = Mapping[int, tuple[Decimal, str]]  # score → points after, reason


def held(objection: Objection) -> Objection:
    """The objection under its lock, call and application first."""
    _call, application = call_held(objection.application)
    objection = locked(objection)
    objection.application = application
    return objection


@service
def dismiss(*, objection: Objection, reply: str, by: User) -> Objection:
    """The objection is dismissed with reasons; the list stays as it is."""
    objection = held(objection)
    return _answer(objection, "dismiss", reply, by)


@service
def uphold(*, objection: Objection, reply: str, points: New, by: User) -> Objection:
    """The objection is upheld: points are corrected one by one with reasons, or the rejection is lifted."""
    objection = held(objection)
    OBJECTION.check(objection, "uphold", by=by, note=reply)
    application = objection.application
    if not objection.in_time:
        raise Refused(_("The objection came after its term: it can only be dismissed."))
    if application.state == Application.State.REJECTED:
        if points:
            raise Refused(_("A rejected application has no points yet; upholding lifts its rejection."))
        APPLICATION.apply(application, "reinstate", by=by, note=reply)
    else:
        _correct(objection, points, by)
    return _answer(objection, "uphold", reply, by)


def _correct(objection: Objection, points: New, by: User) -> None:
    """Write the corrections; the locked sheets stay as they were signed."""
    if not points:
        raise Refused(_("Upholding changes points: write the new points of at least one sub-criterion."))
    scores = {
        score.pk: score
        for score in Score.objects.filter(
            assignment__application=objection.application, assignment__state=Assignment.State.SUBMITTED
        ).select_related("subcriterion")
    }
    for pk, (after, reason) in points.items():
        score = scores.get(pk)
        if score is None:
            raise Refused(_("These points do not belong to this application."))
        _check_points(score, after, reason)
        PointsCorrection.objects.create(
            objection=objection, score=score, before=present_points(score), after=after, reason=reason.strip()
        )
    record(
        "correct_points",
        objection.application,
        by=by,
        data={str(pk): str(after) for pk, (after, _reason) in points.items()},
    )


def _check_points(score: Score, after: Decimal, reason: str) -> None:
    """Within the sub-criterion, by its step, really other points, with a reason."""
    sub, field = score.subcriterion, f"points-{score.pk}"
    if not 0 <= after <= sub.max_points:
        raise Refused(
            _("“%(name)s” gives 0 to %(most)s points.") % {"name": sub.name, "most": sub.max_points},
            field=field,
        )
    if after % sub.step:
        raise Refused(
            _("Points of “%(name)s” go by %(step)s.") % {"name": sub.name, "step": sub.step}, field=field
        )
    if after == present_points(score):
        raise Refused(_("“%(name)s” has these points already.") % {"name": sub.name}, field=field)
    if not reason.strip():
        raise Refused(_("Write why the points of “%(name)s” change.") % {"name": sub.name}, field=field)


def present_points(score: Score) -> Decimal:
    """Points as they hold today, with the last correction."""
    last = score.corrections.order_by("pk").last()
    return last.after if last else score.points or Decimal(0)


def _answer(objection: Objection, step: str, reply: str, by: User) -> Objection:
    """State, reasons, number and letter of the reply."""
    application = objection.application
    OBJECTION.check(objection, step, by=by, note=reply)
    number = next_number("letter", year=timezone.localdate().year, body=application.call.body)
    law = from_version(application.call.rulebook).ranking.objection_decision_days.law
    OBJECTION.apply(
        objection,
        step,
        by=by,
        note=reply,
        reply=reply.strip(),
        reply_number=number,
        decided_at=timezone.now(),
        decided_by=by,
    )
    objection.letter = put_in_post(
        application, GrantLetter.Kind.OBJECTION, reply.strip(), by, law=law, number=number
    )
    objection.save(update_fields=["letter"])
    record(f"objection_{objection.state}", application, by=by, note=reply, data={"number": objection.number})
    return objection
