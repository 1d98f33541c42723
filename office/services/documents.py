"""Issuing official documents: code, file, seal, register line; later replaced or revoked, never changed."""

import io
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pikepdf
from django.conf import settings
from django.db import models
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from office import audit, e_seal, storage
from office.codes import grouped, new_code
from office.documents import letterhead, render_pdf
from office.models import IssuedDocument, StoredFile
from office.qr import qr_of
from office.refusal import Refused
from office.service import locked, service


@service
def issue_document(
    *,
    kind: str,
    template: str,
    context: dict[str, Any],
    title: str,
    number: str,
    subject: models.Model,
    language: str,
    by: Any,
    public: bool = False,
    issuer: str = "",
    issued_on: date | None = None,
) -> IssuedDocument:
    """Draw an act, seal it when a certificate is there, keep its file, enter it under a random code."""
    day = issued_on or timezone.localdate()
    code = new_code()
    with translation.override(language):
        head = letterhead(issuer)
        facts = {
            **context,
            "letterhead": head,
            "number": number,
            "sealed": e_seal.configured(),
            **marks(code),
        }
        data = _drawn(template, facts, language=language, created=day, title=title)
        data = e_seal.seal(data, reason=_("Certification of the document"), place=head["place"])
    name = f"{kind.replace('.', '-')}-{code}.pdf"
    document = IssuedDocument.objects.create(
        code=code,
        kind=kind,
        number=number,
        title=title,
        issuer=head["body"],
        language=language,
        issued_on=day,
        file=_kept(data, name=name, by=by),
        sha256=storage.sha256_of(data),
        sealed=e_seal.configured(),
        subject=audit.subject_of(subject),
        subject_id=str(subject.pk),
        public=public,
    )
    audit.record("issue", document, by=by, data={"code": code, "sha256": document.sha256, "about": subject})
    return document


@service
def replace_document(
    *, document: IssuedDocument, successor: IssuedDocument, by: Any, reason: str = ""
) -> IssuedDocument:
    """A newer document takes the place of this one; both stay readable and say so."""
    for row in sorted((document, successor), key=lambda row: row.pk):  # one order, so that two never wait
        locked(row)
    document, successor = _still_valid(document), locked(successor)
    if successor.pk == document.pk or successor.status != IssuedDocument.Status.VALID:
        raise Refused(_("A document can be replaced only by another one that is valid."))
    return _end(document, IssuedDocument.Status.REPLACED, by=by, reason=reason, replaced_by=successor)


@service
def revoke_document(*, document: IssuedDocument, reason: str, by: Any) -> IssuedDocument:
    """The document no longer holds; whoever verifies it reads so, the reason stays with the office."""
    document = _still_valid(document)
    if not reason.strip():
        raise Refused(_("Write why the document is revoked."), field="reason")
    return _end(document, IssuedDocument.Status.REVOKED, by=by, reason=reason.strip())


def marks(code: str) -> dict[str, str]:
    """What lets a reader check the paper: code, address and QR code (no personal data in any)."""
    url = f"{settings.SITE_URL.rstrip('/')}/verify/{code}/"
    return {
        "code": code,
        "code_grouped": grouped(code),
        "verify_url": url,
        "verify_host": f"{urlsplit(url).netloc}/verify",
        "qr": qr_of(url),
    }


def _drawn(template: str, facts: dict[str, Any], *, language: str, created: date, title: str) -> bytes:
    """The rendered file; a disk too full to draw on is a refusal like a disk too full to keep it."""
    try:
        return render_pdf(template, facts, language=language, created=created, title=title)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Refused(storage.no_room()) from error


def _kept(data: bytes, *, name: str, by: Any) -> StoredFile:
    """The file on the disk and its row."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
    return StoredFile.objects.create(
        sha256=storage.keep(data),
        size=len(data),
        content_type="application/pdf",
        name=name,
        pages=pages,
        created_by=by if getattr(by, "pk", None) else None,
    )


def _still_valid(document: IssuedDocument) -> IssuedDocument:
    """The row under its lock, still valid."""
    document = locked(document)
    if document.status != IssuedDocument.Status.VALID:
        raise Refused(_("This document is no longer valid, so it cannot be replaced or revoked again."))
    return document


def _end(document: IssuedDocument, status: str, *, by: Any, reason: str, **facts: Any) -> IssuedDocument:
    """Write the new status and one line of the audit trail."""
    before = document.status
    for name, value in {"status": status, "status_reason": reason, **facts}.items():
        setattr(document, name, value)
    document.save(update_fields=["status", "status_reason", *facts])
    action = "revoke" if status == IssuedDocument.Status.REVOKED else "replace"
    audit.record(action, document, by=by, note=reason, data=facts, from_state=before, to_state=status)
    return document
