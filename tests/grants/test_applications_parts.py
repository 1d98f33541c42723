"""Parts of a draft: saving as one goes, two people at once, lists, bad files, sums, completion, other people's rows.

Rules tried: call.completion_days.
"""

import datetime
import json

import pytest
from django.urls import reverse

from grants.models import Application, CompletionRequest, SectionSave
from grants.services import checks
from office.models import StoredFile
from tests.factories import grants as made
from tests.factories.applications import TEXTS, enter, filed, ready_draft
from tests.factories.registry import MembershipFactory, OrganisationFactory
from tests.office import evil

pytestmark = pytest.mark.django_db


def url(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


@pytest.fixture
def draft():
    """A draft with nothing missing."""
    return ready_draft()


@pytest.fixture
def ngo(client, draft):
    """A client of the person who began the draft."""
    return enter(client, draft.created_by)


def project(**changes):
    """What the browser sends for the part “project”."""
    texts = {name: str(value) for name, value in TEXTS.items() if not name.startswith("contact")}
    return {**texts, "kind": "project", "version": "0", **changes}


def autosave(client, draft, data):
    """The form saves itself."""
    answer = client.post(url("section", draft.pk, "project"), data, headers={"X-Autosave": "1"})
    return answer.status_code, json.loads(answer.content)


def test_the_form_saves_itself_and_tells_of_a_colleague(ngo, draft):
    code, saved = autosave(ngo, draft, project(title="Prva verzija"))
    assert (code, saved["version"]) == (200, 1)
    colleague = MembershipFactory(organisation=draft.organisation, role="editor").user
    SectionSave.objects.update(version=2, saved_by=colleague)
    code, said = autosave(ngo, draft, project(title="Moja verzija", version="1"))
    assert code == 409 and colleague.full_name in said["message"]
    page = ngo.post(url("section", draft.pk, "project"), project(title="Moja verzija", version="1"))
    text = page.content.decode()
    assert "Compare both texts" in text and "Prva verzija" in text and "Moja verzija" in text
    assert 'name="version" value="2"' in text
    assert Application.objects.get(pk=draft.pk).title == "Prva verzija"
    ngo.post(url("section", draft.pk, "project"), project(title="Moja verzija", version="2"))
    assert Application.objects.get(pk=draft.pk).title == "Moja verzija"


def test_an_empty_part_is_saved_and_a_wrong_value_is_not(ngo, draft):
    assert ngo.post(url("section", draft.pk, "project"), project(summary="")).status_code == 302
    assert autosave(ngo, draft, project(ends_on="2020-01-01", version="1")) == (400, {})
    page = ngo.post(
        url("section", draft.pk, "project"), project(ends_on="2020-01-01", summary="Tu", version="1")
    )
    assert "The project ends before it starts." in page.content.decode()
    assert ">\nTu</textarea>" in page.content.decode()
    long = ngo.post(url("section", draft.pk, "project"), project(summary="ž" * 1501, version="1"))
    assert "1500" in long.content.decode()
    assert Application.objects.get(pk=draft.pk).summary == ""
    page = ngo.get(url("application", draft.pk)).content.decode()
    assert "Still to be written: summary." in page


@pytest.mark.parametrize(
    ("price", "sentence"),
    [
        ("sto evra", "is not a sum of money"),
        ("1,234", "It is not clear which sum"),
        ("-5", "must be at least"),
        ("99999999999999999", "too large"),
    ],
)
def test_a_letter_where_a_sum_belongs(ngo, draft, price, sentence):
    line = {"group": "services", "description": "Prevoz", "unit": "tura", "quantity": "2", "price": price}
    page = ngo.post(url("entry_new", draft.pk, "budget"), line).content.decode()
    assert sentence in page and price in page and "Prevoz" in page
    assert draft.budget_lines.count() == 1


def test_sums_are_counted_on_the_server(ngo, draft):
    line = {"group": "staff", "description": "Rad", "quantity": "3", "price": "33,33", "requested": "50"}
    ngo.post(url("entry_new", draft.pk, "budget"), {**line, "total": "1"})
    new = draft.budget_lines.get(description="Rad")
    assert [str(value) for value in (new.total, new.requested, new.other)] == ["99.99", "50.00", "49.99"]
    assert str(Application.objects.get(pk=draft.pk).requested) == "5050.00"
    page = ngo.get(url("section", draft.pk, "budget")).content.decode()
    assert "The budget needs €49.99 from others" in page and "within the limits" in page
    more = ngo.post(url("entry", draft.pk, "budget", new.pk), {**line, "requested": "100"}).content.decode()
    assert "You ask for more than this line costs." in more
    ngo.post(url("section", draft.pk, "budget"), {"own_share": "49,99", "other_sources": "", "version": "1"})
    assert "The budget needs" not in ngo.get(url("section", draft.pk, "budget")).content.decode()
    ngo.post(url("entry_remove", draft.pk, "budget", new.pk))
    assert str(Application.objects.get(pk=draft.pk).requested) == "5000.00"


def test_a_sum_above_the_limit_is_said_with_the_difference(ngo, draft):
    line = {"group": "staff", "description": "Rad", "quantity": "1", "price": "5.350,00"}
    ngo.post(url("entry_new", draft.pk, "budget"), line)
    page = ngo.get(url("application", draft.pk)).content.decode()
    assert "€350.00 above the greatest amount" in page and "has errors" in page


def test_partners_by_number_or_by_name(ngo, draft):
    other = OrganisationFactory(pib="02345678")
    add = url("entry_new", draft.pk, "partners")
    ngo.post(add, {"number": "02345678", "name": "", "role": "Radionice"})
    assert draft.partners.get().organisation == other
    assert "is a partner already" in ngo.post(add, {"number": other.number, "role": "x"}).content.decode()
    assert "has the number 777" in ngo.post(add, {"number": "777", "role": "x"}).content.decode()
    own = ngo.post(add, {"number": draft.organisation.number, "role": "x"}).content.decode()
    assert "not its own partner" in own
    assert "Give the number" in ngo.post(add, {"number": "", "name": "", "role": "x"}).content.decode()
    ngo.post(add, {"name": "Mjesna zajednica", "role": "Prostor"})
    assert draft.partners.count() == 2
    assert ngo.get(url("section", draft.pk, "partners")).status_code == 200


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("prazno.pdf", b"", "is empty (0 bytes)"),
        ("strana.pdf", b"<!DOCTYPE html><html></html>", "strana.pdf"),
        ("velika.pdf", b"%PDF-1.7\n" + b"0" * (50 * 1024 * 1024), "at most 20 MB"),
        ("zakljucan.pdf", evil.locked_pdf(), "password"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_lost(ngo, draft, name, content, sentence):
    before, files = draft.documents.count(), StoredFile.objects.count()
    required = draft.call.required_documents.get()
    upload = {"file": evil.upload(name, content)}
    page = ngo.post(url("document_upload", draft.pk, required.pk), upload, follow=True)
    assert page.status_code == 200 and sentence in page.content.decode()
    assert (draft.documents.count(), StoredFile.objects.count()) == (before, files)
    assert Application.objects.get(pk=draft.pk).title == TEXTS["title"]


def test_a_good_file_is_attached_read_and_removed(ngo, draft):
    upload = {"file": evil.upload("cv.pdf", evil.pdf())}
    page = ngo.post(url("document_upload", draft.pk, 0), upload, follow=True).content.decode()
    assert "The file is attached." in page
    document = draft.documents.get(required=None)
    assert b"".join(ngo.get(url("document", draft.pk, document.pk)).streaming_content)[:5] == b"%PDF-"
    ngo.post(url("document_remove", draft.pk, document.pk))
    assert not draft.documents.filter(pk=document.pk).exists()
    assert (
        "Choose a file first." in ngo.post(url("document_upload", draft.pk, 0), follow=True).content.decode()
    )


def test_declarations_are_given_one_by_one(ngo, draft):
    page = url("section", draft.pk, "declarations")
    ngo.post(page, {"accuracy": "on", "earlier_funds": "on"})
    assert sorted(draft.declarations.values_list("kind", flat=True)) == ["accuracy", "earlier_funds"]
    assert "Missing:" in ngo.get(page).content.decode()


def addresses(draft):
    """Every portal address of an application, with the method that matters."""
    line, document = draft.budget_lines.get().pk, draft.documents.get().pk
    paper = draft.documents.get().required_id
    parts = [("GET", "section", key) for key in ("organisation", "project", "budget", "documents")]
    return [
        ("GET", "application"), ("GET", "check"), ("GET", "withdraw"), ("GET", "receipt"), ("GET", "submitted"),
        ("GET", "application_pdf"), ("POST", "submit"), ("POST", "complete"), ("POST", "withdraw"),
        *parts, ("POST", "section", "project"), ("GET", "entry_new", "budget"), ("POST", "entry_new", "budget"),
        ("GET", "entry", "budget", line), ("POST", "entry_remove", "budget", line),
        ("GET", "document", document), ("POST", "document_remove", document), ("POST", "document_upload", paper),
    ]  # fmt: skip


def test_another_organisation_finds_none_of_it(client, draft):
    stranger, _organisation = made.ngo_person()
    enter(client, stranger)
    for method, name, *rest in addresses(draft):
        answer = getattr(client, method.lower())(url(name, draft.pk, *rest))
        assert answer.status_code == 404, (method, name)
    own = ready_draft(draft.call, person=stranger, organisation=_organisation)
    theirs = draft.budget_lines.get().pk
    assert client.get(url("entry", own.pk, "budget", theirs)).status_code == 404
    assert client.post(url("entry_remove", own.pk, "budget", theirs)).status_code == 404


def test_nothing_is_changed_after_submission(client):
    application = filed()
    enter(client, application.created_by)
    for method, name, *rest in addresses(application):
        if method == "POST" and name not in {"submit", "withdraw"}:
            data = {"file": evil.upload("a.pdf", evil.pdf())} if name == "document_upload" else project()
            client.post(url(name, application.pk, *rest), data)
    after = Application.objects.get(pk=application.pk)
    assert (after.title, after.state) == (application.title, "submitted")
    assert (after.budget_lines.count(), after.documents.count()) == (1, 1)


def test_completion_opens_the_application_until_its_term(client):
    application = Application.objects.get(pk=filed(made.closed_call()).pk)
    president = made.president(application.call.commission)
    for item in checks.begin_check(application=application, by=president):
        bad = item.key in {"documents", "texts"}
        checks.answer(item=item, answer="no" if bad else "yes", note="Nejasno.", by=president)
    checks.ask_completion(application=application, note="Priložite novi statut.", by=president)
    enter(client, application.created_by)
    page = client.get(url("application", application.pk)).content.decode()
    assert "Priložite novi statut." in page and "Hand in the completion" in page
    assert "Completion asked" in client.get(url("dashboard")).content.decode()
    client.post(url("section", application.pk, "project"), project(title="Novi naziv"))
    assert client.get(url("check", application.pk)).status_code == 200
    before = Application.objects.get(pk=application.pk).snapshot_sha256
    CompletionRequest.objects.update(due=made.now() - datetime.timedelta(seconds=2))
    late = client.post(url("complete", application.pk), follow=True).content.decode()
    assert "The term for completion ended on" in late
    CompletionRequest.objects.update(due=made.now() + datetime.timedelta(days=1))
    client.post(url("complete", application.pk))
    application.refresh_from_db()
    assert application.state == "submitted" and application.snapshot["answers"]["title"] == "Novi naziv"
    assert application.snapshot_sha256 != before and application.completion.completed_at
    client.post(url("section", application.pk, "project"), project(title="Opet", version="1"))
    assert Application.objects.get(pk=application.pk).title == "Novi naziv"


def test_an_application_is_withdrawn_with_its_reason(client):
    application = filed()
    enter(client, application.created_by)
    page = client.post(url("withdraw", application.pk), {"note": ""}).content.decode()
    assert "This field is required." in page
    client.post(url("withdraw", application.pk), {"note": "Odustajemo."})
    application.refresh_from_db()
    assert application.state == "withdrawn"
    assert "Odustajemo." in client.get(url("application", application.pk)).content.decode()
