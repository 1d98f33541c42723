"""A draft past the deadline: read and copied, not written; open again when the call is extended."""

import datetime

import pytest
from django.urls import reverse

from grants.models import Call
from grants.services import applications, calls
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories.applications import enter, ready_draft

pytestmark = pytest.mark.django_db
SAID = "The deadline passed on"


def url(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


def closes(draft, seconds):
    """The deadline lies so many seconds ahead, or behind."""
    deadline = made.now().replace(microsecond=0) + datetime.timedelta(seconds=seconds)
    Call.objects.filter(pk=draft.call_id).update(deadline=deadline)
    return deadline


@pytest.fixture
def draft():
    """A draft with nothing missing."""
    return ready_draft()


@pytest.fixture
def ngo(client, draft):
    """A client of the person who began it."""
    return enter(client, draft.created_by)


def test_a_draft_of_an_annulled_call_is_for_reading_too(ngo, draft):
    note = "Sredstva su preusmjerena na saniranje štete od poplava."
    calls.cancel_call(call=draft.call, note=note, by=made.president(draft.call.commission))
    draft.refresh_from_db()
    page = ngo.get(url("section", draft.pk, "project")).content.decode()
    assert "The call has been annulled." in page and "copying into a next application" in page
    assert "data-autosave" not in page
    before = draft.summary
    with pytest.raises(Refused, match="annulled"):
        applications.save_section(
            application=draft, key="project", at=made.now(), by=draft.created_by, summary="Novo"
        )
    draft.refresh_from_db()
    assert draft.summary == before
    copy = ngo.get(url("application", draft.pk)).content.decode()
    assert "The call has been annulled." in copy


def test_every_part_is_for_reading_with_a_clear_sentence(ngo, draft):
    closes(draft, -5)
    for key in (
        "organisation",
        "project",
        "activities",
        "budget",
        "partners",
        "capacity",
        "documents",
        "declarations",
    ):
        page = ngo.get(url("section", draft.pk, key)).content.decode()
        assert SAID in page and "copy it into a next application" in page, key
        assert "data-autosave" not in page and "save-bar" not in page, key
        assert f'action="{url("document_upload", draft.pk, 0)}"' not in page
    for name in ("budget_table", "budget_paste", "budget_upload"):
        assert SAID in ngo.get(url(name, draft.pk)).content.decode(), name


def test_nothing_is_written_whatever_is_sent(ngo, draft):
    line, before = draft.activity_lines.get(), draft.capacity
    closes(draft, -5)
    late = ngo.post(url("section", draft.pk, "capacity"), {"capacity": "Prekasno.", "version": "0"})
    assert SAID in late.content.decode() and "Prekasno." in late.content.decode()
    by_itself = ngo.post(
        url("section", draft.pk, "capacity"),
        {"capacity": "Prekasno.", "version": "0"},
        headers={"X-Autosave": "1"},
    )
    assert by_itself.status_code == 400 and SAID in by_itself.json()["message"]
    entry = {"name": "Prekasno", "month_from": 1, "month_until": 2}
    assert SAID in ngo.post(url("entry", draft.pk, "activities", line.pk), entry).content.decode()
    ngo.post(url("entry_remove", draft.pk, "activities", line.pk))
    ngo.post(url("document_remove", draft.pk, draft.documents.get().pk))
    ngo.post(url("section", draft.pk, "declarations"), {})
    draft.refresh_from_db()
    assert draft.capacity == before and draft.activity_lines.get().name == line.name
    assert (draft.documents.count(), draft.declarations.count()) == (1, 4)


def test_what_arrived_in_the_last_second_counts(ngo, draft, settings):
    settings.TRUSTED_PROXIES = 1
    deadline = closes(draft, -5)
    stamp = {"X-Request-Start": f"t={deadline.timestamp() + 0.9:.3f}"}
    ngo.post(url("section", draft.pk, "capacity"), {"capacity": "Na vrijeme.", "version": "0"}, headers=stamp)
    draft.refresh_from_db()
    assert draft.capacity == "Na vrijeme."


def test_it_is_copied_into_the_next_call_and_opens_when_the_deadline_is_extended(ngo, draft):
    closes(draft, -5)
    following = made.published_call(draft.call.commission)
    facts = {"organisation": draft.organisation, "at": made.now(), "by": draft.created_by}
    fresh = applications.begin(call=following, **facts)
    page = ngo.get(url("copy", fresh.pk)).content.decode()
    assert url("copy_parts", fresh.pk, draft.pk) in page
    ngo.post(url("copy_parts", fresh.pk, draft.pk), {"part": ["project", "activities"]})
    fresh.refresh_from_db()
    assert fresh.title == draft.title and fresh.activity_lines.get().name == "Čišćenje obale"
    closes(draft, 86_400)
    page = ngo.get(url("section", draft.pk, "capacity")).content.decode()
    assert SAID not in page and "save-bar" in page
    ngo.post(url("section", draft.pk, "capacity"), {"capacity": "Rok je produžen.", "version": "0"})
    draft.refresh_from_db()
    assert draft.capacity == "Rok je produžen."
