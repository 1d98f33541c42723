"""Everything of an application in one file: drawn once for each state of it, by the worker."""

from grants.models import Application
from grants.queries.whole_files import KIND, print_of, whole_file_job
from office.jobs import order_job
from office.models import Job, User
from office.service import locked, service


@service
def order_whole_file(*, application: Application, side: str, language: str, by: User) -> Job:
    """Have it drawn, unless it is there as it would be now, or already being drawn."""
    locked(application)
    seen, job = print_of(application, side), whole_file_job(application, side, language)
    if job and job.params.get("print") == seen and job.state not in {Job.State.FAILED, Job.State.CANCELLED}:
        return job
    params = {"side": side, "language": language, "print": seen}
    return order_job(KIND, subject=application, by=by, params=params)
