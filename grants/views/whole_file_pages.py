"""Everything in one file, behind every door: the button that orders it, how far the work is, the file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from grants.queries.whole_files import print_of, whole_file_job
from grants.services.whole_files import order_whole_file
from office.uploads import serve
from office.views.helpers import attempt


def whole_file_facts(row: Any, side: str) -> dict[str, Any]:
    """The last work on the file, and whether it shows the application as it stands now."""
    job = whole_file_job(row, side, get_language() or "")
    fresh = job is not None and job.params.get("print") == print_of(row, side)
    ready = job.result_file if job is not None and fresh else None
    return {"application": row, "call": row.call, "job": job, "file": ready, "fresh": fresh}


def ordered(request: HttpRequest, row: Any, side: str) -> Any:
    """The press of the button."""
    facts = {"application": row, "side": side, "language": get_language() or ""}
    return attempt(request, None, order_whole_file, by=request.user, **facts)


def file_response(request: HttpRequest, row: Any, side: str) -> HttpResponse:
    """The file that was drawn last for this side."""
    job = whole_file_job(row, side, get_language() or "")
    if job is None or job.result_file is None or job.params.get("print") != print_of(row, side):
        raise Http404("not drawn")
    return serve(request, job.result_file)
