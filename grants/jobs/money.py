"""Long work of contracts and reports of NGOs: their documents; reminders by the clock."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from grants.documents.contract import issue_contract
from grants.documents.grant_report import issue_report
from grants.models import Contract, GrantReport
from grants.services.report_reminders import remind_by_mail
from office.jobs import handler
from office.models import IssuedDocument, Job


@handler("grants.contract", title=_("Contract (PDF)"))
def contract(job: Job) -> IssuedDocument:
    """Draw the contract."""
    return issue_contract(contract=Contract.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("grants.grant_report", title=_("Report of an organisation (PDF)"))
def grant_report(job: Job) -> IssuedDocument:
    """Draw the submitted report."""
    return issue_report(report=GrantReport.objects.get(pk=job.subject_id), by=job.ordered_by)


@shared_task
def remind_of_reports() -> None:
    """Four times a day: write to organisations whose report is due in a week, or was due, once each."""
    remind_by_mail(by=None)
