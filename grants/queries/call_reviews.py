"""What pages ask about the review of drafts by the office."""

import datetime

from django.db.models import Prefetch, QuerySet

from grants.models import Call, CallReview, ReviewRemark
from grants.queries.calls import calls_of, rulebook_of, rules_of
from grants.review_terms import opinion_due
from office.jurisdiction import current
from office.models import User
from office.models.user import bodies_of
from office.roles import Permission as P
from office.rulebooks import Rules

State = CallReview.State


def reviews_of(call: Call) -> list[CallReview]:
    """All rounds of a call, the newest first, each with the remarks the body may read."""
    remarks = ReviewRemark.objects.select_related("answered_by").order_by("pk")
    rows = call.reviews.select_related("asked_by", "opinion_by").prefetch_related(
        Prefetch("remarks", remarks)
    )
    found = list(rows.order_by("-round"))
    for row in found:
        row.sent = list(row.remarks.all()) if row.state == State.REMARKS else []
    return found


def last_review(call: Call) -> CallReview | None:
    """The last round that was not taken back."""
    return call.reviews.exclude(state=State.WITHDRAWN).order_by("round").last()


def reviews_for(user: User) -> QuerySet[CallReview]:
    """Rounds of all calls whose opinion the person's office gives."""
    rows = CallReview.objects.filter(call__body__in=bodies_of(user, P.REVIEW_CALLS))
    return rows.select_related("call__body", "call__rulebook", "asked_by", "opinion_by").order_by("-pk")


def waiting(user: User) -> list[CallReview]:
    """Drafts that wait for the opinion, the earliest term first, each with its due day."""
    found = list(reviews_for(user).filter(state=State.ASKED))
    known: dict[str, Rules] = {}  # one look into the rulebook for each kind of body
    for row in found:
        kind = current().kind_of(row.call.body)
        if kind not in known:
            known[kind] = rulebook_of(row.call)
        rules = known[kind]
        row.due, row.law = opinion_due(row, rules), rules.call_life.review_days.law
    return sorted(found, key=lambda row: (row.due or datetime.date.max, row.pk))


def given(user: User) -> list[CallReview]:
    """The last opinions given."""
    return list(reviews_for(user).filter(state__in=[State.REMARKS, State.AGREED])[:30])


def due_of(review: CallReview) -> tuple[datetime.date | None, str]:
    """By when the opinion is due, and the article."""
    rules = rules_of(review.call)
    return opinion_due(review, rules), rules.call_life.review_days.law


def remarks_to_answer(user: User) -> QuerySet[ReviewRemark]:
    """Remarks sent to drafts the person works on that nobody has answered."""
    drafts = calls_of(user).filter(state=Call.State.DRAFT).values("pk")
    rows = ReviewRemark.objects.filter(
        review__call__in=drafts, review__state=State.REMARKS, answered_at__isnull=True
    )
    return rows.select_related("review__call").order_by("pk")


def sent_remarks(call: Call) -> QuerySet[ReviewRemark]:
    """Remarks of a call the body may answer."""
    return ReviewRemark.objects.filter(review__call=call, review__state=State.REMARKS).select_related(
        "review__call"
    )


def remarks_by_place(call: Call) -> dict[str, list[ReviewRemark]]:
    """Remarks the office sent on places of the form of a draft, by their place, the oldest first."""
    found: dict[str, list[ReviewRemark]] = {}
    if call.state == Call.State.DRAFT:
        for remark in sent_remarks(call).exclude(place="").order_by("pk"):
            found.setdefault(remark.place, []).append(remark)
    return found
