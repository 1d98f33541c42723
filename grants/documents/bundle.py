"""The whole application in one file: the text as PDF, the receipt, every paper, and a list of their fingerprints."""

import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from grants.documents.receipt import application_pdf
from grants.models import Application
from grants.queries.filed_versions import receipts_of
from office.models import StoredFile
from office.uploads import clean_name

CHUNK = 256 * 1024


class Pipe:
    """A file that is only written: what came in is handed on and forgotten."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.at = 0

    def write(self, data: bytes) -> int:
        """Take the bytes."""
        self.parts.append(bytes(data))
        self.at += len(data)
        return len(data)

    def tell(self) -> int:
        """How much was written."""
        return self.at

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        """What has come in since the last time."""
        data, self.parts = b"".join(self.parts), []
        return data


def papers_in(
    application: Application, documents: Iterable[Any], more: Iterable[StoredFile]
) -> list[StoredFile]:
    """Receipts, papers of the application, scan of what came on paper; in the order of the list."""
    receipts = [receipt.file for _words, receipt in receipts_of(application)]
    return [*receipts, *(document.file for document in documents), *more]


def zip_name(order: int, stored: StoredFile) -> str:
    """Under which name a paper stands in the ZIP."""
    return f"{order:02d}-{clean_name(stored.name)}"


def bundle(application: Application, files: list[StoredFile], language: str) -> Iterator[bytes]:
    """The ZIP piece by piece, so that no more than one paper stands in memory."""
    pipe, lines = Pipe(), []
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        name = f"00-{application.number or application.draft_code}.pdf".replace("/", "-")
        archive.writestr(name, application_pdf(application, language))
        yield pipe.taken()
        for order, stored in enumerate(files, start=1):
            name = zip_name(order, stored)
            if stored.state != StoredFile.State.CLEAN or not stored.path.is_file():
                lines.append(f"{stored.sha256}  {name}  ({_('not ready: the file is still being checked')})")
                continue
            lines.append(f"{stored.sha256}  {name}")
            with stored.path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
                while data := source.read(CHUNK):
                    target.write(data)
                    yield pipe.taken()
        archive.writestr("SHA256.txt", "\n".join([*lines, ""]))
    yield pipe.taken()
