"""What the pages of everything in one file ask: which papers a side may read, what is drawn, what is under way."""

from typing import Any

from django.utils.translation import gettext as _

from grants.models import Application
from grants.queries.applications import whole
from grants.queries.filed_versions import receipts_of
from grants.queries.filing import paper_of
from grants.queries.staff_applications import handed_documents
from grants.snapshot import fingerprint, snapshot_of
from office.models import Job, StoredFile
from office.templatetags.saradnja import script

KIND = "grants.whole_file"
SIDES = ("applicant", "body", "scorer")  # who scores reads no contact data, no receipt and no scan


def to_join(pk: str) -> Application:
    """The application of a job with everything inside."""
    rows = Application.objects.select_related(
        "call__body",
        "call__rulebook",
        "organisation__municipality",
        "receipt__file",
        "completion__receipt__file",
    )
    return whole(rows).get(pk=pk)


def papers_of(application: Application, side: str) -> list[tuple[str, StoredFile]]:
    """Papers with their headings: receipts, what was attached, scan of what came on paper; as in the ZIP."""
    frozen = application.snapshot or snapshot_of(application)
    asked = {each["pk"]: each["asked"] for each in frozen["documents"]}
    attached = [
        (str(script(asked.get(document.pk, ""))) or _("Other document"), document.file)
        for document in handed_documents(application)
    ]
    if side == "scorer":
        return attached
    receipts = [(words, receipt.file) for words, receipt in receipts_of(application)]
    paper = paper_of(application)
    return [*receipts, *attached, *([(_("Scan of the paper"), paper.scan)] if paper else [])]


def print_of(application: Application, side: str) -> str:
    """What would be drawn now, as a print: the same print is the same file."""
    files = [[title, file.sha256, file.state] for title, file in papers_of(application, side)]
    frozen: dict[str, Any] = application.snapshot or snapshot_of(application)
    return fingerprint({"text": frozen, "files": files, "number": application.number})


def whole_file_job(application: Application, side: str, language: str) -> Job | None:
    """The last work on it for this side in this language."""
    rows = Job.objects.filter(kind=KIND, subject="grants.application", subject_id=str(application.pk))
    found = rows.filter(params__side=side, params__language=language).select_related("result_file")
    return found.order_by("-pk").first()
