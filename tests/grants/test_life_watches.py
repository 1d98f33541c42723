"""Watching calls by e-mail: asked, confirmed, told once, ended by one press; the address is closed."""

import datetime

import pytest
from django.core import signing
from django.utils import timezone, translation
from post_office.models import Email

from grants.models import Call, CallWatch, CallWatcher, Decision
from grants.services import call_follow, call_watches, calls
from grants.services.call_corrections import correct_call
from grants.services.call_news import send_news, watchers_of
from grants.services.call_watches import order_call_watch
from grants.services.publication import publish_decision
from grants.watch_links import row_of, token
from office.jobs import run_job
from office.mail import CLOSED
from office.models import Job
from tests.factories import grants as made
from tests.factories import life as situations

pytestmark = pytest.mark.django_db
ADDRESS = "prati@example.test"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def told() -> list[str]:
    """Subjects of the letters to the watcher."""
    return [row.subject for row in Email.objects.order_by("pk") if row.to == [ADDRESS]]


def work() -> None:
    """The worker does the ordered letters."""
    for job in Job.objects.filter(kind="grants.call_news", state="waiting").order_by("pk"):
        run_job(job.pk)


def test_nothing_is_sent_before_the_address_says_yes():
    area, body = made.area(), made.body()
    order_call_watch(email=" Prati@Example.test ", language="en", by=None, body=body, area=area, words="voda")
    watch = CallWatch.objects.get()
    assert (watch.watcher.email, watch.body, watch.area, watch.words) == (ADDRESS, body, area, "voda")
    letter = Email.objects.get()
    assert letter.headers[CLOSED] == "yes" and "/calls/watch/confirm/" in letter.message
    call = made.published_call(made.commission(body), title="Voda za sve")
    call.areas.add(area)
    assert watchers_of(call) == []
    call_watches.confirm_call_watch(watch=watch, by=None)
    assert watchers_of(call) == [watch.watcher]


def test_asked_again_too_soon_no_second_letter_comes():
    for _n in range(2):
        order_call_watch(email=ADDRESS, language="en", by=None, words="voda")
    order_call_watch(email=ADDRESS, language="en", by=None, words="zrak")
    assert (Email.objects.count(), CallWatch.objects.count()) == (1, 1)


def test_which_calls_meet_which_watch():
    call = made.published_call(title="Čiste rijeke")
    other = made.published_call(title="Pozorište")
    by_area = situations.watch("a@example.test", area=call.areas.get()).watcher
    by_body = situations.watch("b@example.test", body=call.body).watcher
    by_words = situations.watch("c@example.test", words="ciste RIJEKE").watcher
    by_all = situations.watch("d@example.test").watcher
    by_call = situations.watch("e@example.test", call=call).watcher
    situations.watch("f@example.test", confirmed=False)
    situations.watch("a@example.test", body=call.body)
    assert watchers_of(call) == [by_area, by_body, by_words, by_all, by_call]
    assert watchers_of(other) == [by_all]


