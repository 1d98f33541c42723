"""Rooms of a locked sheet and the workspace: correction, signed copy, keys, queue, money beside; two at the same moment."""

import io

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from grants.models import Assignment, SheetCorrection, SignedSheet
from grants.panels import money_beside
from office.jobs import run_job
from office.models import Job, User
from office.similar import stems_of
from tests.factories import grants as made
from tests.factories import scoring
from tests.grants.signing import signed_by

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password-2026"
WHY = "Zamijenjena su mjerila 2 i 3, bodovi su upisani obrnuto."


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


def client_of(user: User) -> Client:
    user.language = "en"
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url(name: str, sheet: Assignment) -> str:
    return reverse(f"grants_evaluation:{name}", args=[sheet.pk])


@pytest.fixture
def locked() -> list[Assignment]:
    """Two locked sheets of one application, drawn."""
    application = scoring.eligible_call().applications.get()
    for person in scoring.pair():
        scoring.lock(scoring.assigned(application, person), 80)
    for job in Job.objects.filter(kind="grants.score_sheet"):
        run_job(job.pk)
    return list(Assignment.objects.order_by("slot"))


def test_asking_answering_and_correcting_in_screens(locked):
    first, second = locked
    scorer, president = client_of(first.user), client_of(made.president(first.application.call.commission))
    assert "Ask for a correction" in scorer.get(url("assignment", first)).content.decode()
    assert "at least 20 characters" in scorer.post(url("correction", first), {"reason": "x"}).content.decode()
    assert scorer.post(url("correction", first), {"reason": WHY}).status_code == 302
    assert WHY in scorer.get(url("assignment", first)).content.decode()
    sheets = reverse("grants_staff:application_sheets", args=[first.application_id])
    page = president.get(sheets).content.decode()
    assert WHY in page and "Allow the correction" in page
    assert "Answer a request to correct" in president.get(reverse("office_staff:desk")).content.decode()
    answer = reverse("grants_staff:correction_answer", args=[SheetCorrection.objects.get().pk])
    president.post(answer, {"allow": "1", "answer": ""})
    assert SheetCorrection.objects.get().state == "asked"
    president.post(answer, {"allow": "1", "answer": "Opravdano."})
    assert Assignment.objects.get(pk=first.pk).state == "accepted"
    former = reverse("grants_staff:former_file", args=[SheetCorrection.objects.get().pk])
    assert president.get(former).status_code == 404  # points of the other sheet stay hidden while one is open
    workspace = scorer.get(url("workspace", first)).content.decode()
    assert 'value="15"' in workspace and "Opened for correction" in workspace and "Opravdano." in workspace
    scorer.post(url("lock", first), {"password": PASSWORD, "agreed": "on"})
    shown = scorer.get(url("assignment", first)).content.decode()
    assert "The sheet as it stood: 80 points" in shown
    old = reverse("grants_evaluation:former_file", args=[first.pk, SheetCorrection.objects.get().pk])
    assert b"".join(scorer.get(old).streaming_content).startswith(b"%PDF")
    assert b"".join(president.get(former).streaming_content).startswith(b"%PDF")
    other = client_of(second.user)
    assert other.get(old).status_code == 404
    assert other.post(url("correction", first), {"reason": WHY}).status_code == 404
    assert Client().post(url("correction", first)).status_code == 302
    assert client_of(made.officer(made.body())).post(answer, {"refuse": "1"}).status_code == 404


def test_a_request_that_is_not_allowed_says_why(locked):
    first, _second = locked
    scorer, president = client_of(first.user), client_of(made.president(first.application.call.commission))
    scorer.post(url("correction", first), {"reason": WHY})
    answer = reverse("grants_staff:correction_answer", args=[SheetCorrection.objects.get().pk])
    president.post(answer, {"refuse": "1", "answer": "Bodovi prate obrazloženja."})
    assert "Bodovi prate obrazloženja." in scorer.get(url("assignment", first)).content.decode()
    assert Assignment.objects.get(pk=first.pk).state == "submitted"


