"""The office's review of a draft: sent, remarked on part by part, answered, agreed with."""

from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.call_sums import sums_of
from grants.models import Call, CallReview, ReviewRemark
from grants.queries.call_people import reviewers, workers_of
from grants.rules import check_works_on_call
from grants.services.call_parts import check_draft
from grants.workflows.call_review import REVIEW, check_reviews
from office import mail
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.rulebooks import rules_for
from office.service import locked, service

State = CallReview.State


@service
def ask_review(*, call: Call, message: str = "", by: User) -> CallReview:
    """Send the draft to the office; what it says now is kept as sums, so that later changes are seen."""
    call = locked(call)
    check_works_on_call(by, call)
    check_draft(call)
    if rules_for(call.body, timezone.localdate()).call_life.review.value == "not_asked":
        raise Refused(_("The rulebook does not ask for the office's opinion on this call."))
    if call.reviews.filter(state=State.ASKED).exists():
        raise Refused(_("The draft waits for the office already."))
    if open_remarks(call).exists():
        raise Refused(_("First answer every remark of the last round."))
    last = call.reviews.aggregate(last=Max("round"))["last"] or 0
    review = CallReview.objects.create(
        call=call,
        round=last + 1,
        message=message.strip(),
        asked_at=timezone.now(),
        asked_by=by,
        parts=sums_of(call),
    )
    record("ask_review", call, by=by, note=message.strip(), data={"round": review.round})
    for person in reviewers():
        mail.send(
            "grants/emails/review_asked.txt", to=person, context={"call": call, "review": review}, about=call
        )
    return review


def open_remarks(call: Call) -> Any:
    """Remarks the office sent that nobody has answered."""
    return ReviewRemark.objects.filter(
        review__call=call, review__state=State.REMARKS, answered_at__isnull=True
    )


def open_review(review: CallReview, by: User) -> CallReview:
    """The round under the lock of its call, for the office, while it waits."""
    locked(review.call)
    review = locked(review)
    check_reviews(by, review)
    if review.state != State.ASKED:
        raise Refused(_("The opinion on this round is given already."))
    return review


@service
def add_remark(
    *, review: CallReview, part: str, text: str, place: str = "", place_words: str = "", by: User
) -> ReviewRemark:
    """Write a remark on a part, or on one place of the form; the body reads it when all of them are sent."""
    review = open_review(review, by)
    if not text.strip():
        raise Refused(_("Write the remark."), field="text")
    about = {"place": place, "place_words": place_words[:500] if place else ""}
    return ReviewRemark.objects.create(
        review=review, part=part, text=text.strip(), made_at=timezone.now(), made_by=by, **about
    )


@service
def remove_remark(*, remark: ReviewRemark, by: User) -> None:
    """Take a remark back that the body has not read yet."""
    open_review(remark.review, by)
    remark.delete()


@service
def send_remarks(*, review: CallReview, opinion: str = "", by: User) -> CallReview:
    """The office has remarks: the body answers each of them."""
    return give_opinion(review, "send_remarks", opinion, by)


@service
def agree(*, review: CallReview, opinion: str = "", by: User) -> CallReview:
    """The office agrees with the draft as it was sent."""
    return give_opinion(review, "agree", opinion, by)


def give_opinion(review: CallReview, step: str, opinion: str, by: User) -> CallReview:
    """One step of the office, told to everybody who works on the call."""
    call = locked(review.call)
    review = locked(review)
    facts = {"opinion": opinion.strip(), "opinion_at": timezone.now(), "opinion_by": by}
    review = REVIEW.apply(review, step, by=by, note=opinion.strip(), **facts)
    record(f"review_{review.state}", call, by=by, note=opinion.strip(), data={"round": review.round})
    remarks = list(review.remarks.order_by("pk"))
    for person in workers_of(call):
        mail.send(
            "grants/emails/review_answered.txt",
            to=person,
            context={"call": call, "review": review, "remarks": remarks},
            about=call,
        )
    return review


@service
def take_back(*, review: CallReview, by: User) -> CallReview:
    """The body takes the draft back before the office has answered; unread remarks go with it."""
    call = locked(review.call)
    review = REVIEW.apply(locked(review), "take_back", by=by)
    record("review_withdrawn", call, by=by, data={"round": review.round})
    return review


@service
def answer_remark(*, remark: ReviewRemark, taken_over: bool, answer: str, by: User) -> ReviewRemark:
    """Close a remark: the draft is changed, or the body says why it stays; the last answer tells the office."""
    call = locked(remark.review.call)
    check_works_on_call(by, call)
    check_draft(call)
    remark = locked(remark)
    if remark.review.state != State.REMARKS:
        raise Refused(_("This remark was not sent."))
    if not answer.strip():
        raise Refused(_("Write what was done, or why the draft stays as it is."), field="answer")
    remark.taken_over, remark.answer = taken_over, answer.strip()
    remark.answered_at, remark.answered_by = timezone.now(), by
    remark.save(update_fields=["taken_over", "answer", "answered_at", "answered_by"])
    record("answer_remark", call, by=by, note=answer.strip(), data={"taken_over": taken_over})
    if not open_remarks(call).exists():
        review = CallReview.objects.select_related("opinion_by").get(pk=remark.review_id)
        facts = {"call": call, "review": review, "remarks": list(review.remarks.order_by("pk"))}
        mail.send("grants/emails/remarks_closed.txt", to=review.opinion_by, context=facts, about=call)
    return remark
