"""The representative approves the exact text; any change ends the approval and is told.

Rules tried: filing.sign_off.
"""

import datetime
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from post_office.models import Email

from grants.models import Application, SignOff
from grants.services import applications, sign_off
from ngo_registry.models import Representative
from office.jobs import run_job
from office.models import AuditEvent, Job
from office.refusal import Refused
from tests.factories import filing
from tests.factories import grants as made
from tests.factories.applications import enter, ready_draft
from tests.factories.registry import MembershipFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in English."""
    with override("en"):
        yield


def change(draft, by=None, **facts):
    """Somebody saves a section; the check that follows is done at once."""
    by = by or draft.created_by
    applications.save_section(
        application=draft, key="capacity", at=timezone.now(), by=by, **(facts or {"capacity": "Novo."})
    )
    for job in Job.objects.filter(kind="grants.sign_off_check", state="waiting"):
        run_job(job.pk)


def test_only_an_owner_approves_and_an_editor_asks(client):
    draft = ready_draft()
    editor = MembershipFactory(organisation=draft.organisation, role="editor").user
    viewer = MembershipFactory(organisation=draft.organisation, role="viewer").user
    Representative.objects.create(organisation=draft.organisation, name=draft.created_by.full_name)
    enter(client, editor)
    page = client.get(url("sign_off", draft.pk)).content.decode()
    assert "Your role does not let you approve" in page and "Čista rijeka" in page
    client.post(url("sign_off_ask", draft.pk))
    told = Email.objects.get(to=[draft.created_by.email])
    assert f"/portal/applications/{draft.pk}/approval/" in told.message
    for person in (editor, viewer):
        with pytest.raises(Refused):
            filing.approve(draft, person)
    enter(client, draft.created_by)
    page = client.get(url("sign_off", draft.pk)).content.decode()
    sha = re.search(r'name="sha256" value="([0-9a-f]{64})"', page).group(1)
    assert sha == filing.sha_of(draft)
    assert (
        "Tick that you have read" in client.post(url("sign_off", draft.pk), {"sha256": sha}).content.decode()
    )
    client.post(url("sign_off", draft.pk), {"sha256": sha, "read": "on"})
    made_one = SignOff.objects.get()
    assert (made_one.sha256, made_one.signed_by, made_one.in_register) == (sha, draft.created_by, True)
    assert "It stands." in client.get(url("sign_off", draft.pk)).content.decode()


def test_any_change_ends_the_approval_and_tells(client):
    draft = ready_draft()
    editor = MembershipFactory(organisation=draft.organisation, role="editor").user
    type(editor).objects.filter(pk=draft.created_by_id).update(language="en")
    draft.created_by.refresh_from_db()
    filing.approve(draft)
    change(draft, editor)
    ended = SignOff.objects.get()
    assert ended.ended_at is not None and ended.ended_reason != ""
    told = Email.objects.get(to=[draft.created_by.email])
    assert "Your approval no longer stands." in told.message and editor.full_name in told.message
    enter(client, draft.created_by)
    page = client.get(url("check", draft.pk)).content.decode()
    assert "it was changed afterwards" in page
    assert "no longer stands" in client.get(url("sign_off", draft.pk)).content.decode()
    assert AuditEvent.objects.filter(action="end_sign_off", subject_id=str(draft.pk)).count() == 1


def test_saving_the_same_text_ends_nothing():
    draft = ready_draft(capacity="Isto.")
    filing.approve(draft)
    change(draft, capacity="Isto.")
    assert SignOff.objects.get().ended_at is None
    assert not Email.objects.exists()


def test_a_text_changed_while_it_was_read_is_not_approved():
    draft = ready_draft()
    seen = filing.sha_of(draft)
    change(draft)
    with pytest.raises(Refused, match="changed while you were reading"):
        sign_off.sign_off(application=draft, sha256=seen, at=timezone.now(), by=draft.created_by)
    late = draft.call.deadline + datetime.timedelta(seconds=1)
    with pytest.raises(Refused, match="The deadline passed on"):
        sign_off.sign_off(application=draft, sha256=filing.sha_of(draft), at=late, by=draft.created_by)


def test_an_incomplete_application_is_not_approved(client):
    draft = ready_draft(problem="")
    enter(client, draft.created_by)
    assert "First complete the application" in client.get(url("sign_off", draft.pk)).content.decode()
    with pytest.raises(Refused, match="not complete"):
        filing.approve(draft)


def test_where_the_call_asks_for_it_nothing_is_submitted_without(client):
    draft = ready_draft()
    filing.call_says(draft.call, sign_off="refuse")
    at, by = timezone.now(), draft.created_by
    with pytest.raises(Refused, match="Nobody has approved the text yet"):
        applications.submit(application=draft, at=at, key=uuid.uuid4(), by=by)
    filing.approve(draft)
    Application.objects.filter(pk=draft.pk).update(capacity="Promijenjeno mimo stranice.")
    with pytest.raises(Refused, match="it was changed afterwards"):
        applications.submit(application=draft, at=at, key=uuid.uuid4(), by=by)
    approved = filing.approve(draft)
    done = applications.submit(application=draft, at=at, key=uuid.uuid4(), by=by)
    assert done.handed_in.sign_off == approved and done.snapshot_sha256 == approved.sha256
    enter(client, by)
    assert client.get(url("sign_off", draft.pk)).url == url("application", draft.pk)


def test_doors_of_the_approval(client):
    draft = ready_draft()
    assert client.get(url("sign_off", draft.pk)).status_code == 302
    person, _organisation = made.ngo_person()
    enter(client, person)
    assert client.get(url("sign_off", draft.pk)).status_code == 404
    assert client.post(url("sign_off_ask", draft.pk)).status_code == 404
    enter(client, draft.created_by)
    page = client.post(url("sign_off_ask", draft.pk), follow=True).content.decode()
    assert "No other owner of the account may approve" in page
