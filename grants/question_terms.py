"""Until when questions on a call are taken, until when they are best asked, by when each is answered."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from grants.models import Call
from office.deadlines import add_days, end_of
from office.jurisdiction import current
from office.rulebooks import Rules


def questions_end(call: Call, rules: Rules) -> datetime.datetime | None:
    """The last second for questions: the day the call names, else that of a confirmed rule, else the deadline."""
    if call.deadline is None:
        return None
    if call.questions_until:
        return min(end_of(call.questions_until, current().calendar.zone), call.deadline)
    return by_rule(call, rules) if rules.call_life.questions_end_days.refuses else call.deadline


def best_asked_until(call: Call, rules: Rules) -> datetime.datetime | None:
    """The day of a rule that is not confirmed: a later question is taken, but may stay without an answer in time."""
    rule = rules.call_life.questions_end_days
    if call.deadline is None or call.questions_until or rule.value is None or rule.refuses:
        return None
    return by_rule(call, rules)


def by_rule(call: Call, rules: Rules) -> datetime.datetime:
    """The end of the day that lies so many days before the deadline as the rulebook says."""
    days = datetime.timedelta(days=rules.call_life.questions_end_days.value or 0)
    return end_of(timezone.localdate(call.deadline) - days, current().calendar.zone)


def law_of_end(call: Call, rules: Rules) -> str:
    """On what the end rests: the call itself, or a confirmed rule."""
    rule = rules.call_life.questions_end_days
    if call.questions_until:
        return _("public call %(number)s") % {"number": call.number}
    return rule.law if rule.refuses else ""


def takes_questions(call: Call, rules: Rules, at: datetime.datetime) -> bool:
    """True while the call is open and its questions have not ended."""
    end = questions_end(call, rules)
    return end is not None and call.state == Call.State.PUBLISHED and call.opens_at <= at <= end


def answer_due(call: Call, rules: Rules, asked: datetime.date) -> datetime.date:
    """The day by which a question is answered: the term of the rulebook, and never after the deadline."""
    last = timezone.localdate(call.deadline)
    days = rules.call_life.answer_days.value
    return last if days is None else min(add_days(asked, days, current().calendar), last)
