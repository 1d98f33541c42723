"""Questions about issued documents."""

from django.db import models

from office.audit import subject_of
from office.models import IssuedDocument


def by_code(code: str) -> IssuedDocument | None:
    """The document with this verification code, or None."""
    return IssuedDocument.objects.select_related("replaced_by", "file").filter(code=code).first()


def documents_of(obj: models.Model) -> models.QuerySet[IssuedDocument]:
    """Documents issued about one thing, newest first."""
    found = IssuedDocument.objects.filter(subject=subject_of(obj), subject_id=str(obj.pk))
    return found.select_related("file", "replaced_by").order_by("-pk")
