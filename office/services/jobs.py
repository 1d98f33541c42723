"""What a person may do to long work: stop it, or have it tried again."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from office import jobs
from office.audit import record
from office.models import Job
from office.refusal import Refused
from office.service import locked, service


@service
def cancel_job(*, job: Job, by: Any) -> Job:
    """Stop work that is not over; running work stops at its next report of progress and leaves nothing
    behind."""
    job = locked(job)
    if job.is_over:
        raise Refused(_("This work is already over."))
    job.cancel_asked = True
    if job.state == Job.State.WAITING:
        job.state, job.finished_at = Job.State.CANCELLED, timezone.now()
    job.save(update_fields=["cancel_asked", "state", "finished_at"])
    record("cancel", job, by=by)
    return job


@service
def retry_job(*, job: Job, by: Any) -> Job:
    """Order the same work once more; the stopped one stays in the list as it ended."""
    job = locked(job)
    if job.state not in {Job.State.FAILED, Job.State.CANCELLED}:
        raise Refused(_("Only work that has stopped can be tried again."))
    again = jobs.order_job(job.kind, by=job.ordered_by or by, params=job.params)
    again.subject, again.subject_id = job.subject, job.subject_id
    again.save(update_fields=["subject", "subject_id"])
    record("retry", job, by=by, data={"as": again})
    return again
