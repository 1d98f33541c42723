"""Reminders that something entered ends soon; the register itself changes only by a decision."""

import datetime
from typing import Any

from django.utils import timezone

from ngo_registry.models import Organisation
from ngo_registry.queries.endings import Ending, endings
from office.audit import record
from office.mail import send
from office.models import AuditEvent, User
from office.service import locked, service

BEFORE = (60, 30)
ACTION, SUBJECT = "remind of the end", "ngo_registry.organisation"


@service
def remind_of_endings(*, by: Any = None) -> int:
    """A message from 60 and again from 30 days before, to the address of record and to the owners of the account;
    a day on which nothing ran is made up for on the next, and a second run sends nothing."""
    today = timezone.localdate()
    coming = endings(today, today + datetime.timedelta(days=max(BEFORE)))
    reached = {row: stage_of(row, today) for row in coming if row.reachable}
    known = reminded({row.organisation.pk for row in reached})
    sent = 0
    for row, stage in reached.items():
        if key(row, stage) not in known:
            sent += remind(row, stage, (row.on - today).days, by)
    return sent


def stage_of(ending: Ending, today: datetime.date) -> int:
    """The last of the two days of reminding that has come."""
    return min(days for days in BEFORE if (ending.on - today).days <= days)


def key(ending: Ending, stage: int) -> tuple[str, str, int, str, str]:
    """What tells one reminder from another."""
    return (str(ending.organisation.pk), ending.on.isoformat(), stage, ending.what, ending.who)


def reminded(organisations: set[int]) -> set[tuple[str, str, int, str, str]]:
    """Reminders already sent to these organisations."""
    lines = AuditEvent.objects.filter(
        action=ACTION, subject=SUBJECT, subject_id__in=[str(pk) for pk in organisations]
    )
    return {
        (pk, data["on"], data["days"], data["what"], data["who"])
        for pk, data in lines.values_list("subject_id", "data")
    }


def addresses(ending: Ending) -> list[User | str]:
    """The owners of the account, each in their own language, and the address of record; every address once."""
    found: dict[str, User | str] = {owner.email.casefold(): owner for owner in ending.owners if owner.email}
    record_address = ending.organisation.email_of_record
    if record_address:
        found.setdefault(record_address.casefold(), record_address)
    return list(found.values())


def remind(ending: Ending, stage: int, days: int, by: Any) -> int:
    """Send one reminder, unless another run was faster."""
    organisation: Organisation = locked(ending.organisation)
    if key(ending, stage) in reminded({organisation.pk}):
        return 0
    for to in addresses(ending):
        send(
            "ngo_registry/emails/ending.txt",
            to=to,
            about=organisation,
            context={"organisation": organisation, "ending": ending, "days": days},
        )
    facts = {"on": ending.on, "days": stage, "what": ending.what, "who": ending.who}
    record(ACTION, organisation, by=by, data=facts)
    return 1
