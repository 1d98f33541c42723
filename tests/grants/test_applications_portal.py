"""The NGO's pages: what to do, the task list, parts, check, submission, withdrawal."""

import pytest
from django.urls import reverse

from grants.models import Application
from office.jobs import run_job
from office.models import Job
from tests.factories import grants as made
from tests.factories.applications import TEXTS, enter, filed, ready_draft

pytestmark = pytest.mark.django_db


def url(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


@pytest.fixture
def ngo(client):
    """A client of an owner, with the person and the organisation."""
    person, organisation = made.ngo_person()
    enter(client, person)
    client.person, client.organisation = person, organisation
    return client


def ready(ngo, call=None, **facts):
    """A draft of this client's organisation with nothing missing."""
    return ready_draft(call, person=ngo.person, organisation=ngo.organisation, **facts)


def test_from_the_call_to_the_receipt(ngo):
    call = made.published_call()
    page = ngo.get(url("dashboard")).content.decode()
    assert call.title in page
    begin = url("begin", call.slug)
    assert "Begin the application" in ngo.get(begin).content.decode()
    ngo.post(begin)
    draft = Application.objects.get()
    assert ngo.post(begin).url == url("application", draft.pk)  # a second begin gives the same draft
    page = ngo.get(url("application", draft.pk)).content.decode()
    assert "1 of 6 parts completed" in page and draft.draft_code in page
    sent = {name: str(value) for name, value in TEXTS.items() if name.startswith("contact") is False}
    answer = ngo.post(
        url("section", draft.pk, "project"), {**sent, "kind": "project", "version": "0", "then": "next"}
    )
    assert answer.url == url("section", draft.pk, "activities")
    ngo.post(
        url("entry_new", draft.pk, "activities"), {"name": "Radionice", "month_from": 1, "month_until": 3}
    )
    line = {"group": "services", "description": "Usluge", "unit": "kom", "quantity": "2", "price": "1.500,00"}
    ngo.post(url("entry_new", draft.pk, "budget"), line)
    assert ngo.post(url("section", draft.pk, "budget"), {"version": "1", "then": "back"}).status_code == 302
    draft.refresh_from_db()
    assert str(draft.requested) == "3000.00"
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
        assert ngo.get(url("section", draft.pk, key)).status_code == 200


def test_submission_gives_number_time_and_receipt(ngo):
    draft = ready(ngo)
    page = ngo.get(url("check", draft.pk))
    key = str(page.context["form"]["key"].value())
    answer = ngo.post(url("submit", draft.pk), {"key": key})
    assert answer.url == url("submitted", draft.pk)
    draft.refresh_from_db()
    page = ngo.get(answer.url).content.decode()
    assert draft.number in page and "CE" in page
    run_job(Job.objects.get(kind="grants.receipt").pk)
    draft.refresh_from_db()
    assert draft.receipt.number == draft.number
    assert url("receipt", draft.pk) in ngo.get(answer.url).content.decode()
    got = ngo.get(url("receipt", draft.pk))
    assert got["Content-Type"] == "application/pdf" and b"".join(got.streaming_content)[:5] == b"%PDF-"
    assert ngo.get(url("application_pdf", draft.pk)).content[:5] == b"%PDF-"
    assert ngo.get(url("application", draft.pk)).status_code == 200
    assert ngo.get(url("applications")).status_code == 200
    assert ngo.get(url("withdraw", draft.pk)).status_code == 200


def test_papers_of_what_is_handed_in_are_named_by_what_they_are(client):
    row = filed()
    paper = row.documents.select_related("required", "file").filter(required__isnull=False).first()
    enter(client, row.created_by)
    page = client.get(url("application", row.pk)).content.decode()
    assert paper.required.name != paper.file.name
    assert f">{paper.required.name}</a>" in page and paper.file.name in page
