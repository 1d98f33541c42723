"""Questions about long work."""

from django.db.models import QuerySet

from office.jobs import title_of
from office.models import Job, User
from office.roles import Permission


def jobs_of(user: User) -> QuerySet[Job]:
    """A person's own work; those who keep people or read the audit trail see all."""
    found = Job.objects.select_related("ordered_by", "result_file", "result_document__file")
    return found if watches(user) else found.filter(ordered_by=user)


def watches(user: User) -> bool:
    """Does the person see the work of everybody?"""
    return user.can(Permission.MANAGE_PEOPLE) or user.can(Permission.READ_AUDIT)


def opens(user: User, job: Job) -> bool:
    """May the person open this piece of work?"""
    return job.ordered_by_id == user.pk or watches(user)


def filtered(found: QuerySet[Job], *, state: str = "") -> QuerySet[Job]:
    """Jobs in a state."""
    return found.filter(state=state) if state else found


def titled(jobs: list[Job]) -> list[Job]:
    """The same jobs, each with the name people call its kind by."""
    for job in jobs:
        job.title = title_of(job.kind)
    return jobs
