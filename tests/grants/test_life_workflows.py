"""The tables of review, planned hour and questions by hand; the review as the rulebook wants it."""

import datetime

import pytest
from django.utils import timezone, translation

from grants.call_checks import remarks_on, stops_publication
from grants.models import Call, CallReview, PlannedPublication, ReviewRemark
from grants.queries.calls import rules_of
from grants.services import call_review as verbs
from grants.services import calls
from grants.workflows.call_questions import QUESTION
from grants.workflows.call_review import PUBLICATION, REVIEW
from office.models import User
from office.refusal import Refused, allowed
from tests.factories import grants as made
from tests.factories import life as situations
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db
SEATS = ("president", "official", "ngo_member")
PEOPLE = (*SEATS, "officer", "other_officer", "office", "office_head", "evaluator", "ngo", "nobody")

# The second copy of the law, written by hand: who may take which step from which state. The draft was sent by the
# president of the commission and one remark is written down.
REVIEW_BY_HAND = {
    ("asked", "president"): {"take_back"},
    ("asked", "official"): {"take_back"},
    ("asked", "ngo_member"): {"take_back"},
    ("asked", "officer"): {"take_back"},
    ("asked", "office"): {"send_remarks", "take_back"},
    ("asked", "office_head"): {"send_remarks", "take_back"},
}
PUBLICATION_BY_HAND = {
    ("planned", "president"): {"call_off"},
    ("planned", "nobody"): {"publish", "refuse"},
}
QUESTION_BY_HAND = {
    (state, who): steps
    for state, steps in (("asked", {"answer", "dismiss"}), ("answered", {"change_answer"}))
    for who in ("president", "official", "ngo_member", "officer", "office", "office_head")
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def person(who: str, call: Call):
    """The account of one of the people around a call; nobody is the calendar."""
    if who in SEATS:
        return call.commission.members.get(role=who).user
    return {
        "officer": lambda: made.officer(call.body),
        "other_officer": lambda: made.officer(made.body()),
        "office": lambda: situations.reviewer(),
        "office_head": lambda: situations.reviewer("office_head"),
        "evaluator": lambda: UserFactory(roles=("evaluator",)),
        "ngo": lambda: made.ngo_person()[0],
        "nobody": lambda: None,
    }[who]()


def possible(table, thing, by) -> set[str]:
    """Steps the table lets through; the calendar is nobody and takes only its own."""
    found = set()
    for step in table.transitions:
        try:
            table.check(thing, step.name, by=by, note="Razlog.")
        except (Refused, AttributeError):
            continue
        found.add(step.name)
    return found


@pytest.mark.parametrize("who", PEOPLE)
def test_table_of_the_review(who):
    review = situations.review(remarks=1)
    by = person(who, review.call)
    for state in CallReview.State.values:
        review.state = state
        assert possible(REVIEW, review, by) == REVIEW_BY_HAND.get((state, who), set()), state


@pytest.mark.parametrize("who", PEOPLE)
def test_table_of_the_planned_hour(who):
    plan = situations.planned()
    by = person(who, plan.call)
    for state in PlannedPublication.State.values:
        plan.state = state
        assert possible(PUBLICATION, plan, by) == PUBLICATION_BY_HAND.get((state, who), set()), state


@pytest.mark.parametrize("who", PEOPLE)
def test_table_of_questions(who):
    question = situations.question()
    by = person(who, question.call)
    for state in ("asked", "answered", "dismissed"):
        question.state = state
        assert possible(QUESTION, question, by) == QUESTION_BY_HAND.get((state, who), set()), state


def test_whoever_sent_the_draft_does_not_review_it():
    call = made.draft_call()
    office, other = situations.reviewer(), situations.reviewer()
    review = verbs.ask_review(call=call, by=office)
    assert not allowed(REVIEW.check, review, "agree", by=office)
    assert allowed(REVIEW.check, review, "agree", by=other)


def test_the_office_agrees_only_with_nothing_to_say():
    review = situations.review(remarks=1)
    with pytest.raises(Refused, match="send them, or remove them"):
        verbs.agree(review=review, by=situations.reviewer())
    review.remarks.get().delete()
    with pytest.raises(Refused, match="at least one remark"):
        verbs.send_remarks(review=review, by=situations.reviewer())
    assert verbs.agree(review=review, opinion="U redu.", by=situations.reviewer()).state == "agreed"


def test_remarks_are_read_when_sent_and_closed_one_by_one(mailoutbox_rows):
    review = situations.review(remarks=2)
    call, president = review.call, made.president(review.call.commission)
    User.objects.update(language="en")
    unread = review.remarks.first()
    with pytest.raises(Refused, match="was not sent"):
        verbs.answer_remark(remark=unread, taken_over=True, answer="Ispravljeno.", by=president)
    review = verbs.send_remarks(review=review, opinion="Doraditi.", by=situations.reviewer())
    assert "Remarks of the office" in mailoutbox_rows()[-1].subject
    first, second = review.remarks.order_by("pk")
    with pytest.raises(Refused, match="answer every remark"):
        verbs.ask_review(call=call, by=president)
    verbs.answer_remark(remark=first, taken_over=True, answer="Ispravljeno.", by=president)
    with pytest.raises(Refused, match="Write what was done"):
        verbs.answer_remark(remark=second, taken_over=False, answer="  ", by=president)
    verbs.answer_remark(remark=second, taken_over=False, answer="Ostaje po odluci.", by=president)
    assert mailoutbox_rows()[-1].to == [review.opinion_by.email]
    assert verbs.ask_review(call=call, by=president).round == 2
    with pytest.raises(Refused, match="waits for the office already"):
        verbs.ask_review(call=call, by=president)


@pytest.fixture
def mailoutbox_rows():
    """Messages queued so far, in their order."""
    from post_office.models import Email  # noqa: PLC0415  a model, read after the apps are there

    return lambda: list(Email.objects.order_by("pk"))


def said(call: Call) -> list[tuple[str, bool]]:
    """What the check says of the review, and whether it stops."""
    rows = [remark for remark in remarks_on(call, rules_of(call)) if remark.step == "review"]
    return [(str(row.text), row.stops) for row in rows]


def test_an_unconfirmed_rule_warns_and_stops_nothing():
    """Rules tried: call_life.review."""
    call = made.draft_call()
    assert said(call) == [("The opinion of the office on this call was not asked.", False)]
    assert stops_publication(remarks_on(call, rules_of(call))) == []


def test_where_an_opinion_is_asked_it_must_be_given_and_answered():
    """Rules tried: call_life.review, call_life.review_days."""
    call = made.draft_call()
    president = made.president(call.commission)
    situations.ruled(call, review="opinion", review_days=8)
    assert said(call) == [("The opinion of the office on this call was not asked.", True)]
    with pytest.raises(Refused, match="was not asked"):
        calls.publish_call(call=call, by=president)
    review = situations.review(call, remarks=1)
    assert said(call) == [("The draft waits for the opinion of the office.", True)]
    long_ago = timezone.now() - datetime.timedelta(days=20)
    CallReview.objects.filter(pk=review.pk).update(asked_at=long_ago)
    assert [stops for _words, stops in said(call)] == [False]
    verbs.send_remarks(review=review, by=situations.reviewer())
    assert said(call) == [("1 remark of the office has no answer.", True)]
    verbs.answer_remark(remark=ReviewRemark.objects.get(), taken_over=True, answer="Jeste.", by=president)
    assert said(call) == []
    assert calls.publish_call(call=call, by=president).state == "published"


def test_where_agreement_is_needed_silence_and_changes_stop():
    """Rules tried: call_life.review, call_life.review_days."""
    call = made.draft_call()
    president = made.president(call.commission)
    situations.ruled(call, review="agreement", review_days=8)
    review = situations.review(call)
    CallReview.objects.filter(pk=review.pk).update(asked_at=timezone.now() - datetime.timedelta(days=20))
    assert [stops for _words, stops in said(call)] == [True]
    verbs.agree(review=review, by=situations.reviewer())
    assert said(call) == []
    calls.edit_call(call=call, goals="Drugi cilj.", by=president)
    call.refresh_from_db()
    assert said(call) == [("Changed since the office agreed: Texts.", True)]


def test_nobody_is_asked_where_the_rulebook_does_not_ask():
    """Rules tried: call_life.review."""
    call = made.draft_call()
    situations.ruled(call, review="not_asked")
    assert said(call) == []
    with pytest.raises(Refused, match="does not ask"):
        verbs.ask_review(call=call, by=made.president(call.commission))
