"""The receipt and the application on paper: valid for archives and readers, the same bytes for the same data."""

import datetime
import io
import uuid

import pytest
from pypdf import PdfReader

from grants.documents.receipt import application_pdf
from grants.models import Application
from grants.queries.applications import whole
from grants.services import applications
from office.jobs import run_job
from office.models import IssuedDocument, Job
from tests.factories import grants as made
from tests.factories.applications import filed, ready_draft
from tests.office.test_documents import conforms

pytestmark = pytest.mark.django_db


def words(data: bytes) -> str:
    """All text of a PDF, spaces made single."""
    return " ".join(" ".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(data)).pages).split())


def test_the_receipt_names_number_moment_and_fingerprint():
    application = ready_draft(made.published_call())
    application.created_by.language = "en"
    application.created_by.save(update_fields=["language"])
    at = datetime.datetime(2026, 11, 23, 22, 59, 59, 900_000, datetime.UTC)
    type(application.call).objects.update(
        opens_at=at - datetime.timedelta(days=30), deadline=at.replace(microsecond=0)
    )
    application.refresh_from_db()
    application = applications.submit(
        application=application, at=at, key=uuid.uuid4(), by=application.created_by
    )
    job = Job.objects.get(kind="grants.receipt")
    run_job(job.pk)
    run_job(job.pk)
    document = IssuedDocument.objects.get(kind="grants.receipt")
    data = document.file.path.read_bytes()
    text = words(data)
    assert application.number in text and "23.11.2026. 23:59:59 CET" in text
    assert application.snapshot_sha256[:20] in text.replace(" ", "")
    assert conforms(data) == {}
    assert not document.public


@pytest.mark.parametrize("language", ["cnr", "cnr-cyrl", "en"])
def test_the_application_on_paper(language):
    row = whole(Application.objects.filter(pk=filed(summary="Dug tekst. " * 60).pk)).get()
    data = application_pdf(row, language)
    assert data == application_pdf(row, language)
    text = words(data)
    assert row.number in text and ("Prevoz otpada" in text) is (language != "cnr-cyrl")
    assert ("Превоз отпада" in text) is (language == "cnr-cyrl")
    assert conforms(data) == {}


def test_a_draft_says_that_it_is_one():
    draft = whole(Application.objects.filter(pk=ready_draft().pk)).get()
    assert "this application has not been submitted" in words(application_pdf(draft, "en"))
