"""Long work of nominations."""

from django.utils.translation import gettext_lazy as _

from council.documents.nomination_list import issue_list
from council.models import NominationCall
from office.jobs import handler
from office.models import IssuedDocument, Job


@handler("council.nomination_list", title=_("List of proposed representatives (PDF)"))
def nomination_list(job: Job) -> IssuedDocument:
    """Draw the published list as a document."""
    return issue_list(NominationCall.objects.get(pk=job.subject_id), by=job.ordered_by)
