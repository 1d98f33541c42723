"""Pages of nominations and of the Council: doors, numbers of queries, what they show."""

import datetime
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone
from icalendar import Calendar

from council import panels
from council.models import NominationCall
from council.services import composition, nominations
from office.jobs import run_job
from office.models import IssuedDocument, Job
from tests.factories import council as make
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings):
    """The second factor has tests of its own."""
    settings.SECOND_FACTOR_REQUIRED = False


def logged_in(user) -> Client:
    """A browser of this person, in English."""
    user.language = "en"
    user.save(update_fields=["language"])
    client = Client()
    client.force_login(user)
    return client


def public(name, *args) -> str:
    """Address of a public page in English."""
    return reverse(f"council_public:{name}", args=args)


@pytest.fixture
def listed():
    """(call with a published list, officer): Ana leads Bojan, one proposal was not counted."""
    office = make.officer()
    call = make.open_call(by=office)
    rows = [make.filed(call, name) for name in ("Ana Marić", "Ana Marić", "Bojan Perić", "Bojan Perić")]
    with make.after_deadline(call):
        for proposal in rows[:3]:
            make.judge(proposal, by=office)
        make.judge(rows[3], by=office, failing="tax", reason="Nema bilansa.")
        call = nominations.publish_list(call=call, by=office)
    return call, office


def test_participation_shows_open_calls_and_results(client, listed):
    call, _office = listed
    make.open_call(title="Poziv za Strategiju")
    page = client.get(public("participation")).content.decode()
    assert "Poziv za Strategiju" in page
    assert "Ana Marić" in page
    assert public("call", call.pk) in page


