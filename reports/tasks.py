"""Long work of reports."""

from django.utils.translation import gettext_lazy as _

from office.jobs import handler
from office.models import IssuedDocument, Job
from reports.models import Report
from reports.services.reports import build


@handler("reports.annual_spending", title=_("Annual report (PDF)"))
def annual_spending(job: Job) -> IssuedDocument:
    """Collect the figures of the year and draw the report."""
    job.progress(1, 3, str(_("Collecting the figures")))
    report = build(report=Report.objects.get(pk=job.subject_id), by=job.ordered_by)
    job.progress(3, 3, str(_("Built")))
    return report.document
