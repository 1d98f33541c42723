"""Reminders to drafts: at 48 and at 3 hours, once each, never to those who handed in, anew for a later deadline."""

import datetime

import pytest
from django.utils import timezone
from post_office.models import Email

from grants.models import Application, Call, DraftReminder
from grants.services import calls
from grants.services.draft_reminders import remind_draft, remind_drafts
from tests.factories import grants as made
from tests.factories.registry import MembershipFactory

pytestmark = pytest.mark.django_db


def hours(n: float) -> datetime.timedelta:
    return datetime.timedelta(hours=n)


def draft(left: float = 40, **facts) -> Application:
    """A draft begun days ago for a call that closes in so many hours."""
    call = made.published_call()
    Call.objects.filter(pk=call.pk).update(deadline=timezone.now() + hours(left))
    call.refresh_from_db()
    found = made.application(call, state="draft", **facts)
    Application.objects.filter(pk=found.pk).update(created_at=timezone.now() - hours(24 * 5))
    found.refresh_from_db()
    return found


def letters() -> list[str]:
    """Addresses written to, in order."""
    return [row.to[0] for row in Email.objects.order_by("pk")]


def test_two_days_and_three_hours_before_once_each():
    found = draft(left=49)
    deadline = found.call.deadline
    assert remind_drafts(deadline - hours(48.1)) == 0
    assert remind_drafts(deadline - hours(48)) == 1
    assert remind_drafts(deadline - hours(47.9)) == 0
    assert remind_drafts(deadline - hours(3)) == 1
    assert remind_drafts(deadline - hours(2)) == 0
    assert remind_drafts(deadline) == 0
    assert letters() == [found.created_by.email] * 2
    assert sorted(DraftReminder.objects.values_list("hours", flat=True)) == [3, 48]
    subject = Email.objects.order_by("pk").first().message
    assert found.draft_code in subject


def test_when_nothing_ran_for_a_day_only_the_last_one_is_sent():
    found = draft(left=60)
    assert remind_drafts(found.call.deadline - hours(2)) == 1
    assert list(DraftReminder.objects.values_list("hours", flat=True)) == [3]


def test_who_handed_in_withdrew_or_began_a_moment_ago_hears_nothing():
    found = draft(left=40)
    made.application(found.call, state="submitted")
    made.application(found.call, state="withdrawn")
    made.application(found.call, state="draft")  # begun now, within the 48 hours
    assert remind_drafts() == 1
    assert letters() == [found.created_by.email]


def test_everybody_who_may_hand_it_in_is_told_and_nobody_else():
    found = draft(left=40)
    editor = MembershipFactory(organisation=found.organisation, role="editor").user
    MembershipFactory(organisation=found.organisation, role="viewer")
    past = MembershipFactory(organisation=found.organisation, role="editor")
    type(past).objects.filter(pk=past.pk).update(
        valid_until=timezone.localdate() - datetime.timedelta(days=1)
    )
    remind_drafts()
    assert sorted(letters()) == sorted([found.created_by.email, editor.email])


def test_after_an_extension_the_new_deadline_is_reminded_of_and_the_old_hour_is_silent():
    found = draft(left=47)
    assert remind_drafts() == 1
    call = calls.extend_call(
        call=found.call, days=10, note="Praznici.", by=made.president(found.call.commission)
    )
    Email.objects.all().delete()
    assert remind_drafts() == 0 and letters() == []
    assert remind_drafts(call.deadline - hours(47)) == 1
    assert DraftReminder.objects.filter(application=found).count() == 2


def test_an_annulled_call_reminds_of_nothing():
    found = draft()
    calls.cancel_call(call=found.call, note="Greška.", by=made.president(found.call.commission))
    Email.objects.all().delete()
    assert remind_drafts() == 0
    assert remind_draft(application_pk=found.pk, now=timezone.now(), by=None) is False


def test_a_draft_that_is_gone_is_no_error():
    assert remind_draft(application_pk=0, now=timezone.now(), by=None) is False


@pytest.mark.parametrize("count", [1, 3])
def test_asking_for_drafts_takes_the_same_number_of_questions(count, django_assert_num_queries):
    found = draft()
    for _n in range(count - 1):
        other = made.application(found.call, state="draft")
        Application.objects.filter(pk=other.pk).update(created_at=timezone.now() - hours(120))
    remind_drafts()
    with django_assert_num_queries(2):
        assert remind_drafts() == 0
