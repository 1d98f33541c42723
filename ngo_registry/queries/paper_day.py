"""Which day counts for what came on paper: the rulebook chooses between posting and receipt."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from ngo_registry.models import RegisterFiling
from office.rulebooks import rules_for


@dataclass(frozen=True)
class PaperDay:
    """The day, whether it is that of posting, and what it rests on."""

    day: datetime.date
    posted: bool
    law: str
    confirmed: bool


def paper_day(posted_on: datetime.date | None, received_on: datetime.date | None) -> PaperDay:
    """The day that counts for what came on paper; today for what is written here."""
    today = timezone.localdate()
    rule = rules_for(None, today).register.paper_day
    posted = bool(posted_on and received_on and rule.value == "posted")
    day = posted_on if posted and posted_on else received_on or today
    return PaperDay(day, posted, rule.law, rule.confirmed)


def paper_day_of(filing: RegisterFiling) -> PaperDay | None:
    """The same for a filing; nothing for one written online, whose moment is the moment it was sent."""
    if filing.origin != RegisterFiling.Origin.PAPER or filing.received_on is None:
        return None
    return paper_day(filing.posted_on, filing.received_on)


def complete_on(filing: RegisterFiling) -> datetime.date | None:
    """The day from which the filing counts as complete; nothing while a paper is missing."""
    if filing.complete_at is None:
        return None
    if filing.completion_received_on:
        return paper_day(filing.completion_posted_on, filing.completion_received_on).day
    counted = paper_day_of(filing)
    if counted and filing.complete_at == filing.submitted_at:
        return counted.day
    return timezone.localdate(filing.complete_at)
