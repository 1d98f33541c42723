"""Verification by anybody: the code, the status, the file in hand, the limit, and nothing personal."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from office.models import Municipality
from office.rate_limits import client_address, within_limit
from office.services.documents import issue_document, replace_document, revoke_document
from tests.office.sample_act import DAY, act


@pytest.fixture(autouse=True)
def _place(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.LANGUAGES = [*settings.LANGUAGES]
    translation.activate("en")


@pytest.fixture
def officer(django_user_model):
    return django_user_model.objects.create_user(email="ana@example.test", password="x", full_name="Ana Anić")


@pytest.fixture
def issue(officer):
    """Issue the sample act about a municipality."""
    about = Municipality.objects.create(code="test-act", name="Šavnik")

    def make(**more):
        facts = {
            "kind": "grants.decision", "template": "office/documents/sample.html",
            "context": act("en", places=2),
            "title": "Decision on the allocation of funds", "number": "01-421/26", "subject": about,
            "language": "en", "by": officer, "issued_on": DAY,
        }  # fmt: skip
        return issue_document(**facts | more)

    return make


@pytest.fixture
def english(client):
    """A visitor who reads English."""
    client.cookies["language"] = "en"
    return client


def page_of(client, document) -> str:
    answer = client.get(reverse("verify_code", args=[document.code]))
    assert answer.status_code == 200
    return answer.content.decode()


def sent(client, document, data: bytes, name="act.pdf"):
    upload = SimpleUploadedFile(name, data, content_type="application/pdf")
    return client.post(reverse("verify_code", args=[document.code]), {"file": upload})


@pytest.mark.django_db
def test_a_code_typed_by_hand_leads_to_the_document(english):
    assert english.get("/verify/").status_code == 200
    answer = english.get("/verify/", {"code": "7k3m 9qxt 2hab", "language": "cnr"})
    assert (answer.status_code, answer["Location"]) == (302, "/verify/7K3M9QXT2HAB/?language=cnr")
    wrong = english.get("/verify/", {"code": "7k3m"})
    assert "A code has twelve letters and digits" in wrong.content.decode()


def test_the_page_shows_the_document_and_no_person(english, issue, officer):
    document = issue()
    shown = page_of(english, document)
    for fact in (
        "01-421/26",
        "Decision on the allocation of funds",
        "22\u00a0November 2026",
        document.sha256,
    ):
        assert fact in shown
    assert "Ministry of Public Administration" in shown
    assert "The document is genuine and valid." in shown
    assert officer.full_name not in shown and officer.email not in shown


def test_a_visitor_without_a_cookie_chooses_the_language_by_a_link(client, issue):
    document = issue()
    shown = page_of(client, document)
    assert f'href="/verify/{document.code}/?language=en"' in shown
    answer = client.get(f"/verify/{document.code}/?language=cnr-cyrl")
    assert '<html lang="cnr-Cyrl">' in answer.content.decode()
    assert "Документ је вјеродостојан и важи." in answer.content.decode()


def test_the_page_sets_no_cookie_and_is_never_kept(english, issue):
    answer = english.get(reverse("verify_code", args=[issue().code]))
    assert not answer.cookies
    assert answer["Cache-Control"] == "private, no-store"


def test_a_code_read_aloud_badly_is_led_to_the_true_one(english, issue):
    document = issue()
    answer = english.get(f"/verify/{document.code.lower()}/")
    assert answer["Location"] == f"/verify/{document.code}/"


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["7K3M9QXT2HAB", "nonsense", "%00", "ЋЋЋ"])
def test_an_unknown_code_is_answered_kindly(english, code):
    answer = english.get(f"/verify/{code}/")
    assert answer.status_code == 404
    assert "Most often a single letter was misread" in answer.content.decode()


def test_a_revoked_and_a_replaced_document_say_so(english, issue, officer):
    first, second, third = issue(), issue(number="01-422/26"), issue(number="01-423/26")
    replace_document(document=first, successor=second, by=officer)
    revoke_document(document=third, reason="Wrong sum for Ana Anić", by=officer)
    shown = page_of(english, first)
    assert "a newer one has replaced it" in shown and f"/verify/{second.code}/" in shown
    shown = page_of(english, third)
    assert "it was revoked and no longer holds" in shown and "Wrong sum" not in shown


def test_only_a_public_document_can_be_downloaded(english, issue):
    closed, opened = issue(), issue(public=True)
    assert english.get(reverse("verify_file", args=[closed.code])).status_code == 404
    assert "document.pdf" not in page_of(english, closed)
    assert reverse("verify_file", args=[opened.code]) in page_of(english, opened)
    answer = english.get(reverse("verify_file", args=[opened.code]))
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content) == opened.file.path.read_bytes()


def test_the_file_in_hand_is_compared_and_not_stored(english, issue, settings):
    document = issue()
    before = sorted(settings.FILES_ROOT.rglob("*"))
    same = sent(english, document, document.file.path.read_bytes())
    assert "The file is the issued document." in same.content.decode()
    changed = sent(english, document, document.file.path.read_bytes() + b"\n")
    assert "The file is not the issued document." in changed.content.decode()
    assert sorted(settings.FILES_ROOT.rglob("*")) == before
    assert not changed.cookies


@pytest.mark.parametrize("data", [b"", b"not a pdf", b"%PDF-1.7\n1 0 obj\n<<", b"\x00" * 1000])
def test_any_bytes_are_answered(english, issue, data):
    answer = sent(english, issue(), data)
    assert answer.status_code == 200
    assert "The file is not the issued document." in answer.content.decode()


def test_a_file_too_large_is_not_read(english, issue, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    answer = sent(english, issue(), b"x" * 200_000)
    assert answer.status_code == 200
    assert "Choose the PDF file to compare" in answer.content.decode()


def test_many_questions_from_one_address_are_asked_to_wait(english, issue, monkeypatch):
    document = issue()
    monkeypatch.setattr("office.views.verify.RATE", "2/minute")
    address = {"REMOTE_ADDR": "192.0.2.7"}
    answers = [english.get(f"/verify/{document.code}/", **address).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert english.get(f"/verify/{document.code}/", REMOTE_ADDR="192.0.2.8").status_code == 200


@pytest.mark.django_db
def test_a_counter_that_is_down_closes_no_page(rf, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert all(within_limit(rf.get("/"), "verify", "1/minute") for _ in range(3))


def test_forwarded_addresses_count_only_from_our_proxies(rf, settings):
    forged = rf.get("/", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.4"}, REMOTE_ADDR="10.0.0.1")
    settings.TRUSTED_PROXIES = 0
    assert client_address(forged) == "10.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert client_address(forged) == "198.51.100.4"
