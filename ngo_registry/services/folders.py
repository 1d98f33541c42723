"""The scanned folder of an organisation: papers put in by officers, closed to the public."""

import datetime

from ngo_registry.models import FolderPaper, Organisation
from ngo_registry.rules import check_edits_register
from office.audit import record
from office.models import StoredFile, User
from office.service import locked, service


@service
def put_in_folder(
    *,
    organisation: Organisation,
    file: StoredFile,
    title: str,
    by: User,
    dated_on: datetime.date | None = None,
) -> FolderPaper:
    """Keep one scanned paper with the organisation."""
    check_edits_register(by, organisation)
    organisation = locked(organisation)
    paper = FolderPaper.objects.create(
        organisation=organisation, file=file, title=title, dated_on=dated_on, added_by=by
    )
    record("put in folder", organisation, by=by, data={"title": title, "sha256": file.sha256})
    return paper
