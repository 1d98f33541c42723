"""Long work in the rooms of `calls`."""

from django.utils.translation import gettext_lazy as _

from grants.documents.call_text import issue_call_text
from grants.models import Call
from office.jobs import handler
from office.models import IssuedDocument, Job


@handler("grants.call_text", title=_("Text of a public call (PDF)"))
def call_text(job: Job) -> IssuedDocument:
    """Draw the text of the call as a document."""
    return issue_call_text(Call.objects.get(pk=job.subject_id), by=job.ordered_by)
