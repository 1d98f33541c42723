"""Questions of the staff about reports."""

from django.db.models import QuerySet

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
