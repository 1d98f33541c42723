"""Reminders to drafts that were not handed in, 48 and 3 hours before the deadline; once each for one deadline."""

import datetime

import structlog
from django.utils import timezone

from grants.models import Application, Call, DraftReminder
from grants.queries.call_people import editors_of
from office import mail
from office.audit import record
from office.service import locked, service

log = structlog.get_logger(__name__)
BEFORE = (48, 3)


def hours_now(call: Call, at: datetime.datetime) -> int | None:
    """Which reminder is due: the last one whose hour has come, while the call is open."""
    if call.state != Call.State.PUBLISHED or call.deadline is None or at >= call.deadline:
        return None
    reached = [hours for hours in BEFORE if at >= call.deadline - datetime.timedelta(hours=hours)]
    return min(reached, default=None)


def remind_drafts(now: datetime.datetime | None = None) -> int:
    """Every draft of a call that closes soon; a run after another one sends nothing."""
    now = now or timezone.now()
    soon = Call.objects.filter(
        state=Call.State.PUBLISHED,
        deadline__gt=now,
        deadline__lte=now + datetime.timedelta(hours=max(BEFORE)),
    )
    sent = 0
    for call in soon.order_by("deadline", "pk"):
        hours = hours_now(call, now)
        begun = call.deadline - datetime.timedelta(hours=hours or 0)
        drafts = call.applications.filter(state=Application.State.DRAFT, created_at__lte=begun)
        waiting = drafts.exclude(reminders__hours=hours, reminders__deadline=call.deadline)
        for pk in waiting.values_list("pk", flat=True):
            try:
                sent += bool(remind_draft(application_pk=pk, now=now, by=None))
            except Exception as error:  # one draft must not keep the letters from the others
                log.exception("draft_reminder_failed", application=pk, error=type(error).__name__)
    return sent


@service
def remind_draft(*, application_pk: int, now: datetime.datetime, by: None) -> bool:
    """Write to those who may hand it in, unless it was handed in, the deadline was moved or another run was faster."""
    found = Application.objects.select_related("call").filter(pk=application_pk).first()
    if found is None:
        return False
    call = locked(found.call)
    application = locked(found)
    hours = hours_now(call, now)
    if hours is None or application.state != Application.State.DRAFT:
        return False
    _reminder, new = DraftReminder.objects.get_or_create(
        application=application, hours=hours, deadline=call.deadline, defaults={"sent_at": timezone.now()}
    )
    if not new:
        return False
    for person in editors_of(application.organisation_id):
        facts = {"call": call, "application": application, "hours": hours}
        mail.send("grants/emails/draft_reminder.txt", to=person, context=facts, about=application)
    record("remind_draft", application, by=by, data={"hours": hours, "deadline": call.deadline})
    return True
