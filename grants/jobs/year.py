"""Long work in the rooms of the programmed year: the documents of analyses."""

from django.utils.translation import gettext_lazy as _

from grants.documents.analysis import issue_analysis
from grants.models import SectorAnalysis
from office.jobs import handler
from office.models import IssuedDocument, Job


@handler("grants.sector_analysis", title=_("Sectoral analysis (PDF)"))
def sector_analysis(job: Job) -> IssuedDocument:
    """Draw the analysis as it was handed in."""
    return issue_analysis(SectorAnalysis.objects.get(pk=job.subject_id), by=job.ordered_by)
