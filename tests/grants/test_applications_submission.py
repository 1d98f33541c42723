"""The moment of submission: to the second, once, with the broker down; refused with the reason, the draft stays."""

import datetime
import threading
import uuid

import pytest
from celery import Celery
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from grants.models import Application, Call
from grants.services import applications
from office import jobs
from office.models import AuditEvent, Job, NumberSeries
from office.refusal import Refused
from tests.factories.applications import enter, filed, ready_draft
from tests.factories.registry import MembershipFactory


def url(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


@pytest.fixture
def english():
    """Sentences are compared in English."""
    with override("en"):
        yield


def send(client, draft, *, at=None, key=None):
    """Press the button; `at` is the stamp of the proxy."""
    extra = {"X-Request-Start": f"t={at.timestamp():.6f}"} if at else {}
    return client.post(url("submit", draft.pk), {"key": str(key or uuid.uuid4())}, headers=extra, follow=True)


def closing_now(draft) -> datetime.datetime:
    """A deadline whose last second ended a few seconds ago."""
    deadline = timezone.now().replace(microsecond=0) - datetime.timedelta(seconds=5)
    Call.objects.filter(pk=draft.call_id).update(deadline=deadline)
    return deadline


@pytest.mark.django_db
def test_the_last_tenth_of_the_last_second_counts_whatever_the_queue(client, settings):
    settings.TRUSTED_PROXIES = 1
    draft = ready_draft()
    enter(client, draft.created_by)
    stamped = closing_now(draft) + datetime.timedelta(milliseconds=900)
    page = send(client, draft, at=stamped)
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_at) == ("submitted", stamped)
    assert timezone.localtime(stamped).strftime("%d.%m.%Y. %H:%M:%S") in page.content.decode()


@pytest.mark.django_db
def test_midnight_is_too_late_and_the_draft_stays(client, settings):
    settings.TRUSTED_PROXIES = 1
    draft = ready_draft()
    enter(client, draft.created_by)
    stamped = closing_now(draft) + datetime.timedelta(seconds=1)
    page = send(client, draft, at=stamped).content.decode()
    draft.refresh_from_db()
    assert (draft.state, draft.number) == ("draft", "")
    assert "Your draft is kept." in page
    assert draft.call.deadline.astimezone(timezone.get_default_timezone()).strftime("%H:%M:%S") in page
    assert NumberSeries.objects.filter(kind="application").count() == 0
    assert client.get(url("application", draft.pk)).status_code == 200


@pytest.mark.django_db
def test_an_incomplete_draft_is_refused_with_what_is_missing(client):
    draft = ready_draft(problem="")
    enter(client, draft.created_by)
    draft.documents.all().delete()
    page = send(client, draft).content.decode()
    assert "Still to be written: problem." in page and "Attach: Statut." in page
    assert Application.objects.get(pk=draft.pk).state == "draft"


@pytest.mark.django_db
def test_too_many_are_refused_with_the_number_already_filed(client):
    first = filed()
    second = ready_draft(first.call, person=first.created_by, organisation=first.organisation)
    enter(client, first.created_by)
    page = send(client, second).content.decode()
    assert first.number in page and "the call allows 1" in page
    assert f"public call {first.call.number}" in page  # no article is known: the call itself sets the number
    assert Application.objects.get(pk=second.pk).state == "draft"
    begun = client.post(url("begin", first.call.slug), follow=True)
    assert begun.redirect_chain[0][0] == url("application", second.pk)  # the draft that is there


@pytest.mark.django_db
def test_the_same_key_is_one_submission_another_key_names_the_number(english):
    draft, key = ready_draft(), uuid.uuid4()
    by, at = draft.created_by, timezone.now()
    first = applications.submit(application=draft, at=at, key=key, by=by)
    again = applications.submit(application=draft, at=at + datetime.timedelta(days=99), key=key, by=by)
    assert again.number == first.number
    with pytest.raises(Refused) as no:
        applications.submit(application=draft, at=at, key=uuid.uuid4(), by=by)
    assert first.number in str(no.value)
    assert Job.objects.filter(kind="grants.receipt").count() == 1


@pytest.mark.django_db
def test_a_viewer_reads_and_does_not_submit(client):
    draft = ready_draft()
    viewer = MembershipFactory(organisation=draft.organisation, role="viewer").user
    enter(client, viewer)
    assert "an owner or editor" in client.get(url("application", draft.pk)).content.decode()
    send(client, draft)
    assert Application.objects.get(pk=draft.pk).state == "draft"


@pytest.mark.django_db
def test_broker_down_at_the_moment_of_submit(client, monkeypatch, django_capture_on_commit_callbacks):
    dead = Celery("dead", broker="redis://127.0.0.1:1/0", set_as_current=False)
    dead.conf.update(
        broker_transport_options={
            "socket_connect_timeout": 1,
            "socket_timeout": 1,
            "retry_on_timeout": False,
        },
        task_publish_retry_policy={"max_retries": 1, "interval_start": 0, "interval_max": 0.1},
    )
    monkeypatch.setattr(jobs, "app", dead)
    monkeypatch.setattr(jobs.BELL, "silent_until", 0.0)
    draft = ready_draft()
    enter(client, draft.created_by)
    with django_capture_on_commit_callbacks(execute=True):
        page = send(client, draft)
    draft.refresh_from_db()
    assert page.status_code == 200 and draft.number in page.content.decode()
    job = Job.objects.get(kind="grants.receipt")
    assert (job.state, job.subject_id) == ("waiting", str(draft.pk))


@pytest.mark.django_db
def test_nothing_is_half_done_when_the_audit_fails(monkeypatch):
    draft = ready_draft()
    monkeypatch.setattr(AuditEvent, "save", lambda *a, **k: (_ for _ in ()).throw(RuntimeError("audit")))
    with pytest.raises(RuntimeError):
        applications.submit(application=draft, at=timezone.now(), key=uuid.uuid4(), by=draft.created_by)
    draft.refresh_from_db()
    assert (draft.state, draft.number, draft.snapshot) == ("draft", "", None)
    assert not Job.objects.exists() and not NumberSeries.objects.filter(kind="application").exists()


def test_two_tabs_at_the_same_moment_give_one_number(fresh_database):
    draft = ready_draft()
    clients = [enter(Client(), draft.created_by) for _tab in range(2)]
    start, pages = threading.Barrier(2), []

    def press(client):
        start.wait()
        try:
            pages.append(client.post(url("submit", draft.pk), {"key": str(uuid.uuid4())}, follow=True))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    draft.refresh_from_db()
    assert [page.status_code for page in pages] == [200, 200]
    assert all(draft.number in page.content.decode() for page in pages)
    assert NumberSeries.objects.get(kind="application").last == 1
    assert AuditEvent.objects.filter(action="submit").count() == 1
    assert Job.objects.filter(kind="grants.receipt").count() == 1


@pytest.mark.parametrize("office", ["serbia", "novi_sad"])
@pytest.mark.django_db
def test_the_same_flow_in_the_other_offices(office, settings, client):
    settings.OFFICE_JURISDICTION = office
    from django.core.management import call_command  # noqa: PLC0415

    call_command("load_rulebooks", verbosity=0)
    draft = ready_draft(requested=5000)
    enter(client, draft.created_by, "sr")
    assert client.get(url("check", draft.pk)).status_code == 200
    send(client, draft)
    draft.refresh_from_db()
    assert draft.state == "submitted" and draft.call.rulebook.jurisdiction == office
    assert draft.number in client.get(url("submitted", draft.pk)).content.decode()