def test_the_call_shows_list_reasons_and_document(client, listed):
    call, _office = listed
    page = client.get(public("call", call.pk)).content.decode()
    assert page.index("Ana Marić") < page.index("Bojan Perić")
    assert "Nema bilansa." in page
    assert client.get(reverse("council_files:list", args=[call.pk])).status_code == 404
    run_job(Job.objects.get(kind="council.nomination_list").pk)
    document = IssuedDocument.objects.get(kind="nomination_list")
    assert (document.number, document.public) == (call.list_number, True)
    answer = client.get(reverse("council_files:list", args=[call.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert document.sha256 in client.get(public("call", call.pk)).content.decode()
    run_job(Job.objects.get(kind="council.nomination_list").pk)
    assert IssuedDocument.objects.count() == 1


def test_a_draft_is_not_public(client):
    call = make.draft_call()
    assert client.get(public("call", call.pk)).status_code == 404


def test_the_calendar_holds_deadlines_of_open_calls(client, listed):
    call = make.open_call(title="Ђурђевдански позив")
    answer = client.get(reverse("council_files:calendar"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["dtstart"].dt == call.deadline.astimezone(datetime.UTC)
    assert event["uid"] == f"nomination-{call.pk}@127.0.0.1"


def test_the_council_and_its_session(client):
    office = make.officer()
    council = make.council(by=office)
    session = make.session(council, by=office, held=True)
    member = council.seats.get(name="volonterizam").appointments.get()
    composition.choose_deputy(appointment=member, since=timezone.localdate(), by=office)
    page = client.get(public("council")).content.decode()
    assert page.count("Član ") == 13
    assert "deputy president" in page
    assert member.organisations.get().name in page
    page = client.get(public("session", session.pk)).content.decode()
    assert "13 of 13 members; the quorum is 7" in page


def test_without_the_feature_there_is_no_council(client, settings):
    settings.OFFICE_JURISDICTION = "novi_sad"
    staff = logged_in(make.officer())
    assert client.get(public("council")).status_code == 404
    assert client.get(public("session", 1)).status_code == 404
    assert staff.get(reverse("council_staff:council")).status_code == 404
    assert client.get(public("participation")).status_code == 200
    assert "/council/" not in client.get(public("participation")).content.decode()


def test_query_counts_do_not_grow(client, django_assert_num_queries):
    office = make.officer()
    body = make.body()

    def more(n):
        for _n in range(n):
            call = make.open_call(body, by=office)
            proposal = make.filed(call, "Ana Marić")
            with make.after_deadline(call):
                make.judge(proposal, by=office)
                nominations.publish_list(call=call, by=office)
            make.open_call(body, by=office)

    counts = []
    for n in (1, 3):
        more(n)
        with django_assert_num_queries(7, exact=True):
            client.get(public("participation"))
        with django_assert_num_queries(7, exact=True):
            client.get(public("call", NominationCall.objects.filter(state="listed").first().pk))
        counts.append(NominationCall.objects.count())
    assert counts == [2, 8]


def test_query_counts_of_the_council(client, django_assert_num_queries):
    office = make.officer()
    council = make.council(by=office)
    for n in (1, 3):
        for _n in range(n):
            session = make.session(council, by=office, items=2, held=True)
        with django_assert_num_queries(6, exact=True):
            client.get(public("council"))
        with django_assert_num_queries(6, exact=True):
            client.get(public("session", session.pk))


def test_query_counts_of_staff_lists(listed):
    call, office = listed
    client = logged_in(office)
    address = reverse("council_staff:nominations")
    numbers = [queries(client, address), queries(client, reverse("council_staff:nomination", args=[call.pk]))]
    other = make.open_call(call.body, by=office)
    for _n in range(3):
        make.filed(other, "Vuk Kalezić")
    assert [queries(client, address), queries(client, reverse("council_staff:nomination", args=[other.pk]))][
        0
    ] == numbers[0]
    assert max(numbers) <= 25


def queries(client, address) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def addresses(door: str) -> list[tuple[str, str]]:
    """Every address of one of our closed doors, with sample numbers."""
    resolver = get_resolver()
    rooms = resolver.namespace_dict[f"council_{door}"][1]
    names = [name for name in rooms.reverse_dict if isinstance(name, str)]
    found = []
    for name in names:
        parameters = rooms.reverse_dict.getlist(name)[0][0][0][1]
        found.append((name, reverse(f"council_{door}:{name}", args=[999_999] * len(parameters))))
    return sorted(found)


@pytest.mark.parametrize("door", ["portal", "staff"])
def test_doors(client, door):
    """Anonymous → login, wrong person → 403 or the way to an organisation, not yours → 404 (POST-only: 405)."""
    officer, (member, _organisation) = make.officer(), make.ngo()
    wrong, right = (UserFactory(), member) if door == "portal" else (member, officer)
    found = addresses(door)
    assert len(found) == {"portal": 8, "staff": 28}[door]
    for name, address in found:
        answer = client.get(address)
        assert (answer.status_code, "/accounts/login/" in answer["Location"]) == (302, True), name
        answer = logged_in(wrong).get(address)
        assert answer.status_code == (302 if door == "portal" else 403), name
        if "999999" in address:
            assert logged_in(right).get(address).status_code in {404, 405}, name
            assert logged_in(right).post(address).status_code == 404, name
        else:
            assert logged_in(right).get(address).status_code == 200, name


def test_officers_of_another_body_find_nothing(listed):
    call, _office = listed
    client = logged_in(make.officer(make.body(), "body_officer"))
    assert client.get(reverse("council_staff:nomination", args=[call.pk])).status_code == 404
    proposal = call.proposals.first()
    assert client.get(reverse("council_staff:proposal", args=[proposal.pk])).status_code == 404
    assert call.title not in client.get(reverse("council_staff:nominations")).content.decode()


def test_another_organisation_finds_nothing(listed):
    call, _office = listed
    client = logged_in(make.ngo()[0])
    proposal = call.proposals.first()
    for name in ("proposal", "hand_in"):
        assert client.get(reverse(f"council_portal:{name}", args=[proposal.pk])).status_code == 404


def test_the_verdict_is_told_with_the_list_only():
    office = make.officer()
    call = make.open_call(by=office)
    proposal = make.filed(call, "Ana Marić")
    address = reverse("council_portal:proposal", args=[proposal.pk])
    with make.after_deadline(call):
        client = logged_in(proposal.submitted_by)
        make.judge(proposal, by=office, failing="tax", reason="Nema bilansa.")
        assert "Nema bilansa." not in client.get(address).content.decode()
        nominations.publish_list(call=call, by=office)
        assert "Nema bilansa." in client.get(address).content.decode()


def test_panels(listed):
    call, office = listed
    organisation = call.proposals.get(state="valid", candidate_key="bojan peric").organisation
    (panel,) = panels.organisation_panels(organisation)
    assert [row.name for row in panel.context["listed"]] == ["Bojan Perić"]
    assert panels.organisation_panels(make.ngo()[1]) == []
    assert panels.front_panels(None) == []
    make.session(make.council(by=office), by=office, days=5)
    assert panels.front_panels(None)[0].context["session"].number == 1


def test_the_desk_names_what_waits():
    office = make.officer()
    call = make.open_call(by=office)
    proposal = make.filed(call, "Ana Marić")
    assert panels.desk_items(office) == []
    with make.after_deadline(call):
        (item,) = panels.desk_items(office)
        assert (item.title, item.due, item.law) == (
            "Check proposals: Poziv za radnu grupu",
            call.list_due,
            "Uredba o izboru predstavnika NVO 41/18",
        )
        make.judge(proposal, by=office)
        (item,) = panels.desk_items(office)
        assert item.title == "Publish the list: Poziv za radnu grupu"
        assert panels.desk_items(make.officer(make.body(), "body_officer")) == []


def test_no_private_contact_is_public(client, listed):
    call, _office = listed
    call.proposals.update(candidate_email="tajna@example.test", candidate_phone="067 123 456")
    for address in (public("call", call.pk), public("participation")):
        page = client.get(address).content.decode()
        assert "tajna@example.test" not in page
        assert "067 123 456" not in page


def test_a_bad_file_on_the_page_keeps_the_draft():
    call = make.open_call()
    person, organisation = make.ngo()
    draft = make.draft_of(call, "Ana Marić", person=person, organisation=organisation)
    client = logged_in(person)
    upload = io.BytesIO(b"<html>nije pdf</html>")
    upload.name = "cv.pdf"
    answer = client.post(
        reverse("council_portal:add_paper", args=[draft.pk]), {"kind": "cv", "upload": upload}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "There is a problem" in page
    assert "Ana Marić" in page
    assert draft.files.count() == 0
