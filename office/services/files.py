"""Files the office makes itself: kept like those that come in."""

from pathlib import Path
from typing import Any

from office import storage
from office.models import StoredFile
from office.service import service


@service
def keep_made(*, path: Path, name: str, content_type: str, pages: int | None, by: Any) -> StoredFile:
    """Keep a file that was made on the disk; it is read piece by piece."""
    sha256, size = storage.keep_file(path)
    return StoredFile.objects.create(
        sha256=sha256,
        size=size,
        content_type=content_type,
        name=name,
        pages=pages,
        created_by=by if getattr(by, "pk", None) else None,
    )
