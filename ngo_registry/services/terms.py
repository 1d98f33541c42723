"""Terms of the register: from which day they are counted, when the clock of a filing starts."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ngo_registry import articles
from ngo_registry.conditions import enclosures_complete
from ngo_registry.models import PARTY, RegisterFiling
from ngo_registry.queries.paper_day import paper_day
from office import jurisdiction
from office.audit import record
from office.deadlines import add_days
from office.models import User
from office.refusal import Refused
from office.rulebooks import rules_for

S = RegisterFiling.State
Day = datetime.date | None


def counted_day(posted_on: Day, received_on: Day) -> datetime.date:
    """The day that counts for what came on paper, as the rulebook says; today for what is written here."""
    return paper_day(posted_on, received_on).day


def decision_due(day: datetime.date, kind: str = "") -> Day:
    """Last day for the decision on a filing complete on this day; parties have a term of their own."""
    rules = rules_for(None, day).register
    days = (rules.party_decision_days if kind == PARTY else rules.decision_days).value
    return add_days(day, days, jurisdiction.current().calendar) if days else None


def complaint_due(day: datetime.date) -> Day:
    """Last day for the decision on a complaint that came on this day."""
    days = rules_for(None, day).register.complaint_decision_days.value
    return add_days(day, days, jurisdiction.current().calendar) if days else None


def count_anew(filing: RegisterFiling) -> None:
    """The day of posting or receipt is corrected: the first term of the decision is counted from the right one."""
    whole_at_once = filing.complete_at is not None and filing.complete_at == filing.submitted_at
    if filing.due and whole_at_once and not filing.complaints.exists():
        filing.due = decision_due(counted_day(filing.posted_on, filing.received_on), filing.kind)
        filing.save(update_fields=["due"])


def start_clock(filing: RegisterFiling, by: User, *, came_on: Day = None) -> None:
    """What was missing of a filed filing has come: the term of the decision runs from that day, today unless said.

    A letter that asks for completion ends only by its own step; a term that runs is not begun anew.
    """
    if (
        filing.state not in {S.SUBMITTED, S.IN_PROCESS}
        or filing.complete_at
        or not enclosures_complete(filing)
    ):
        return
    day = came_on or timezone.localdate()
    filing.complete_at, filing.due = timezone.now(), decision_due(day, filing.kind)
    filing.completion_posted_on, filing.completion_received_on = None, day
    filing.save(update_fields=["complete_at", "due", "completion_posted_on", "completion_received_on"])
    record("begin term", filing, by=by, data={"from": day, "due": filing.due})


def check_came(filing: RegisterFiling, came_on: Day) -> None:
    """A paper that was missing came after the filing and not after today."""
    if came_on and came_on > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="came_on")
    first = filing.received_on or (filing.submitted_at and timezone.localdate(filing.submitted_at))
    if came_on and first and came_on < first:
        raise Refused(_("The filing itself came later: on %(day)s.") % {"day": said(first)}, field="came_on")


def check_completion_days(filing: RegisterFiling, posted_on: Day, received_on: Day) -> None:
    """The days of a completion on paper lie between the letter and today, and the counted one within the term."""
    asked = timezone.localdate(filing.completion_asked_at) if filing.completion_asked_at else None
    for field, day in (("posted_on", posted_on), ("received_on", received_on)):
        if day and day > timezone.localdate():
            raise Refused(_("This day has not come yet."), field=field)
        if day and asked and day < asked:
            raise Refused(
                _("The completion was asked for only on %(day)s.") % {"day": said(asked)}, field=field
            )
    if posted_on and received_on and posted_on > received_on:
        raise Refused(_("It cannot be received before it was posted."), field="received_on")
    counted = paper_day(posted_on, received_on)
    if filing.completion_due and counted.day > filing.completion_due:
        raise Refused(
            _("The completion came after its term: it counts from %(day)s, the term ended on %(end)s.")
            % {"day": said(counted.day), "end": said(filing.completion_due)},
            law=counted.law or articles.LAW,
        )


def said(day: datetime.date) -> str:
    """A day as a sentence says it."""
    return date_format(day, "DATE_FORMAT")
