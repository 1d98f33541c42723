"""Files people hand in: checked before anything opens them, kept once under their SHA-256, served as
attachments only."""

from collections.abc import Iterable

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from office import storage
from office.jobs import order_job
from office.models import StoredFile
from office.models.user import User
from office.refusal import Refused
from office.upload_checks import TYPES, checked

ALL = ("pdf", "jpg", "png", "docx", "xlsx")
SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg"})
# The reader of PDF files that is built into browsers does not start in a sandbox; scripts stay forbidden.
SHOWN_ALONE = (
    "default-src 'none'; object-src 'self'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)
MEGABYTE = 1024 * 1024


def store(upload: UploadedFile, *, by: User | None, allow: Iterable[str] = ALL) -> StoredFile:
    """Check an upload and keep it; raises Refused with the sentence that says what is wrong and what to do.

    The original is kept as it came (saving it anew would break a signature); with CLAMAV_URL set it waits in
    quarantine for the virus check but counts as handed in.
    """
    name = clean_name(upload.name or "")
    check_size(upload, name)
    upload.seek(0)
    data = upload.read()
    kind, pages = checked(data, name, tuple(allow))
    waits = bool(settings.CLAMAV_URL)
    stored = StoredFile.objects.create(
        sha256=storage.keep(data),
        size=len(data),
        content_type=TYPES[kind],
        name=name,
        pages=pages,
        created_by=by,
        state=StoredFile.State.QUARANTINE if waits else StoredFile.State.CLEAN,
    )
    if waits:
        order_job("office.scan", subject=stored, by=by)
    return stored


def check_size(upload: UploadedFile, name: str) -> None:
    """Neither empty nor larger than allowed; read from the size alone."""
    if not upload.size:
        raise Refused(
            _(
                "The file “%(name)s” is empty (0 bytes). Open it on your computer, save it again and "
                "choose it once more."
            )
            % {"name": name}
        )
    if upload.size > settings.UPLOAD_MAX_BYTES:
        facts = {
            "name": name,
            "size": f"{upload.size / MEGABYTE:.0f}",
            "limit": settings.UPLOAD_MAX_BYTES // MEGABYTE,
        }
        raise Refused(
            _(
                "The file “%(name)s” has %(size)s MB; at most %(limit)s MB is allowed. Scan it in a "
                "lower resolution or divide it."
            )
            % facts
        )


def check_total(sizes: Iterable[int], upload: UploadedFile) -> None:
    """All files of one application together stay under the limit."""
    if sum(sizes) + upload.size > settings.UPLOAD_MAX_TOTAL:
        raise Refused(
            _(
                "All files together may have at most %(limit)s MB. Remove a file you no longer need or "
                "scan in a lower resolution."
            )
            % {"limit": settings.UPLOAD_MAX_TOTAL // MEGABYTE}
        )


def serve(request: HttpRequest, stored: StoredFile, *, beside: bool = False) -> HttpResponse:
    """Give the file to somebody whose right to it the caller has checked; never shown inside our pages.

    `beside`: a checked PDF or picture may open in a window of its own, which still may load and run nothing.
    """
    if stored.state != StoredFile.State.CLEAN or not stored.path.is_file():
        return render(request, "office/file_not_ready.html", {"file": stored}, status=409)
    shown = beside and stored.content_type in SHOWN
    response = FileResponse(
        stored.path.open("rb"),
        as_attachment=not shown,
        filename=stored.name,
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SHOWN_ALONE if shown else "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def clean_name(name: str) -> str:
    """The last part of the name, without folders, control and direction marks; at most 200 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    stem, dot, end = plain.rpartition(".")
    return (f"{stem[:190]}.{end[:9]}" if dot else plain[:200]) or "file"
