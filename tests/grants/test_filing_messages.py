"""Messages on a file: who writes, who reads, when it is closed; everything in one file; the usual time.

Rules tried: filing.contact_while_scored.
"""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils.translation import override
from post_office.models import Email

from grants.models import Application, Assignment, FileMessage
from grants.queries.usual_time import UsualTime, usual_time
from office.jobs import run_job
from office.models import Job, RulebookVersion, StoredFile
from office.refusal import Refused, refusal_of
from office.uploads import store
from tests.factories import filing
from tests.factories import grants as made
from tests.factories.applications import attach, enter, filed, ready_draft
from tests.factories.registry import MembershipFactory

pytestmark = pytest.mark.django_db


def portal(name, *args):
    """An address of the portal."""
    return reverse(f"grants_portal:{name}", args=args)


def staff(name, *args):
    """An address of the office."""
    return reverse(f"grants_staff:{name}", args=args)


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared in English; the second factor has tests of its own."""
    settings.SECOND_FACTOR_REQUIRED = False
    with override("en"):
        yield


def test_a_question_its_answer_and_the_marks(client):
    row = filed()
    officer = made.officer(row.call.body)
    enter(client, row.created_by)
    assert "There is no message yet." in client.get(portal("messages", row.pk)).content.decode()
    sent = {"text": "Treba li nam pečat?", "files": [filing.upload("upit.pdf")]}
    assert client.post(portal("messages", row.pk), sent).url == portal("messages", row.pk)
    message = FileMessage.objects.get()
    told = Email.objects.get(to=[officer.email])
    assert (
        "pečat" not in told.message + told.subject
        and f"/staff/applications/{row.pk}/messages/" in told.message
    )
    office = enter(type(client)(), officer)
    assert row.title in office.get(reverse("office_staff:desk")).content.decode()
    assert "1 unread" in office.get(staff("message_threads")).content.decode()
    page = office.get(staff("messages", row.pk)).content.decode()
    assert "Treba li nam pečat?" in page and "not read yet" in page and row.created_by.full_name not in page
    paper = message.papers.get()
    assert office.get(staff("message_file", row.pk, message.pk, paper.pk)).getvalue() == filing.PDF
    office.post(staff("messages_read", row.pk))
    message.refresh_from_db()
    assert message.read_by == officer
    office.post(staff("messages", row.pk), {"text": "Ne treba."})
    told = Email.objects.get(to=[row.created_by.email])
    assert "Ne treba" not in told.message
    assert row.title in client.get(portal("dashboard")).content.decode()
    page = client.get(portal("messages", row.pk)).content.decode()
    assert "Ne treba." in page and row.call.body.name in page and officer.full_name not in page
    assert client.get(portal("message_file", row.pk, message.pk, paper.pk)).getvalue() == filing.PDF
    client.post(portal("messages_read", row.pk))
    assert not FileMessage.objects.filter(read_at__isnull=True).exists()
    assert "1 unread" not in client.get(portal("application", row.pk)).content.decode()


def test_strangers_scorers_and_the_commission_find_no_thread(client):
    row = filed()
    message = filing.write(row, "applicant", files=[filing.upload()])
    paper = message.papers.get()
    addresses = [staff("messages", row.pk), staff("message_file", row.pk, message.pk, paper.pk)]
    assert [client.get(each).status_code for each in addresses] == [302, 302]
    assert client.get(portal("messages", row.pk)).status_code == 302
    other = enter(client, made.officer(made.body()))
    assert [other.get(each).status_code for each in addresses] == [404, 404]
    assert other.post(staff("messages_read", row.pk)).status_code == 404
    person, _organisation = made.ngo_person()
    ngo = enter(type(client)(), person)
    assert ngo.get(portal("messages", row.pk)).status_code == 404
    assert ngo.get(portal("message_file", row.pk, message.pk, paper.pk)).status_code == 404
    assert ngo.post(portal("messages_read", row.pk)).status_code == 404
    member = enter(type(client)(), made.president(row.call.commission))
    assert member.get(staff("messages", row.pk)).status_code == 403
    page = member.get(staff("application", row.pk)).content.decode()
    assert "Messages with the applicant" not in page
    scorer = made.officer(row.call.body)
    Assignment.objects.create(
        application=row,
        user=scorer,
        evaluator=made.evaluator(user=scorer),
        slot=1,
        assigned_at=made.now(),
        assigned_by=row.created_by,
    )
    own = enter(type(client)(), scorer)
    assert [own.get(each).status_code for each in addresses] == [404, 404]
    assert row.number not in own.get(staff("message_threads")).content.decode()
    with pytest.raises(Refused, match="has no contact with its applicant"):
        filing.write(row, "body", by=scorer)


def test_a_viewer_reads_and_does_not_write(client):
    row = filed()
    filing.write(row, "body")
    viewer = MembershipFactory(organisation=row.organisation, role="viewer").user
    enter(client, viewer)
    page = client.get(portal("messages", row.pk)).content.decode()
    assert "Pitanje." in page and "Not possible now" in page
    assert "Ask the owner" in client.post(portal("messages", row.pk), {"text": "x"}).content.decode()
    client.post(portal("messages_read", row.pk))
    assert FileMessage.objects.get().read_at is None


STATES = [("submitted", False), ("eligible", True), ("scored", True), ("rejected", False)]


def rest_rule(row, **facts):
    """The rulebook of the call with this rule of contact."""
    version = row.call.rulebook
    filing_values = {**version.values["filing"]}
    filing_values["contact_while_scored"] = {**filing_values["contact_while_scored"], **facts}
    made_of = RulebookVersion.objects.create(
        jurisdiction=version.jurisdiction,
        code=f"{version.code}-contact",
        kind=version.kind,
        title=version.title,
        legal_basis=version.legal_basis,
        in_force_from=version.in_force_from,
        values={**version.values, "filing": filing_values},
    )
    type(row.call).objects.filter(pk=row.call.pk).update(rulebook=made_of)
    return Application.objects.get(pk=row.pk)


@pytest.mark.parametrize(("state", "scored"), STATES)
def test_while_applications_are_scored_the_page_asks_for_rest_and_refuses_nobody(client, state, scored):
    row = made.application(made.closed_call(), state=state)
    page = enter(client, row.created_by).get(portal("messages", row.pk)).content.decode()
    assert ("No confirmed article says so: your message is sent" in page) is scored
    assert "Send</button>" in page
    for side in ("applicant", "body"):
        filing.write(row, side)
    assert FileMessage.objects.count() == 2


@pytest.mark.parametrize(("state", "scored"), STATES)
def test_a_confirmed_rule_closes_contact_while_applications_are_scored(client, state, scored):
    row = rest_rule(made.application(made.closed_call(), state=state), confirmed=True, law="čl. 9 Pravilnika")
    page = enter(client, row.created_by).get(portal("messages", row.pk)).content.decode()
    assert ("messages open again with the decision" in page) is scored
    for side in ("applicant", "body"):
        no = refusal_of(filing.write, row, side)
        assert (no.law if no else "") == ("čl. 9 Pravilnika" if scored else "")
    assert FileMessage.objects.count() == (0 if scored else 2)


def test_a_draft_has_no_thread(client):
    draft = ready_draft()
    enter(client, draft.created_by)
    assert client.get(portal("messages", draft.pk)).status_code == 404
    with pytest.raises(Refused, match="belong to a filed application"):
        filing.write(draft, "applicant")


def test_two_hundred_pages_and_hostile_files(client):
    row = filed()
    enter(client, row.created_by)
    page = client.post(portal("messages", row.pk), {"text": "Dugačko. " * 60_000}).content.decode()
    assert "at most 5000 characters" in page
    with pytest.raises(Refused, match="Attach a long text as a file"):
        filing.write(row, "applicant", "a" * 5001)
    with pytest.raises(Refused, match="Write the message first"):
        filing.write(row, "applicant", " \n ")
    six = {"text": "Šest.", "files": [filing.upload(f"{n}.pdf") for n in range(6)]}
    assert "At most 5 files" in client.post(portal("messages", row.pk), six).content.decode()
    bad = {"text": "Loše.", "files": [filing.upload("račun.pdf.exe", b"MZ")]}
    assert "račun.pdf.exe" in client.post(portal("messages", row.pk), bad).content.decode()
    assert not FileMessage.objects.exists()
    nasty = '../..\\"<script>alert(1)</script>\u202efdp.pdf'
    client.post(portal("messages", row.pk), {"text": "<b>ne</b>", "files": [filing.upload(nasty)]})
    page = client.get(portal("messages", row.pk)).content.decode()
    assert "<script>alert" not in page and "&lt;b&gt;ne&lt;/b&gt;" in page and "\u202e" not in page


def test_nobody_floods_the_other_side():
    row = filed()
    for n in range(20):
        filing.write(row, "applicant", f"{n}")
    with pytest.raises(Refused, match="still unread"):
        filing.write(row, "applicant")
    filing.write(row, "body")
    filing.write(row, "applicant")


def test_everything_in_one_file(client):
    row = filed()
    run_job(Job.objects.get(kind="grants.receipt").pk)
    stored = filing.upload("../zlo/statut.pdf")
    document = attach(row)
    document.file = store(stored, by=row.created_by)
    document.save(update_fields=["file"])
    Application.objects.filter(pk=row.pk).update(snapshot=None)
    enter(client, row.created_by)
    if answer := client.get(portal("everything", row.pk)):
        assert answer["Content-Type"] == "application/zip"
        archive = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[0].startswith("00-") and archive.read(names[0])[:5] == b"%PDF-"
        assert "03-statut.pdf" in names and archive.read("03-statut.pdf") == filing.PDF
        listed = archive.read("SHA256.txt").decode()
        assert document.file.sha256 in listed and "not ready" in listed  # the paper without bytes is said
    office = enter(type(client)(), made.officer(row.call.body))
    assert office.get(staff("everything", row.pk)).getvalue()[:2] == b"PK"
    other = enter(type(client)(), made.officer(made.body()))
    assert other.get(staff("everything", row.pk)).status_code == 404
    person, _organisation = made.ngo_person()
    assert enter(type(client)(), person).get(portal("everything", row.pk)).status_code == 404
    assert type(client)().get(portal("everything", row.pk)).status_code == 302


def test_a_file_in_quarantine_is_named_and_left_out(client):
    row = filed()
    StoredFile.objects.update(state="quarantine")
    enter(client, row.created_by)
    archive = zipfile.ZipFile(io.BytesIO(client.get(portal("everything", row.pk)).getvalue()))
    assert (
        archive.namelist()[1:] == ["SHA256.txt"]
        and "still being checked" in archive.read("SHA256.txt").decode()
    )


def test_the_usual_time_is_the_median_of_past_calls_or_none(client):
    past = made.decided_call()
    row = filed(made.published_call(past.commission))
    days = (past.decision.published_at.date() - past.deadline.date()).days
    assert usual_time(row.call) == UsualTime(days, 1, days, days)
    enter(client, row.created_by)
    for name in ("application", "submitted"):
        page = client.get(portal(name, row.pk)).content.decode()
        assert f"usually decides {days} days after the deadline" in page and "1 earlier call" in page
    alone = filed()
    assert usual_time(alone.call) == UsualTime(0, 0, 0, 0)
    enter(client, alone.created_by)
    assert "no decided call" in client.get(portal("application", alone.pk)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_threads_ask_the_same_for_few_and_many(client, django_assert_num_queries, count):
    call = made.published_call()
    officer = made.officer(call.body)
    rows = [filed(call) for _n in range(count)]
    for row in rows:
        for _n in range(count):
            filing.write(row, "applicant", files=[filing.upload()])
    office = enter(client, officer)
    office.get(staff("message_threads"))
    with django_assert_num_queries(5):
        office.get(staff("message_threads"))
    with django_assert_num_queries(9):
        office.get(staff("messages", rows[0].pk))
    ngo = enter(type(client)(), rows[0].created_by)
    ngo.get(portal("messages", rows[0].pk))
    with django_assert_num_queries(10):
        ngo.get(portal("messages", rows[0].pk))
