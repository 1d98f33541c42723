"""Long work of the formal check, of sessions and of objections: their documents."""

from django.utils.translation import gettext_lazy as _

from grants.documents.check_list import issue_check_list
from grants.documents.letter_acts import issue_letter
from grants.documents.minutes import issue_minutes
from grants.models import CheckList, CommissionSession, GrantLetter
from office.jobs import handler
from office.models import IssuedDocument, Job


@handler("grants.letter", title=_("Letter to an applicant (PDF)"))
def letter(job: Job) -> IssuedDocument:
    """Draw a letter."""
    return issue_letter(letter=GrantLetter.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("grants.check_list", title=_("List of complete and incomplete applications (PDF)"))
def check_list(job: Job) -> IssuedDocument:
    """Draw a published list."""
    return issue_check_list(checked=CheckList.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("grants.minutes", title=_("Minutes of a session (PDF)"))
def minutes(job: Job) -> IssuedDocument:
    """Draw confirmed minutes."""
    return issue_minutes(session=CommissionSession.objects.get(pk=job.subject_id), by=job.ordered_by)
