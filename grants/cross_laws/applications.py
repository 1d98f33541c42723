"""Laws across rows in the rooms of `applications`, checked by `manage.py check_office`."""

from collections.abc import Iterator

from django.db.models import Count, F, Q, Sum

from grants.eligibility import LAST_SECOND
from grants.models import Application, FiledVersion
from grants.services.applications import digest
from office.laws import law
from office.models import IssuedDocument


@law("an application is filed before the deadline of its call")
def filed_in_time() -> Iterator[str]:
    """Applications whose request arrived after the last second of the deadline."""
    filed = Application.objects.filter(submitted_at__gte=F("call__deadline") + LAST_SECOND)
    for row in filed.select_related("call"):
        yield f"application {row.number}: filed {row.submitted_at}, deadline {row.call.deadline}"


@law("an organisation files no more applications than the call allows")
def filed_within_the_number() -> Iterator[str]:
    """Organisations with more filed applications to one call than it takes."""
    counted = (
        Application.objects.filed()
        .values("call__number", "call__max_applications", "organisation__number")
        .annotate(count=Count("pk"))
        .filter(count__gt=F("call__max_applications"))
    )
    for row in counted.order_by("call__number"):
        yield f"call {row['call__number']}: {row['count']} applications of {row['organisation__number']}"


@law("what was handed in is what its fingerprint says")
def snapshots_are_whole() -> Iterator[str]:
    """Applications whose frozen data no longer give the fingerprint on their receipt."""
    frozen = Application.objects.filter(snapshot__isnull=False).only("number", "snapshot", "snapshot_sha256")
    for row in frozen.iterator(500):
        if digest(row.snapshot) != row.snapshot_sha256:
            yield f"application {row.number}: the frozen data differ from their fingerprint"
    versions = FiledVersion.objects.select_related("application").only(
        "number", "snapshot", "sha256", "application__number"
    )
    for version in versions.iterator(500):
        if digest(version.snapshot) != version.sha256:
            yield (
                f"application {version.application.number}, version {version.number}: the frozen data differ from "
                "their fingerprint"
            )


@law("the sum asked is the sum of the budget")
def sums_follow_the_budget() -> Iterator[str]:
    """Checked applications whose lines ask for something else than the application."""
    checked = Application.objects.in_competition().annotate(asked=Sum("budget_lines__requested"))
    for row in checked.filter(~Q(asked=F("requested"))):
        yield f"application {row.number}: asked {row.requested}, lines {row.asked}"


@law("an application has at most one receipt, and its completion one")
def one_receipt() -> Iterator[str]:
    """Applications for which two receipts of one kind were issued."""
    kinds = ("grants.receipt", "grants.completion_receipt")
    issued = IssuedDocument.objects.filter(kind__in=kinds, status="valid")
    for row in issued.values("kind", "subject_id").annotate(count=Count("pk")).filter(count__gt=1):
        yield f"application {row['subject_id']}: {row['count']} receipts"
