"""The virus scanner: the INSTREAM conversation of ClamAV over TCP or a local socket."""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from office.audit import record
from office.models import StoredFile

PIECE = 64 * 1024
SECONDS = 60


def scan(pk: int) -> None:
    """Let a file out of quarantine or refuse it; a scanner that does not answer raises, so that it is asked
    again."""
    with transaction.atomic():
        stored = StoredFile.objects.select_for_update().get(pk=pk)
        if stored.state != StoredFile.State.QUARANTINE:
            return
        answer = asked(stored.path.read_bytes())
        clean = answer.endswith("OK")
        if not clean and "FOUND" not in answer:
            raise ConnectionError(f"the scanner answered {answer[:100]!r}")
        stored.state = StoredFile.State.CLEAN if clean else StoredFile.State.REFUSED
        stored.save(update_fields=["state"])
        record("scan", stored, by=None, note="" if clean else answer[:200], to_state=stored.state)


def asked(data: bytes) -> str:
    """What the scanner says about these bytes."""
    with connected() as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(struct.pack("!I", 0))
        return heard(line)


def heard(line: socket.socket) -> str:
    """The answer up to its closing zero byte."""
    answer = b""
    while b"\0" not in answer and (piece := line.recv(4096)):
        answer += piece
    return answer.partition(b"\0")[0].decode(errors="replace").strip()


def connected() -> socket.socket:
    """A line to `CLAMAV_URL`: tcp://host:3310 or unix:///path."""
    where = urlsplit(settings.CLAMAV_URL)
    if where.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        line.connect(where.path)
        return line
    return socket.create_connection((where.hostname, where.port or 3310), timeout=SECONDS)
