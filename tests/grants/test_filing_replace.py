"""A filed application is replaced until the deadline; the earlier version stands until the newer one is in.

Rules tried: filing.replacement.
"""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from post_office.models import Email

from grants.models import Application, Call, FormalCheckItem, Replacement
from grants.queries.filing import earlier_versions, replacement_of
from grants.services import applications, copying, replacing
from office.jobs import run_job
from office.models import Job
from office.refusal import Refused
from tests.factories import filing
from tests.factories import grants as made
from tests.factories.applications import enter, filed, ready_draft
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


def newer(old, **facts) -> Application:
    """The draft of the newer version, with what has changed in it."""
    draft = replacing.begin_replacement(application=old, at=timezone.now(), by=old.created_by)
    Application.objects.filter(pk=draft.pk).update(**facts)
    return Application.objects.get(pk=draft.pk)


def hand_in(draft, at=None) -> Application:
    """The newer version is submitted."""
    by = draft.created_by
    return applications.submit(application=draft, at=at or timezone.now(), key=uuid.uuid4(), by=by)


def test_every_list_of_an_application_has_its_fate():
    """Whoever adds a list to applications decides whether a newer version takes it over."""
    named = {
        each.get_accessor_name() for each in Application._meta.related_objects
        if each.get_accessor_name() and not hasattr(each.related_model, "pgh_tracked_model")
    }  # fmt: skip
    assert named == set(copying.COPIED) | copying.STAYS
    own = {each.name for each in Application._meta.concrete_fields}
    assert own > copying.OWN


def test_a_newer_version_is_a_whole_copy():
    old = filed(capacity="Deset godina.")
    filing.partner(Application.objects.get(pk=old.pk))
    draft = newer(old)
    assert (draft.state, draft.number, draft.snapshot) == ("draft", "", None)
    assert draft.draft_code != old.draft_code and draft.capacity == "Deset godina."
    for name in copying.COPIED:
        assert getattr(draft, name).count() == getattr(old, name).count(), name
    assert draft.documents.get().file_id == old.documents.get().file_id
    assert newer(old).pk == draft.pk  # a second click gives the same draft


