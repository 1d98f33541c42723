"""The text of a call as a document: issued once, replaced after an extension, fit for keeping and for everybody."""

import pytest
from django.test import Client
from django.utils import translation

from grants.budget_sums import share_lines
from grants.documents.call_text import issue_call_text
from grants.models import Call, ShareLimit, SubCriterion
from grants.self_check import questions_before
from grants.services import calls
from office import storage
from office.jobs import run_job
from office.models import Job
from office.rulebooks import from_version
from tests.browser.steps.papers import text_of
from tests.factories import form
from tests.factories import grants as made
from tests.pdf_checks import faults

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
    assert faults(storage.path_of(call.document.sha256).read_bytes(), profile) == []


def test_the_text_says_what_the_page_says():
    draft = made.draft_call(goals="Čiste rijeke.")
    ShareLimit.objects.create(call=draft, part="staff", percent=40)
    ShareLimit.objects.create(call=draft, part="own", percent="7.5")
    draft.eligibility_questions.create(
        order=1, text="Radite li najmanje godinu dana?", wanted=True, explanation="Traži se godina rada."
    )
    draft.required_documents.update(hint="Ovjeren.", given_by="association")
    draft.criteria.filter(order=1).update(law="čl. 4 Uredbe 13/18")
    SubCriterion.objects.filter(criterion__call=draft, order=1).update(guidance="Gleda se logika.")
    form.question(draft, "number", text="Koliko volontera učestvuje?")
    call = calls.publish_call(call=draft, by=made.president(draft.commission))
    Call.objects.filter(pk=call.pk).update(document=None)
    with translation.override("cnr"):
        language = translation.get_language()
        document = issue_call_text(Call.objects.get(pk=call.pk), by=None)
        said = text_of(storage.path_of(document.sha256).read_bytes())
        told = said.replace("\xa0", " ")
        shares = share_lines(call, from_version(call.rulebook))
        asked = questions_before(call, from_version(call.rulebook))
    page = Client().get(f"/{language}/calls/{call.slug}/").content.decode()
    assert len(shares) == 2
    for words in shares:
        assert words in said and words[:1].upper() + words[1:] in page
    assert len(asked) >= 5
    for each in asked:
        assert each.text.replace("\xa0", " ") in told and each.explanation.replace("\xa0", " ") in told
    for words in ("Ovjeren.", "čl. 4 Uredbe 13/18", "Gleda se logika."):
        assert words in said and words in page
