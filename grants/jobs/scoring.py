"""Long work of the rooms of `scoring`: their documents."""

from django.utils.translation import gettext_lazy as _

from grants.documents.decision import issue_decision
from grants.documents.evaluator_list import issue_evaluator_list
from grants.documents.ranking_list import issue_ranking
from grants.documents.score_sheet import issue_sheet
from grants.models import Assignment, Decision, EvaluatorList, Ranking
from grants.services.ranking_news import tell_of_ranking
from office.jobs import handler
from office.models import IssuedDocument, Job


@handler("grants.score_sheet", title=_("Score sheet (PDF)"))
def score_sheet(job: Job) -> IssuedDocument:
    """Draw a locked sheet."""
    return issue_sheet(assignment=Assignment.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("grants.evaluator_list", title=_("List of independent evaluators (PDF)"))
def evaluator_list(job: Job) -> IssuedDocument:
    """Draw an adopted version of the list."""
    return issue_evaluator_list(evaluators=EvaluatorList.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("grants.ranking_list", title=_("Ranking list (PDF)"))
def ranking_list(job: Job) -> IssuedDocument:
    """Draw the confirmed ranking list."""
    return issue_ranking(ranking=Ranking.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("grants.decision", title=_("Decision on the allocation of funds (PDF)"))
def decision(job: Job) -> IssuedDocument:
    """Draw the signed decision."""
    return issue_decision(decision=Decision.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("grants.ranking_news", title=_("Letters about the published ranking list"))
def ranking_news(job: Job) -> None:
    """Write to every applicant of the list."""
    tell_of_ranking(ranking=Ranking.objects.get(pk=job.subject_id), by=job.ordered_by)
