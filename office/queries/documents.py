"""Questions about issued documents."""

from dataclasses import dataclass

from django.db import models

from office.audit import subject_of
from office.e_seal import SealCheck, check_seal
from office.models import IssuedDocument, StoredFile
from office.storage import sha256_of


def by_code(code: str) -> IssuedDocument | None:
    """The document with this verification code, or None."""
    return IssuedDocument.objects.select_related("replaced_by", "file").filter(code=code).first()


def documents_of(obj: models.Model) -> models.QuerySet[IssuedDocument]:
    """Documents issued about one thing, newest first."""
    found = IssuedDocument.objects.filter(subject=subject_of(obj), subject_id=str(obj.pk))
    return found.select_related("file", "replaced_by").order_by("-pk")


def public_file(code: str) -> StoredFile | None:
    """The file behind a code when anybody may read it."""
    document = by_code(code)
    return document.file if document and document.public and document.file.path.is_file() else None


@dataclass(frozen=True)
class Comparison:
    """A file in hand against the issued one."""

    same: bool
    sha256: str
    seal: SealCheck


def compared(document: IssuedDocument, data: bytes) -> Comparison:
    """Whether these bytes are the issued document, and what their seal says."""
    sha256 = sha256_of(data)
    return Comparison(same=sha256 == document.sha256, sha256=sha256, seal=check_seal(data))
