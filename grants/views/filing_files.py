"""What pages of both sides share: the bundle as an answer, the facts of a thread."""

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import get_language

from grants.documents.bundle import bundle
from grants.filing_checks import contact_is_asked_to_rest
from grants.models import FileMessage
from grants.queries import messages
from grants.services.messages import check_may_write
from office.refusal import refusal_of
from office.rulebooks import from_version


def bundle_response(row: Any, files: list[Any]) -> StreamingHttpResponse:
    """The ZIP, sent while it is made."""
    name = (row.number or row.draft_code).replace("/", "-")
    return StreamingHttpResponse(
        bundle(row, files, get_language() or ""),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.zip"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def message_page(request: HttpRequest, row: Any, side: str, form: Any) -> dict[str, Any]:
    """The thread of one application with a form, or why nothing can be written."""
    thread = messages.thread_of(row)
    return {
        "application": row,
        "call": row.call,
        "thread": thread,
        "side": side,
        "unread": messages.unread_of(thread, side),
        "refusal": refusal_of(check_may_write, request.user, row, side),
        "rest": contact_is_asked_to_rest(row, from_version(row.call.rulebook)),
        "form": form,
        "names": FileMessage.Side,
    }
