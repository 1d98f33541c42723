"""Long work of reports."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.jobs import handler
from office.models import IssuedDocument, Job
from reports.models import Report, SpendingImport
from reports.services.reports import build
from reports.services.spending_import import apply_import


@handler("reports.annual_spending", title=_("Annual report (PDF)"))
def annual_spending(job: Job) -> IssuedDocument:
    """Collect the figures of the year and draw the report."""
    report = build(report=Report.objects.get(pk=job.subject_id), by=job.ordered_by, progress=job.progress)
    return report.document


@handler("reports.apply_import", title=_("Import of spending"))
def apply_spending_import(job: Job) -> str:
    """Apply a checked file to the spending of its bodies."""
    batch = SpendingImport.objects.get(pk=job.subject_id)
    apply_import(batch=batch, by=job.ordered_by, progress=job.progress)
    return reverse("reports_staff:import", args=[batch.pk])
