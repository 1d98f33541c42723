"""The planned hour: published once, at its time, counted from the real day; called off, refused, overtaken, raced."""

import datetime

import pytest
from django.utils import timezone, translation
from post_office.models import Email

from grants.models import Call, DraftReminder, PlannedPublication
from grants.services import call_publication as verbs
from grants.services import calls
from grants.services.draft_reminders import remind_drafts
from office.deadlines import add_days, end_of
from office.jurisdiction import current
from office.models import AuditEvent, Job, User
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories import life as situations
from tests.threads import in_threads

HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.django_db
def test_the_hour_is_planned_and_the_call_publishes_itself_then():
    call = made.draft_call()
    by = made.president(call.commission)
    at = timezone.now() + HOUR
    plan = verbs.plan_publication(call=call, at=at, open_days=45, by=by)
    assert verbs.publish_due() == 0
    assert Call.objects.get(pk=call.pk).state == "draft"
    PlannedPublication.objects.filter(pk=plan.pk).update(at=timezone.now())
    assert verbs.publish_due() == 1
    call.refresh_from_db()
    plan.refresh_from_db()
    last = add_days(timezone.localdate(call.published_at), 45, current().calendar)
    assert (call.state, plan.state, call.published_by) == ("published", "done", by)
    assert call.deadline == end_of(last, current().calendar.zone)
    assert verbs.publish_due() == 0
    assert Job.objects.filter(kind="grants.call_text", subject_id=str(call.pk)).count() == 1


@pytest.mark.django_db
def test_a_publication_that_comes_late_counts_the_term_from_the_real_day():
    plan = situations.planned(minutes=-60 * 20)
    verbs.publish_due()
    call = Call.objects.get(pk=plan.call_id)
    assert timezone.now() - call.published_at < datetime.timedelta(minutes=1)
    assert timezone.localdate(call.deadline) >= timezone.localdate() + datetime.timedelta(days=30)


@pytest.mark.django_db
def test_after_a_day_of_silence_people_decide_anew():
    plan = situations.planned(minutes=-60 * 25)
    User.objects.update(language="en")
    verbs.publish_due()
    plan.refresh_from_db()
    assert (plan.state, plan.call.state) == ("failed", "draft")
    assert "did not run at that hour" in plan.refusal


@pytest.mark.django_db
def test_what_stands_in_the_way_at_the_hour_is_told_and_the_draft_stays():
    plan = situations.planned()
    plan.call.criteria.all().delete()
    assert verbs.publish_due() == 0
    plan.refresh_from_db()
    assert (plan.state, plan.call.state, plan.call.number) == ("failed", "draft", "")
    letter = Email.objects.order_by("-pk").first()
    assert letter.to == [plan.planned_by.email]
    assert AuditEvent.objects.filter(action="publication_refused", subject_id=str(plan.call_id)).count() == 1


@pytest.mark.django_db
def test_who_does_not_preside_any_more_does_not_publish_at_the_hour():
    plan = situations.planned()
    plan.call.commission.members.filter(role="president").update(valid_until=datetime.date(2026, 1, 16))
    verbs.publish_due()
    plan.refresh_from_db()
    assert plan.state == "failed"


@pytest.mark.django_db
def test_called_off_and_planned_again():
    call = made.draft_call()
    by = made.president(call.commission)
    first = verbs.plan_publication(call=call, at=timezone.now() + HOUR, open_days=30, by=by)
    second = verbs.plan_publication(call=call, at=timezone.now() + 2 * HOUR, open_days=30, by=by)
    first.refresh_from_db()
    assert first.state == "cancelled"
    verbs.call_off(plan=second, by=by)
    PlannedPublication.objects.update(at=timezone.now())
    assert verbs.publish_due() == 0
    with pytest.raises(Refused, match="not possible now"):
        verbs.call_off(plan=second, by=by)


@pytest.mark.django_db
def test_published_by_hand_the_hour_is_overtaken():
    plan = situations.planned(minutes=60)
    calls.publish_call(call=plan.call, by=plan.planned_by)
    plan.refresh_from_db()
    assert (plan.state, plan.refusal) == ("failed", "The call was published by hand before its hour.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "open_days", "words"),
    [
        (0, 30, "two minutes"),
        (-90, 30, "two minutes"),
        (60 * 24 * 400, 30, "two minutes"),
        (60, 29, "at least 30"),
    ],
)
def test_hours_and_terms_that_cannot_be(minutes, open_days, words):
    """Rules tried: call.open_days."""
    call = made.draft_call()
    at = timezone.now() + datetime.timedelta(minutes=minutes)
    with pytest.raises(Refused, match=words):
        verbs.plan_publication(call=call, at=at, open_days=open_days, by=made.president(call.commission))


@pytest.mark.django_db
def test_only_the_president_plans():
    call = made.draft_call()
    for by in (made.officer(call.body), call.commission.members.get(role="official").user):
        with pytest.raises(Refused, match="president"):
            verbs.plan_publication(call=call, at=timezone.now() + HOUR, open_days=30, by=by)


def test_two_workers_publish_once(fresh_database):
    plan = situations.planned()
    done = []
    in_threads(3, lambda _n: done.append(verbs.publish_due()))
    assert sum(done) == 1
    assert AuditEvent.objects.filter(action="publish", subject="grants.call").count() == 1
    assert Job.objects.filter(kind="grants.call_text").count() == 1
    assert Call.objects.get(pk=plan.call_id).state == "published"


def test_called_off_at_the_very_hour_one_of_the_two_wins(fresh_database):
    plan = situations.planned()
    outcomes = []

    def both(number: int) -> None:
        if number:
            outcomes.append(("beat", verbs.publish_due()))
            return
        try:
            found = PlannedPublication.objects.get(pk=plan.pk)
            outcomes.append(("person", verbs.call_off(plan=found, by=plan.planned_by).state))
        except Refused:
            outcomes.append(("person", "refused"))

    in_threads(2, both)
    told, state = dict(outcomes), Call.objects.get(pk=plan.call_id).state
    plan.refresh_from_db()
    assert (told["beat"], told["person"], state, plan.state) in {
        (1, "refused", "published", "done"),
        (0, "cancelled", "draft", "cancelled"),
    }


def test_by_hand_and_at_the_hour_at_once(fresh_database):
    plan = situations.planned()
    outcomes = []

    def both(number: int) -> None:
        if number:
            outcomes.append(verbs.publish_due())
            return
        try:
            calls.publish_call(call=Call.objects.get(pk=plan.call_id), by=plan.planned_by)
            outcomes.append(1)
        except Refused:
            outcomes.append(0)

    in_threads(2, both)
    assert sum(outcomes) == 1
    assert Call.objects.exclude(number="").count() == 1


def test_two_workers_remind_once(fresh_database):
    call = made.published_call()
    Call.objects.filter(pk=call.pk).update(deadline=timezone.now() + 40 * HOUR)
    found = made.application(Call.objects.get(pk=call.pk), state="draft")
    type(found).objects.update(created_at=timezone.now() - 100 * HOUR)
    sent = []
    in_threads(3, lambda _n: sent.append(remind_drafts()))
    assert sum(sent) == 1 and DraftReminder.objects.filter(application=found).count() == 1
