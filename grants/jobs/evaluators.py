"""Long work of the rooms around evaluators: their documents."""

from django.utils.translation import gettext_lazy as _

from grants.documents.evaluators import (
    issue_candidacy_decision,
    issue_complaint_answer,
    issue_evaluator_call,
    issue_work_statement,
)
from grants.models import Candidacy, CandidacyComplaint, EvaluatorCall, WorkStatement
from office.jobs import handler
from office.models import IssuedDocument, Job


@handler("grants.evaluator_call", title=_("Call for evaluators (PDF)"))
def evaluator_call(job: Job) -> IssuedDocument:
    """Draw a published call."""
    return issue_evaluator_call(call=EvaluatorCall.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("grants.candidacy_decision", title=_("Decision on a candidate (PDF)"))
def candidacy_decision(job: Job) -> IssuedDocument | None:
    """Draw the letter to a candidate."""
    return issue_candidacy_decision(candidacy=Candidacy.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("grants.candidacy_complaint", title=_("Decision on a complaint of a candidate (PDF)"))
def candidacy_complaint(job: Job) -> IssuedDocument:
    """Draw the answer to a complaint."""
    return issue_complaint_answer(
        complaint=CandidacyComplaint.objects.get(pk=job.subject_id), by=job.ordered_by
    )


@handler("grants.work_statement", title=_("Statement of work (PDF)"))
def work_statement(job: Job) -> IssuedDocument:
    """Draw a statement of work."""
    return issue_work_statement(statement=WorkStatement.objects.get(pk=job.subject_id), by=job.ordered_by)
