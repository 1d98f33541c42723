"""Questions of the staff about reports."""

from django.db.models import QuerySet

from office.audit import subject_of
from office.models import Job
from reports.models import Report


def all_reports() -> QuerySet[Report]:
    """Every report, newest first."""
    return Report.objects.select_related(
        "document__file", "job", "ordered_by", "approved_by", "replaces"
    ).order_by("-pk")


def built_reports() -> QuerySet[Report]:
    """Reports that have their file."""
    return all_reports().exclude(document=None)


def waiting_for_approval() -> QuerySet[Report]:
    """Built reports a second person reads."""
    return all_reports().filter(state=Report.State.BUILT)


def job_of(report: Report) -> Job | None:
    """The newest work on this report, ordered here or tried again in the list of work."""
    jobs = Job.objects.filter(subject=subject_of(report), subject_id=str(report.pk))
    return jobs.order_by("-pk").first()
