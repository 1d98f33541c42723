"""What the worker does: run jobs, sweep them, deliver mail, seal the audit trail."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from post_office.mail import send_queued_mail_until_done

from office import jobs, scanner
from office.models import Job
from office.services.audit import seal_audit as seal
from office.services.audit import seal_day as close_day


@shared_task
def run_job(pk: int) -> None:
    """Do one job."""
    jobs.run_job(pk)


@shared_task
def sweep_jobs() -> None:
    """Ring again for what the bell did not reach."""
    jobs.sweep()


@shared_task
def send_mail() -> None:
    """Deliver what waits in the outbox; a second runner finds the lock taken and leaves."""
    send_queued_mail_until_done()


@shared_task
def seal_audit() -> None:
    """Seal the audit lines of finished transactions."""
    seal(by=None)


@shared_task
def seal_day() -> None:
    """Publish the seal of the day that has ended; a second run finds it published."""
    close_day(at=timezone.now(), by=None)


@jobs.handler("office.scan", title=_("Virus check of a file"))
def scan(job: Job) -> None:
    """Ask the virus scanner about one uploaded file."""
    scanner.scan(int(job.subject_id))
