"""Laws across rows of spending and reports."""

from collections.abc import Iterator

from office.laws import law
from reports.models import Report, SpendingRow
from reports.recipients import ABROAD, NO_NUMBER
from reports.snapshots.annual_spending import digest


@law("a placeholder number names no organisation")
def placeholders_name_nobody() -> Iterator[str]:
    """Rows with a placeholder number joined to an organisation."""
    for row in SpendingRow.objects.filter(
        organisation_number__in=[NO_NUMBER, ABROAD], organisation__isnull=False
    ):
        yield f"spending row {row.pk}: joined to an organisation by a placeholder number"


@law("the figures of a report are those it was built with")
def figures_unchanged() -> Iterator[str]:
    """Reports whose stored figures no longer have their hash."""
    for report in Report.objects.exclude(snapshot=None).only("pk", "slug", "snapshot", "snapshot_sha256"):
        if digest(report.snapshot) != report.snapshot_sha256:
            yield f"report {report.slug}: figures changed"
