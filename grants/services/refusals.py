"""An evaluator says no without a conflict of interest; the commission is told and picks somebody else."""

from django.utils import timezone

from grants.models import Application, Assignment, AssignmentRefusal
from grants.services.ties import check_no_tie
from grants.workflows.assignment import ASSIGNMENT
from office import mail
from office.models import User
from office.service import locked, service


@service
def refuse_assignment(*, assignment: Assignment, note: str, by: User) -> Assignment:
    """Refuse an open assignment with its reason; a locked sheet stays."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=assignment.application_id)
    assignment = ASSIGNMENT.apply(locked(assignment), "refuse", by=by, note=note)
    AssignmentRefusal.objects.create(
        assignment=assignment, reason=note.strip(), refused_at=timezone.now(), refused_by=by
    )
    mail.send(
        "grants/emails/assignment_refused.txt",
        to=assignment.assigned_by,
        about=assignment,
        context={"application": application, "call": application.call, "reason": note.strip()},
    )
    return assignment


def check_still_untied(assignment: Assignment) -> None:
    """Ties are looked for again when an application is opened: the register changes after the assignment."""
    if assignment.evaluator_id:
        check_no_tie(assignment.evaluator, assignment.application)
