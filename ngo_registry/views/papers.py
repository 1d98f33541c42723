"""Uploads of a form: checked and kept, or a sentence at the field."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from office.models import StoredFile
from office.refusal import Refused
from office.uploads import store

PAPERS = ("pdf", "jpg", "png")


def stored_files(
    request: HttpRequest, form: Any, allow: tuple[str, ...] = PAPERS
) -> dict[str, StoredFile] | None:
    """Files the person chose, kept; None when one of them was refused."""
    kept: dict[str, StoredFile] = {}
    for name in type(form).files:
        upload = form.cleaned_data.get(name)
        if not upload:
            continue
        try:
            kept[name] = store(upload, by=request.user, allow=allow)
        except Refused as no:
            form.add_error(name, str(no.reason))
            return None
    return kept


def pdf_to_keep(data: bytes, name: str) -> HttpResponse:
    """A paper made on the spot, to save and print."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type="application/pdf", headers=headers)