def test_the_signed_sheet_is_checked_when_it_is_handed_in(locked):
    first, second = locked
    scorer = client_of(first.user)
    issued = first.document.file.path.read_bytes()

    def sent(data: bytes, name: str = "list.pdf"):
        file = SimpleUploadedFile(name, data, content_type="application/pdf")
        return scorer.post(url("signed", first), {"file": file})

    assert "no electronic signature" in sent(issued).content.decode()
    assert "not the sheet the portal issued" in sent(second.document.file.path.read_bytes()).content.decode()
    assert sent(b"not a pdf").status_code == 200
    assert scorer.post(url("signed", first), {}).status_code == 200
    assert sent(signed_by(first.user.full_name, issued)[0]).status_code == 302
    page = scorer.get(url("assignment", first)).content.decode()
    assert first.user.full_name in page and "The issuer is not among those this office trusts" in page
    assert SignedSheet.objects.get().assignment == first
    copy = b"".join(scorer.get(url("signed_file", first)).streaming_content)
    assert copy.startswith(issued)
    president = client_of(made.president(first.application.call.commission))
    assert (
        first.user.full_name
        in president.get(
            reverse("grants_staff:application_sheets", args=[first.application_id])
        ).content.decode()
    )
    answer = president.get(reverse("grants_staff:signed_file", args=[first.pk]))
    assert b"".join(answer.streaming_content) == copy
    assert president.get(reverse("grants_staff:signed_file", args=[second.pk])).status_code == 404
    assert client_of(second.user).get(url("signed_file", first)).status_code == 404
    assert client_of(second.user).get(url("signed_file", second)).status_code == 404
    assert io.BytesIO(copy).getbuffer().nbytes == SignedSheet.objects.get().file.size


def test_a_code_of_the_second_factor_locks_as_the_password_does():
    (person,) = scoring.pair(1)
    sheet = scoring.accepted(scoring.eligible_call().applications.get(), person)
    scoring.fill(sheet, 60)
    client = client_of(person.user)
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(person.user, secret)
    assert Authenticator.objects.filter(user=person.user).exists()
    page = client.get(url("lock", sheet)).content.decode()
    assert 'name="code"' in page
    assert "password or the code" in client.post(url("lock", sheet), {"agreed": "on"}).content.decode()
    assert (
        "not valid now"
        in client.post(url("lock", sheet), {"code": "000000", "agreed": "on"}).content.decode()
    )
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post(url("lock", sheet), {"code": code, "agreed": "on"}).status_code == 302
    assert Assignment.objects.get(pk=sheet.pk).state == "submitted"


def test_the_workspace_says_where_one_is_and_leads_on():
    (person,) = scoring.pair(1)
    call = scoring.eligible_call(3)
    sheets = [scoring.accepted(each, person) for each in call.applications.order_by("number")]
    scoring.lock(sheets[0], 70)
    client = client_of(person.user)
    page = client.get(url("workspace", sheets[1])).content.decode()
    assert "Application 2 of 3; 1 locked" in page and "<kbd" in page and "grants/js/keys.js" in page
    answer = client.post(url("workspace", sheets[1]), {"version": 0, "comment": "Ide dalje.", "go": "after"})
    assert answer["Location"] == url("assignment", sheets[2])
    sheets[1].refresh_from_db()
    assert sheets[1].general_comment == "Ide dalje."
    answer = client.post(url("workspace", sheets[2]), {"version": 0, "comment": "", "go": "elsewhere"})
    assert answer["Location"] == url("workspace", sheets[2])
    locked_page = client.get(url("assignment", sheets[0])).content.decode()
    assert "1 of 3 sheets of this call are locked." in locked_page


def test_what_is_paid_to_the_same_applicant_or_for_a_title_alike_stands_beside():
    decided = made.decided_call()
    won, second, lost = decided.decision.rows.order_by("order")
    for row, title in ((won, "Dnevni centar za starije"), (second, "Starijima dnevni centar kod kuće")):
        type(row.application).objects.filter(pk=row.application_id).update(title=title)
    assert stems_of("Dnevni centar za starije") == ["starije", "centar"]
    found = money_beside(won.application.organisation, "Dnevni boravak starijeg stanovništva")
    assert [(each.same, each.amount) for each in found] == [(True, won.amount)]
    alike = money_beside(lost.application.organisation, "Novi centar za starije osobe")
    assert [each.same for each in alike] == [False] and alike[0].url.endswith("#results")
    assert money_beside(lost.application.organisation, "Projekat") == []
