"""Reminders to people who score: some days before the term of their open sheets and when it has passed, each once."""

import datetime

from django.db import transaction
from django.utils import timezone

from grants.models import Assignment, SheetReminder
from grants.queries.sheets import LATE, due_soon
from office import mail
from office.models import User
from office.service import service

DAYS_BEFORE = (3, 1, LATE)  # and no more than that: a reminder is sent once for each


@service
def remind_scorers(*, by: User | None, today: datetime.date | None = None) -> int:
    """One letter a person and call for everything that is due; gives how many letters went out."""
    today = today or timezone.localdate()
    letters = 0
    for sheets in due_soon(today, DAYS_BEFORE):
        with transaction.atomic():
            letters += _remind(sheets, today)
    return letters


def _remind(sheets: list[Assignment], today: datetime.date) -> int:
    """The letter about these sheets of one person in one call, when any of them was not told of yet."""
    days = next(n for n in sorted(DAYS_BEFORE) if (sheets[0].due - today).days <= n)
    held = Assignment.objects.select_for_update(of=("self",)).filter(pk__in=[each.pk for each in sheets])
    told = SheetReminder.objects.filter(assignment__in=list(held), due=sheets[0].due, days_before=days)
    if told.exists():  # another worker was quicker
        return 0
    SheetReminder.objects.bulk_create(
        SheetReminder(assignment=each, days_before=days, due=each.due, sent_at=timezone.now())
        for each in sheets
    )
    mail.send(
        "grants/emails/sheets_due.txt",
        to=sheets[0].user,
        about=sheets[0],
        context={
            "call": sheets[0].application.call,
            "assignments": sheets,
            "due": sheets[0].due,
            "late": days == LATE,
        },
    )
    return 1
