"""Puts bytes on the disk so that a file stands under its final name only when it is whole."""

import contextlib
import hashlib
import logging
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from office.refusal import Refused

logger = logging.getLogger(__name__)
PIECE = 256 * 1024


def path_of(sha256: str) -> Path:
    """Where the bytes with this SHA-256 lie."""
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256


def sha256_of(data: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def keep(data: bytes) -> str:
    """Store bytes under their SHA-256 (temporary file, fsync, rename); Refused when the disk is full."""
    sha256 = sha256_of(data)
    final = path_of(sha256)
    if final.is_file() and final.stat().st_size == len(data):
        return sha256
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        _write_whole([data], final)
    except OSError as error:
        logger.exception("file not stored")
        raise Refused(no_room()) from error
    return sha256


def keep_file(path: Path) -> tuple[str, int]:
    """Store a file that lies on the disk, read piece by piece; gives its SHA-256 and size."""
    counted, size = hashlib.sha256(), 0
    with path.open("rb") as source:
        while piece := source.read(PIECE):
            counted.update(piece)
            size += len(piece)
    sha256 = counted.hexdigest()
    final = path_of(sha256)
    if final.is_file() and final.stat().st_size == size:
        return sha256, size
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as source:
            _write_whole(iter(lambda: source.read(PIECE), b""), final)
    except OSError as error:
        logger.exception("file not stored")
        raise Refused(no_room()) from error
    return sha256, size


def no_room() -> Any:
    """The sentence for a disk that takes no more, in the language of whoever reads it (not of the act being drawn)."""
    return _(
        "The file could not be saved because the server has no room left. "
        "Nothing was issued or changed; tell the administrator and try again."
    )


def _write_whole(pieces: Iterable[bytes], final: Path) -> None:
    """Write beside the final name, sync, rename; leave nothing behind on an error."""
    handle, name = tempfile.mkstemp(dir=final.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as part:
            part.writelines(pieces)
            part.flush()
            os.fsync(part.fileno())
        Path(name).chmod(0o640)
        Path(name).replace(final)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
