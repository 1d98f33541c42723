"""The audit trail: one line for every change, chained per subject so that nobody rewrites it unseen."""

import datetime
import hashlib
import json
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from office.models.audit import AuditEvent


def subject_of(obj: models.Model) -> str:
    """The text name of a kind of thing: `grants.application`."""
    return str(obj._meta.label_lower)


def as_text(value: Any) -> Any:
    """A fact as JSON can hold it and a person can read it."""
    if isinstance(value, models.Model):
        return f"{subject_of(value)}:{value.pk}"
    if isinstance(value, datetime.datetime | datetime.date | Decimal):
        return value.isoformat() if not isinstance(value, Decimal) else str(value)
    if isinstance(value, dict):
        return {str(k): as_text(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_text(v) for v in value]
    return value if isinstance(value, int | bool | str | None) else str(value)


def digest(event: AuditEvent) -> str:
    """SHA-256 over the previous hash and every field of this line."""
    parts = [
        event.prev_hash,
        event.at.astimezone(datetime.UTC).isoformat(),
        event.actor,
        event.action,
        event.subject,
        event.subject_id,
        event.from_state,
        event.to_state,
        event.note,
        json.dumps(event.data, sort_keys=True, ensure_ascii=False),
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def record(
    action: str,
    obj: models.Model,
    *,
    by: Any,
    note: str = "",
    data: dict[str, Any] | None = None,
    subject: str = "",
    from_state: str = "",
    to_state: str = "",
) -> AuditEvent:
    """Write one line about `obj`; call it inside the transaction that holds the lock of its row."""
    subject = subject or subject_of(obj)
    last = AuditEvent.objects.filter(subject=subject, subject_id=str(obj.pk)).order_by("-pk").first()
    event = AuditEvent(
        at=timezone.now(),
        actor=actor_label(by),
        actor_id_text=str(getattr(by, "pk", "") or ""),
        action=action,
        subject=subject,
        subject_id=str(obj.pk),
        from_state=from_state,
        to_state=to_state,
        note=note,
        data=as_text(data or {}),
        prev_hash=last.hash if last else "",
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    return event


def actor_label(by: Any) -> str:
    """Name and role as text, so that history does not depend on the account."""
    if by is None:
        return "system"
    return getattr(by, "full_name", "") or str(by)


def timeline(obj: models.Model, subject: str = "") -> list[AuditEvent]:
    """All lines about one thing, oldest first."""
    return list(
        AuditEvent.objects.filter(subject=subject or subject_of(obj), subject_id=str(obj.pk)).order_by("pk")
    )
