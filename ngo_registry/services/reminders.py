"""Reminders that something entered ends soon; the register itself changes only by a decision."""

import datetime
from typing import Any

from django.utils import timezone

from ngo_registry.queries.endings import endings
from office.audit import record
from office.mail import send
from office.models import AuditEvent
from office.service import locked, service

BEFORE = (60, 30)


@service
def remind_of_endings(*, by: Any = None) -> int:
    """An e-mail to the address of record 60 and 30 days before; a second run on the same day sends nothing."""
    today, sent = timezone.localdate(), 0
    for days in BEFORE:
        day = today + datetime.timedelta(days=days)
        for ending in endings(day, day):
            organisation = locked(ending.organisation)
            known = AuditEvent.objects.filter(
                action="remind of the end",
                subject="ngo_registry.organisation",
                subject_id=str(organisation.pk),
                data__on=day.isoformat(),
                data__days=days,
                data__what=ending.what,
                data__who=ending.who,
            )
            if known.exists() or not organisation.email_of_record:
                continue
            send(
                "ngo_registry/emails/ending.txt",
                to=organisation.email_of_record,
                about=organisation,
                context={"organisation": organisation, "ending": ending, "days": days},
            )
            facts = {"on": day, "days": days, "what": ending.what, "who": ending.who}
            record("remind of the end", organisation, by=by, data=facts)
            sent += 1
    return sent
