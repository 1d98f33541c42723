"""Questions about what was filed: every version of an application and of those it replaced, the newest first."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from grants.models import Application, FiledVersion
from grants.queries.applications import completion_of
from grants.queries.filing import earlier_versions, replacement_of
from grants.snapshot import snapshot_of
from office.models import IssuedDocument, User


@dataclass(frozen=True, slots=True)
class Filed:
    """One version as it was handed in; `key` names it in an address."""

    application: Application
    number: int
    at: datetime.datetime
    by: User
    sha256: str

    @property
    def key(self) -> str:
        """The application and the number of the version."""
        return f"{self.application.pk}-{self.number}"

    @property
    def first(self) -> bool:
        """The version its receipt speaks of."""
        return self.number == 1


def filed_of(applications: list[Application]) -> list[Filed]:
    """Versions of these applications, in their order, of each the newest first; two statements for any number."""
    kept: dict[int, list[Filed]] = {each.pk: [] for each in applications}
    by_key = {each.pk: each for each in applications}
    rows = FiledVersion.objects.filter(application__in=by_key).defer("snapshot").select_related("filed_by")
    for row in rows.order_by("-number"):
        of = by_key[row.application_id]
        kept[of.pk].append(Filed(of, row.number, row.filed_at, row.filed_by, row.sha256))
    for each in applications:  # filed with an older portal: the application itself is its one version
        if not kept[each.pk] and each.number and each.submitted_at and each.submitted_by:
            kept[each.pk].append(Filed(each, 1, each.submitted_at, each.submitted_by, each.snapshot_sha256))
    return [filed for each in applications for filed in kept[each.pk]]


def all_filed(application: Application) -> list[Filed]:
    """Every version, also of the applications this one replaced."""
    return filed_of([application, *earlier_versions(replacement_of(application))])


def frozen_data(filed: Filed) -> dict[str, Any]:
    """What was handed in then."""
    row = FiledVersion.objects.filter(application=filed.application, number=filed.number).first()
    if row is not None:
        return dict(row.snapshot)
    return filed.application.snapshot or snapshot_of(filed.application)


def first_filed(application: Application) -> tuple[dict[str, Any], str]:
    """What was filed first, with its fingerprint: what the receipt confirms."""
    row = FiledVersion.objects.filter(application=application, number=1).first()
    if row is not None:
        return dict(row.snapshot), row.sha256
    return application.snapshot or snapshot_of(application), application.snapshot_sha256


def completed_versions(application: Application) -> tuple[dict[str, Any], dict[str, Any], str]:
    """What was filed before the completion, what with it, and the fingerprint of the latter."""
    rows = list(application.filed_versions.filter(filed_at__lte=application.completion.completed_at))
    before, after = rows[-2:] if len(rows) > 1 else (rows[-1], rows[-1])
    return dict(before.snapshot), dict(after.snapshot), after.sha256


def receipts_of(application: Application) -> list[tuple[str, IssuedDocument]]:
    """The receipts issued so far with what each is of: the application, its completion."""
    completion = completion_of(application)
    found = [(_("Receipt"), application.receipt)]
    found.append((_("Receipt of the completion"), completion.receipt if completion else None))
    return [(words, receipt) for words, receipt in found if receipt is not None]


def pair(versions: list[Filed], old: str, new: str) -> tuple[Filed, Filed] | None:
    """The two versions that are compared: the chosen ones, else the newest against the one before; older first."""
    if len(versions) < 2:
        return None
    by_key = {each.key: each for each in versions}
    later, earlier = by_key.get(new, versions[0]), by_key.get(old, versions[1])
    if versions.index(earlier) < versions.index(later):
        earlier, later = later, earlier
    return earlier, later
