"""The bell rings and a real worker does the work."""

import time

from office import jobs
from office.models import Job, StoredFile


def over(job: Job, seconds: float = 60) -> Job:
    """The job when it is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job.refresh_from_db()
        if job.is_over:
            return job
        time.sleep(0.2)
    raise AssertionError(f"{job} is still {job.state} after {seconds} s")


def test_real_worker_does_what_was_ordered(worker):
    file = StoredFile.objects.create(sha256="0" * 64, size=1, content_type="application/pdf", name="a.pdf")
    job = jobs.order_job("office.scan", subject=file, by=None)
    over(job)
    assert (job.state, job.attempts, job.error) == ("done", 1, "")
