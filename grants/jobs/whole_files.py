"""Long work around handing in: everything of an application drawn and joined as one PDF."""

import tempfile
from pathlib import Path

from django.utils.translation import gettext_lazy

from grants.documents.whole_file import whole_file
from grants.queries.whole_files import KIND, papers_of, to_join
from office.jobs import handler
from office.models import Job, StoredFile
from office.services.files import keep_made


@handler(KIND, title=gettext_lazy("Application with all papers as one PDF"))
def draw_whole_file(job: Job) -> StoredFile:
    """Contents, application and papers; what cannot be joined is named on its page."""
    row, side, language = to_join(job.subject_id), job.params["side"], job.params["language"]
    with tempfile.TemporaryDirectory() as folder:
        path, pages = whole_file(
            row, papers_of(row, side), language, Path(folder), job.progress, contact=side != "scorer"
        )
        name = f"{row.number or row.draft_code}.pdf".replace("/", "-")
        return keep_made(path=path, name=name, content_type="application/pdf", pages=pages, by=job.ordered_by)
