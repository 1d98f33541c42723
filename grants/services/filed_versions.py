"""Keeping what was filed: a version is added at each handing in, none is ever changed."""

import datetime
from typing import Any

from grants.models import Application, FiledVersion
from grants.snapshot import fingerprint, snapshot_of
from office.models import User


def keep_version(application: Application, at: datetime.datetime, who: User) -> dict[str, Any]:
    """Add what is handed in now; gives the frozen data and their fingerprint for the application itself.

    What an older portal kept in the application alone becomes its first version before it is replaced.
    """
    last = application.filed_versions.order_by("-number").values_list("number", flat=True).first() or 0
    if not last and application.snapshot is not None:
        last = 1
        FiledVersion.objects.create(
            application=application,
            number=last,
            filed_at=application.submitted_at,
            filed_by=application.submitted_by,
            sha256=application.snapshot_sha256,
            snapshot=application.snapshot,
        )
    frozen = snapshot_of(application)
    made = FiledVersion.objects.create(
        application=application,
        number=last + 1,
        filed_at=at,
        filed_by=who,
        sha256=fingerprint(frozen),
        snapshot=frozen,
    )
    return {"snapshot": frozen, "snapshot_sha256": made.sha256}