def test_the_old_one_stands_until_the_new_one_is_in(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    old = filed()
    run_job(Job.objects.get(kind="grants.receipt").pk)
    enter(client, old.created_by)
    page = client.get(url("application", old.pk)).content.decode()
    assert "Write a newer version" in page
    answer = client.post(url("replace", old.pk))
    draft = Application.objects.get(state="draft")
    assert answer.url == url("application", draft.pk)
    assert old.number in client.get(answer.url).content.decode()
    page = client.get(url("application", old.pk)).content.decode()
    assert "A newer version is being written" in page and "Write a newer version" not in page
    old.refresh_from_db()
    assert old.state == "submitted"
    Application.objects.filter(pk=draft.pk).update(title="Čistija rijeka")
    key = client.get(url("check", draft.pk)).context["form"]["key"].value()
    client.post(url("submit", draft.pk), {"key": str(key)})
    old.refresh_from_db()
    draft.refresh_from_db()
    assert (old.state, draft.state) == ("withdrawn", "submitted")
    assert draft.number not in {"", old.number} and draft.snapshot_sha256 != old.snapshot_sha256
    page = client.get(url("application", draft.pk)).content.decode()
    assert client.get(url("receipt", old.pk)).getvalue()[:5] == b"%PDF-"
    assert "Versions that were filed" in page and old.number in page and old.snapshot_sha256 in page
    assert url("receipt", old.pk) in page
    assert draft.number in client.get(url("application", old.pk)).content.decode()
    staff = enter(client, made.officer(old.call.body))
    page = staff.get(reverse("grants_staff:application", args=[draft.pk])).content.decode()
    assert old.number in page
    page = staff.get(reverse("grants_staff:application", args=[old.pk])).content.decode()
    assert f"Replaced by the newer version {draft.number}" in page


def test_late_the_draft_is_refused_and_the_old_one_counts():
    old = filed()
    draft = newer(old, title="Kasna verzija")
    with pytest.raises(Refused, match="The deadline was"):
        hand_in(draft, old.call.deadline + datetime.timedelta(seconds=1))
    with pytest.raises(Refused, match="The deadline was"):
        replacing.begin_replacement(
            application=old, at=old.call.deadline + datetime.timedelta(seconds=1), by=old.created_by
        )
    old.refresh_from_db()
    assert (old.state, Replacement.objects.get().done_at) == ("submitted", None)
    done = hand_in(draft, old.call.deadline + datetime.timedelta(milliseconds=999))
    assert done.state == "submitted"


def test_three_versions_are_all_kept():
    first = filed()
    second = hand_in(newer(first, title="Druga"))
    third = hand_in(newer(second, title="Treća"))
    states = Application.objects.filter(call=first.call).order_by("pk").values_list("title", "state")
    assert list(states) == [("Čista rijeka", "withdrawn"), ("Druga", "withdrawn"), ("Treća", "submitted")]
    assert [each.pk for each in earlier_versions(replacement_of(third))] == [second.pk, first.pk]
    assert len({first.number, second.number, third.number}) == 3


def test_once_its_check_has_begun_it_is_not_replaced():
    old = filed()
    draft = newer(old)
    FormalCheckItem.objects.create(application=old, key="active", order=1)
    with pytest.raises(Refused, match="check of the earlier version has begun"):
        hand_in(draft)
    draft.refresh_from_db()
    assert (draft.state, draft.number) == ("draft", "")
    with pytest.raises(Refused, match="has begun"):
        replacing.begin_replacement(application=old, at=timezone.now(), by=old.created_by)


def test_a_withdrawn_one_is_followed_by_an_ordinary_application():
    old = filed()
    draft = newer(old)
    applications.withdraw(application=old, note="Greška.", at=timezone.now(), by=old.created_by)
    assert hand_in(draft).state == "submitted"
    assert Replacement.objects.get().done_at is None


def test_who_may_not(client):
    old = filed()
    viewer = MembershipFactory(organisation=old.organisation, role="viewer").user
    assert client.post(url("replace", old.pk)).status_code == 302
    enter(client, viewer)
    assert "Write a newer version" not in client.get(url("application", old.pk)).content.decode()
    client.post(url("replace", old.pk))
    person, _organisation = made.ngo_person()
    enter(client, person)
    assert client.post(url("replace", old.pk)).status_code == 404
    assert not Replacement.objects.exists()


def test_a_partner_that_confirmed_need_not_be_asked_again():
    draft = ready_draft()
    filing.confirm(filing.ask(filing.partner(draft)))
    old = applications.submit(application=draft, at=timezone.now(), key=uuid.uuid4(), by=draft.created_by)
    second = hand_in(newer(old, summary="Novi sažetak."))
    assert [each["stands"] for each in second.handed_in.partners] == [True]
    third = hand_in(newer(second, title="Drugi naslov"))
    assert [each["stands"] for each in third.handed_in.partners] == [False]


def test_a_withdrawal_is_told_to_everybody_of_the_applicant():
    old = filed()
    colleague = MembershipFactory(organisation=old.organisation, role="editor").user
    applications.withdraw(application=old, note="Odustajemo.", at=timezone.now(), by=old.created_by)
    told = Email.objects.filter(subject__contains=old.number)
    assert {each.to[0] for each in told} == {old.created_by.email, colleague.email}
    assert "Odustajemo" not in told[0].message


def test_a_closed_call_is_not_filed_for_by_an_open_page(client, settings):
    """The page was open in time; the request came one second late: its arrival counts."""
    settings.TRUSTED_PROXIES = 1
    draft = ready_draft()
    enter(client, draft.created_by)
    key = client.get(url("check", draft.pk)).context["form"]["key"].value()
    deadline = timezone.now().replace(microsecond=0) - datetime.timedelta(seconds=5)
    Call.objects.filter(pk=draft.call_id).update(deadline=deadline)
    stamp = {"X-Request-Start": f"t={(deadline + datetime.timedelta(seconds=1)).timestamp():.6f}"}
    page = client.post(
        url("submit", draft.pk), {"key": str(key)}, headers=stamp, follow=True
    ).content.decode()
    assert "Your draft is kept." in page and Application.objects.get(pk=draft.pk).state == "draft"