def test_a_life_of_a_call_is_told_step_by_step_in_one_letter_each():
    commission = made.commission()
    by = made.president(commission)
    situations.watch(ADDRESS, body=commission.body)
    draft = made.draft_call(commission, title="Voda")
    call = calls.publish_call(call=draft, by=by)
    work()
    calls.extend_call(call=call, days=5, note="Praznici.", by=by)
    work()
    correct_call(call=call, note="Greška.", by=by, contact="Eva")
    work()
    calls.cancel_call(call=call, note="Poništeno.", by=by)
    work()
    call.refresh_from_db()
    later = calls.publish_call(call=call_follow.repeat_call(call=call, reason="Ponovo.", by=by), by=by)
    work()
    assert told() == [
        "New public call: Voda",
        "Deadline extended: Voda",
        "Call corrected: Voda",
        "Call annulled: Voda",
        "New public call: Voda",
    ]
    last = Email.objects.filter(to=ADDRESS).order_by("-pk").first()
    assert f"It repeats the call {call.number}." in last.message and later.slug in last.message
    assert last.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_published_decision_is_told_once_to_each_watcher_in_the_own_language():
    call = made.decided_call()
    situations.watch(ADDRESS, body=call.body)
    situations.watch(ADDRESS, call=call)
    other = situations.watch("drugi@example.test", call=call).watcher
    CallWatcher.objects.filter(pk=other.pk).update(language="sr-latn")
    by = made.president(call.commission)
    Call.objects.filter(pk=call.pk).update(state="published")
    Decision.objects.filter(call=call).update(state="signed", published_at=None, published_by=None)
    call.applications.update(state="scored")
    Email.objects.all().delete()
    decision = publish_decision(decision=Decision.objects.get(call=call), by=by)
    work()
    work()
    assert told() == [f"Decision on the allocation of funds published: {call.title}"]
    letter = next(row for row in Email.objects.all() if row.to == [ADDRESS])
    assert f"/calls/{call.slug}/#results" in letter.message and decision.number in letter.message
    assert "Deadline" not in letter.message and "List-Unsubscribe" in letter.headers
    theirs = next(row for row in Email.objects.all() if row.to == ["drugi@example.test"])
    assert "odluka o raspod" in theirs.subject and "/sr-latn/calls/" in theirs.message


def test_who_watches_the_annulled_call_hears_of_its_repetition():
    old = made.published_call()
    by = made.president(old.commission)
    situations.watch(ADDRESS, call=old)
    began = made.application(old, state="draft").created_by
    type(began).objects.filter(pk=began.pk).update(language="en")
    old = calls.cancel_call(call=old, note="Greška.", by=by)
    later = calls.publish_call(call=call_follow.repeat_call(call=old, reason="Ponovo.", by=by), by=by)
    Email.objects.all().delete()
    work()
    assert len(told()) == 2  # of the annulment, and of the repetition
    mine = [row for row in Email.objects.all() if row.to == [began.email]]
    assert [row.subject for row in mine] == [f"The call {old.number} is repeated"]
    assert later.slug in mine[0].message


def test_a_job_done_twice_writes_once():
    call = made.published_call()
    situations.watch(ADDRESS, body=call.body)
    calls.extend_call(call=call, days=5, note="R.", by=made.president(call.commission))
    job = Job.objects.get(kind="grants.call_news")
    run_job(job.pk)
    run_job(job.pk)
    assert len(told()) == 1


def test_the_last_watch_takes_the_address_and_its_letters_along():
    call = made.published_call()
    first, second = situations.watch(ADDRESS, body=call.body), situations.watch(ADDRESS, call=call)
    send_news(call=call, what="extended", reason="", by=None)
    assert len(told()) == 1
    call_watches.end_call_watches(watcher=first.watcher, by=None, only=first)
    assert CallWatcher.objects.count() == 1
    call_watches.end_call_watches(watcher=first.watcher, by=None, only=second)
    assert CallWatcher.objects.count() == 0 and told() == []
    call_watches.end_call_watches(watcher=first.watcher, by=None)  # a second press


def test_what_nobody_confirms_goes_after_two_days():
    watch = situations.watch(ADDRESS, confirmed=False)
    kept = situations.watch("drugi@example.test")
    before = timezone.now() - datetime.timedelta(hours=49)
    CallWatch.objects.update(asked_at=before)
    CallWatcher.objects.update(asked_at=before)
    assert call_watches.forget_unconfirmed(by=None) == 1
    assert list(CallWatcher.objects.all()) == [kept.watcher]
    assert not CallWatch.objects.filter(pk=watch.pk).exists()


def test_links_name_rows_for_one_purpose():
    assert row_of(token("manage", 7), "manage") == 7
    assert row_of(token("manage", 7), "confirm") is None
    assert row_of("nonsense", "manage") is None
    assert row_of(signing.dumps(["manage", 7], salt="other"), "manage") is None


@pytest.mark.parametrize("count", [1, 3])
def test_matching_takes_the_same_number_of_questions(count, django_assert_num_queries):
    call = made.published_call()
    for n in range(count):
        situations.watch(f"p{n}@example.test", body=call.body)
    with django_assert_num_queries(2):
        assert len(watchers_of(call)) == count
