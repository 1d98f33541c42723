"""By when the office gives its opinion on a call."""

import datetime

from django.utils import timezone

from grants.models import CallReview
from office.deadlines import add_days
from office.jurisdiction import current
from office.rulebooks import Rules


def opinion_due(review: CallReview, rules: Rules) -> datetime.date | None:
    """The last day of the term, counted from the day the draft was sent."""
    days = rules.call_life.review_days.value
    return None if days is None else add_days(timezone.localdate(review.asked_at), days, current().calendar)
