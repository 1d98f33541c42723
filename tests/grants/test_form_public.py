"""What anybody gets of a call's form: the self-check before login, the form to print, templates."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from grants.models import EligibilityQuestion
from grants.queries.public_calls import public_form
from grants.self_check import questions_before
from grants.services import call_forms
from office.rulebooks import from_version
from tests.factories import form as made_form
from tests.factories import grants as made
from tests.factories.applications import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """An open call with a form and a question of its own before the application."""
    draft = made.draft_call()
    made_form.every_kind(draft)
    facts = {
        "text": "Radite li sa djecom?",
        "wanted": True,
        "explanation": "Poziv je za rad sa djecom.",
        "law": "čl. 5",
    }
    call_forms.save_eligibility(call=draft, by=made_form.by(draft), **facts)
    return made_form.publish(draft)


def good(call):
    """Answers of an organisation that fits."""
    found = public_form().get(pk=call.pk)
    return {
        each.key: "yes" if each.wanted else "no"
        for each in questions_before(found, from_version(found.rulebook))
    }


def check(call):
    """The address of the self-check in English."""
    return f"/en/calls/{call.slug}/can-you-apply/"


def test_who_fits_goes_on_to_the_application(call, client):
    page = client.get(f"/en/calls/{call.slug}/").content.decode()
    assert check(call) in page and f"/en/calls/{call.slug}/form/" in page
    page = client.get(check(call)).content.decode()
    assert "Radite li sa djecom?" in page and "Your answers are not stored" in page
    page = client.post(check(call), good(call)).content.decode()
    assert "Nothing in your answers stands in the way" in page
    assert reverse("grants_portal:begin", args=[call.slug]) in page


def test_who_does_not_fit_is_told_why_with_the_article(call, client):
    own = f"own_{EligibilityQuestion.objects.get().pk}"
    page = client.post(check(call), {**good(call), own: "no"}).content.decode()
    assert "Poziv je za rad sa djecom." in page and "čl. 5" in page
    assert reverse("grants_portal:begin", args=[call.slug]) not in page
    page = client.post(check(call), {**good(call), "ban": "yes"}).content.decode()
    assert "An organisation that is barred may not apply" in page and "Zakon o NVO" in page


def test_a_rule_nobody_has_confirmed_only_warns(call, client):
    page = client.post(check(call), {**good(call), "before": "no"}).content.decode()
    assert "Ask the body first" in page and reverse("grants_portal:begin", args=[call.slug]) in page


def test_an_unanswered_question_is_asked_again(call, client):
    sent = good(call)
    sent.pop("active")
    page = client.post(check(call), {**sent, "sum": "<script>"}).content.decode()
    assert page.count("Answer with yes or no.") >= 2 and "<script>alert" not in page
    assert "stands in the way" not in page


def test_answers_are_stored_nowhere(call, client):
    client.post(check(call), good(call))
    assert not client.cookies
    assert check(call).endswith("/can-you-apply/")  # nothing of the answers stands in the address


def test_the_form_is_printed_with_all_questions_and_documents(call, client):
    page = client.get(f"/en/calls/{call.slug}/form/").content.decode()
    for words in ("Pitanje (table)?", "Sati", "Statut", "At most 50 characters.", "Sjever", "Imate li partnera?",
                  "Asked only if the answer to", "Održivost usluge", "At most 500."):  # fmt: skip
        assert words in page
    assert client.get(f"/en/calls/{made.draft_call().slug}/form/").status_code == 404


def test_a_template_of_a_paper_is_offered_to_all_and_only_to_whom_it_concerns(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    call = made.draft_call()
    officer = enter(Client(), made.president(call.commission))
    file = SimpleUploadedFile("budžet.pdf", made_form.PDF, "application/pdf")
    sent = {"name": "Odluka o osnivanju", "obligatory": "on", "given_by": "foundation", "upload": file}
    assert officer.post(reverse("grants_staff:call_document_new", args=[call.pk]), sent).status_code == 302
    paper = call.required_documents.get(name="Odluka o osnivanju")
    got = officer.get(reverse("grants_staff:document_template", args=[call.pk, paper.pk]))
    assert b"".join(got.streaming_content) == made_form.PDF
    address = reverse("grants_files:document_template", args=[call.slug, paper.pk])
    assert client.get(address).status_code == 404  # nobody outside sees a draft
    made_form.publish(call)
    assert b"".join(client.get(address).streaming_content) == made_form.PDF
    assert address in client.get(f"/en/calls/{call.slug}/").content.decode()
    person, organisation = made.ngo_person()
    ngo = enter(Client(), person)
    ngo.post(reverse("grants_portal:begin", args=[call.slug]))
    draft = organisation.applications.get()
    documents = reverse("grants_portal:section", args=[draft.pk, "documents"])
    assert "Odluka o osnivanju" not in ngo.get(documents).content.decode()  # an association does not give it
    type(organisation).objects.filter(pk=organisation.pk).update(kind="foundation")
    text = ngo.get(documents).content.decode()
    assert "Odluka o osnivanju" in text and address in text
    edit = reverse("grants_staff:call_document", args=[call.pk, paper.pk])
    assert (
        "The call is published"
        in officer.post(edit, {"name": "Drugo", "drop_template": "on"}).content.decode()
    )


def test_the_template_of_a_draft_is_taken_away(settings, client):
    settings.SECOND_FACTOR_REQUIRED = False
    call = made.draft_call()
    enter(client, made.president(call.commission))
    paper = call.required_documents.get()
    edit = reverse("grants_staff:call_document", args=[call.pk, paper.pk])
    file = SimpleUploadedFile("statut.pdf", made_form.PDF, "application/pdf")
    client.post(edit, {"name": "Statut", "upload": file})
    assert "Another template in place of “statut.pdf”" in client.get(edit).content.decode()
    client.post(edit, {"name": "Statut", "drop_template": "on"})
    paper.refresh_from_db()
    assert paper.template is None


@pytest.mark.parametrize("questions", [1, 3])
@pytest.mark.parametrize(("address", "count"), [("form/", 9), ("can-you-apply/", 7)])
def test_public_pages_ask_the_same_for_few_and_many(
    client, questions, address, count, django_assert_num_queries
):
    call = made.draft_call()
    for n in range(questions):
        made_form.question(call, "one", text=f"Pitanje {n}?")
        call_forms.save_eligibility(
            call=call, text=f"Pitanje {n}?", wanted=True, explanation="Ne može.", by=made_form.by(call)
        )
    made_form.publish(call)
    client.get(f"/en/calls/{call.slug}/{address}")
    with django_assert_num_queries(count):
        client.get(f"/en/calls/{call.slug}/{address}")
