"""The text of a call as a document: issued once, replaced after an extension, fit for keeping and for everybody."""

import page as validator
import pytest

from grants.documents.call_text import issue_call_text
from grants.models import Call
from grants.services import calls
from office import storage
from office.jobs import run_job
from office.models import Job
from tests.factories import grants as made

pytestmark = pytest.mark.django_db


def drawn() -> Call:
    """A call published through its verb, its text drawn by the job."""
    draft = made.draft_call(legal_basis="Član 32v.", contact="Ana Marić", activities="Čišćenje\nObuke")
    call = calls.publish_call(call=draft, by=made.president(draft.commission))
    run_job(Job.objects.get(kind="grants.call_text").pk)
    return Call.objects.get(pk=call.pk)


def test_the_text_is_issued_once_and_anybody_reads_it(client):
    call = drawn()
    document = call.document
    assert document.public and document.number == call.number and document.issuer == call.body.name
    assert issue_call_text(call, by=None) == document
    assert f"/calls/{call.slug}/call.pdf" in client.get(f"/en/calls/{call.slug}/").content.decode()
    answer = client.get(f"/calls/{call.slug}/call.pdf")
    assert answer["Content-Type"] == "application/pdf" and b"".join(answer.streaming_content)[:5] == b"%PDF-"


def test_an_extension_replaces_the_text():
    call = drawn()
    first = call.document
    calls.extend_call(call=call, days=10, note="Vanredne okolnosti.", by=made.president(call.commission))
    run_job(Job.objects.filter(kind="grants.call_text").latest("pk").pk)
    call, first = Call.objects.get(pk=call.pk), type(first).objects.get(pk=first.pk)
    assert call.document != first and first.status == "replaced" and first.replaced_by == call.document


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_the_text_keeps_and_reads_aloud(profile):
    call = drawn()
    result = validator.validate_pdf_bytes(storage.path_of(call.document.sha256).read_bytes(), profile=profile)
    assert result.is_compliant, result.failures
