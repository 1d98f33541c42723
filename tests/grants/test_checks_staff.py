"""The staff rooms of applications: list, file, formal check, completion, rejection, the published list.

Rules tried: call.completion_rounds.
"""

import datetime

import pytest
from django.urls import reverse

from grants.models import Application, Call, CompletionRequest
from grants.services import calls
from grants.services.rejections import confirm_rejection
from office.refusal import Refused
from tests.factories import grants as made
from tests.factories.applications import enter, filed
from tests.factories.checks import second_of, serve

pytestmark = pytest.mark.django_db


def url(name, *args):
    """An address of the staff rooms."""
    return reverse(f"grants_staff:{name}", args=args)


@pytest.fixture
def closed():
    """A call past its deadline with one application handed in, and its president."""
    return Application.objects.get(pk=filed(made.closed_call()).pk)


@pytest.fixture
def president(client, settings, closed):
    """A client of the president of the commission."""
    settings.SECOND_FACTOR_REQUIRED = False
    person = made.president(closed.call.commission)
    enter(client, person)
    client.person = person
    return client


def answers(application, **changes):
    """Every condition met, but for the changes."""
    data = {}
    for item in application.check_items.all():
        data[f"{item.key}-answer"] = "yes"
    return {**data, **changes}


def test_the_check_list_is_answered_and_the_application_found_complete(president, closed):
    page = president.get(url("application", closed.pk)).content.decode()
    assert closed.number in page and url("check", closed.pk) in page
    assert "Begin the check" in president.get(url("check", closed.pk)).content.decode()
    president.post(url("check_begin", closed.pk))
    page = president.get(url("check", closed.pk)).content.decode()
    assert "The application was filed in time." in page
    assert 'href="#c-aims"' in page  # what nobody has answered is led to
    president.post(url("check", closed.pk), answers(closed))
    page = president.get(url("check", closed.pk)).content.decode()
    assert "All conditions are met." in page and 'href="#c-' not in page
    president.post(url("find_complete", closed.pk))
    closed.refresh_from_db()
    assert closed.state == "eligible"
    president.post(url("publish_check", closed.call_id))
    assert Call.objects.get(pk=closed.call_id).check_published_by == president.person


def test_completion_is_asked_once_then_rejected(president, closed, mailoutbox):
    president.post(url("check_begin", closed.pk))
    refused = president.post(url("check", closed.pk), answers(closed, **{"aims-answer": "no"}))
    assert "Write in the note why" in refused.content.decode()
    changes = {"aims-answer": "no", "aims-note": "Nije u oblasti."}
    president.post(url("check", closed.pk), answers(closed, **changes))
    page = president.get(url("ask_completion", closed.pk)).content.decode()
    assert "Nije u oblasti." in page
    president.post(url("ask_completion", closed.pk), {"note": "Dopunite prijavu."})
    closed.refresh_from_db()
    assert closed.state == "returned"
    unserved = president.post(url("rejection_propose", closed.pk), {"reason": "Nije dopunjena."})
    assert "is not served yet" in unserved.content.decode()
    serve(closed)
    early = president.post(url("rejection_propose", closed.pk), {"reason": "Nije dopunjena."})
    assert "still runs" in early.content.decode()
    CompletionRequest.objects.update(due=made.now() - datetime.timedelta(hours=1))
    president.post(url("rejection_propose", closed.pk), {"reason": "Nije dopunjena.", "law": "čl. 32v"})
    proposal = closed.rejection_proposals.get()
    president.post(url("rejection_answer", closed.pk, proposal.pk), {"action": "confirm"})
    closed.refresh_from_db()
    assert closed.state == "returned"  # not by the one who proposed it
    confirm_rejection(proposal=proposal, by=second_of(closed))
    closed.refresh_from_db()
    assert (closed.state, closed.rejection_law) == ("rejected", "čl. 32v")
    for name in ("application", "check", "application_pdf"):
        assert president.get(url(name, closed.pk)).status_code == 200


def test_list_and_downloads(president, closed):
    page = president.get(url("applications") + f"?call={closed.call_id}&q=Čista").content.decode()
    assert closed.number in page and "Formal check" in page
    assert closed.number in president.get(url("applications") + "?q=чиста").content.decode()
    assert closed.number not in president.get(url("applications") + "?state=rejected").content.decode()
    lines = b"".join(president.get(url("applications_export", "csv")).streaming_content).decode()
    assert closed.number in lines and closed.contact_email not in lines
    book = president.get(url("applications_export", "xlsx"))
    assert b"".join(book.streaming_content)[:2] == b"PK"


def test_a_member_steps_aside(president, closed):
    assert president.get(url("exempt", closed.pk)).status_code == 200
    president.post(url("exempt", closed.pk), {"reason": "Rođak u organizaciji."})
    president.post(url("check_begin", closed.pk))
    assert not closed.check_items.exists()
    assert "You are exempted" in president.get(url("application", closed.pk)).content.decode()


def test_the_list_waits_for_every_application(closed):
    with pytest.raises(Refused):
        calls.publish_check(call=closed.call, by=made.president(closed.call.commission))
