"""Long work around handing in: an approval is compared with the text after each save."""

from django.utils.translation import gettext_lazy

from grants.queries.filing import application_of
from grants.services.sign_off import end_changed_sign_off
from office.jobs import handler
from office.models import Job


@handler("grants.sign_off_check", title=gettext_lazy("Approval compared with the text"))
def sign_off_check(job: Job) -> None:
    """End the approval when the text is no longer the approved one."""
    application = application_of(job.subject_id)
    if application:
        end_changed_sign_off(application=application, by=job.ordered_by)
