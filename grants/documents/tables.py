"""Lists of applications as tables to download; no contact data."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application

APPLICATION_HEAD = (
    _("Number"),
    _("Public call"),
    _("Organisation"),
    _("Number in the register"),
    _("Title"),
    _("State"),
    _("Requested"),
    _("Submitted"),
)


def application_rows(rows: Iterable[Application]) -> Iterator[tuple[str, ...]]:
    """A line for each application, sums with a decimal point, moments as ISO."""
    for row in rows:
        yield (
            row.number,
            row.call.number,
            row.organisation.name,
            row.organisation.number,
            row.title,
            str(row.get_state_display()),
            str(row.requested or ""),
            timezone.localtime(row.submitted_at).isoformat(timespec="seconds"),
        )
