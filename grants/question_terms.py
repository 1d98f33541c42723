"""Until when questions on a call are asked, and by when each is answered."""

import datetime

from django.utils import timezone

from grants.models import Call
from office.deadlines import add_days, end_of
from office.jurisdiction import current
from office.rulebooks import Rules


def questions_end(call: Call, rules: Rules) -> datetime.datetime | None:
    """The last second for questions: the day the call names, else so many days before the deadline."""
    if call.deadline is None:
        return None
    zone = current().calendar.zone
    if call.questions_until:
        return min(end_of(call.questions_until, zone), call.deadline)
    days = rules.call_life.questions_end_days.value
    if days is None:
        return call.deadline
    return end_of(timezone.localdate(call.deadline) - datetime.timedelta(days=days), zone)


def takes_questions(call: Call, rules: Rules, at: datetime.datetime) -> bool:
    """True while the call is open and its questions have not ended."""
    end = questions_end(call, rules)
    return end is not None and call.state == Call.State.PUBLISHED and call.opens_at <= at <= end


def answer_due(call: Call, rules: Rules, asked: datetime.date) -> datetime.date:
    """The day by which a question is answered: the term of the rulebook, and never after the deadline."""
    last = timezone.localdate(call.deadline)
    days = rules.call_life.answer_days.value
    return last if days is None else min(add_days(asked, days, current().calendar), last)
