"""The book as the law prints it, people of bodies in it, and the register of a past day taken out as a document."""

import csv
import datetime
import io
from unittest import mock

import pytest
from django.utils import timezone
from pypdf import PdfReader

from ngo_registry.models import Founder, GoverningMember, Representative
from ngo_registry.queries import book as pages
from ngo_registry.queries.past import public_state, state_on
from ngo_registry.queries.past_register import register_on
from ngo_registry.services import changes, decisions
from ngo_registry.services import filings as services
from office.demo.clock import standing_at
from office.jobs import run_job
from office.models import IssuedDocument, Job
from tests.factories.filings import JMBG, stored, whole_filing
from tests.factories.registry import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
ROOM = "/staff/register"
DAY = datetime.timedelta(days=1)
PAPERS = dict.fromkeys(("change_paper", "statute", "identity_papers"), stored)


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def officer(client):
    """An officer who reads English, logged in."""
    person = UserFactory(roles=("registry_officer",), language="en", full_name="Olga Upisničar")
    client.force_login(person)
    return person


@pytest.fixture
def head():
    """Who signs."""
    return UserFactory(roles=("registry_head",), full_name="Petar Potpisnik")


def entered(officer, head, **facts):
    """An organisation with a board, entered from its papers."""
    filing = whole_filing(officer, **facts)
    for name, body in (("Boris Odbornik", "board"), ("Skupštinar Jedan", "assembly")):
        GoverningMember.objects.create(
            filing=filing, name=name, body=body, valid_until=datetime.date(2027, 1, 1)
        )
    filing = services.take(filing=services.submit(filing=filing, by=officer), by=officer)
    return decisions.enter(filing=filing, by=head).organisation


def changed(ngo, kind, officer, head, *, leaving=(), people=(), **facts):
    """A change of one kind, carried out."""
    filing = changes.open_change(organisation=ngo, change_kind=kind, by=officer)
    facts |= {"person_in_name": "no"} if kind == "name" else {}
    services.save_section(filing=filing, section="change", facts=facts, by=officer, leaving=dict(leaving))
    for what, row in people:
        services.save_person(filing=filing, what=what, facts=row, by=officer)
    services.attach(filing=filing, papers={name: make() for name, make in PAPERS.items()}, by=officer)
    filing = services.take(filing=services.submit(filing=filing, by=officer), by=officer)
    filing = decisions.enter(filing=filing, by=head)
    ngo.refresh_from_db()
    return filing


def words_of(data: bytes) -> str:
    """The words of a PDF."""
    return " ".join(" ".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(data)).pages).split())


def test_the_print_has_the_columns_of_the_law_and_what_was_and_is(client, officer, head):
    facts = {"statute_on": datetime.date(2026, 10, 2), "short_name": "ŽD"}
    ngo = entered(officer, head, **facts)
    filing = changed(ngo, "seat", officer, head, address="Nova 5")
    words = words_of(client.get(f"{ROOM}/book/?pdf=1").content)
    for said in (
        f"No. of entry {ngo.number}", "Day of entry", "Founding act 1 October 2026", "Statute 2 October 2026",
        "Name Udruženje „Žena danas“", "Seat Trg slobode 1, Nikšić", "Representatives Ana Anić (predsjednica)",
        "Founders 3 natural persons", "Boris Odbornik (managing board, term until 1 January 2027)", "assembly: 1",
        "before: Trg slobode 1", "after: Nova 5", filing.decision_number, "Who Petar Potpisnik",
        "Part 1 of 1",
    ):  # fmt: skip
        assert said in words
    for closed in (*JMBG, "Tajna ulica", "zapis@example.test", "Osnivač 0", "Skupštinar Jedan"):
        assert closed not in words
    page = client.get(f"{ROOM}/book/").content.decode()
    assert "Address of the seat: Trg slobode 1" in page and "Address of the seat: Nova 5" in page


def test_an_office_of_a_foreign_organisation_has_columns_of_its_own(client, officer, head):
    facts = {"home_name": "Fondation Exemple", "home_seat": "Lyon", "home_country": "Francuska"}
    papers = {"kind": "foreign_organisation", "office_form": "branch", "home_proof": stored()}
    ngo = entered(officer, head, **facts, **papers)
    assert ngo.entries.get().facts["office_form"] == [None, "branch"]
    words = words_of(client.get(f"{ROOM}/book/?organisation={ngo.pk}&pdf=1").content)
    assert "Registration in the state of its seat Fondation Exemple, Lyon, Francuska" in words
    assert "Seat and form of the office in the state Trg slobode 1, Nikšić; branch" in words


def test_a_long_book_is_printed_in_parts(client, officer, monkeypatch):
    monkeypatch.setattr(pages, "PART", 2)
    ngo = OrganisationFactory()
    for n in range(3):
        ngo.entries.create(
            number=f"U-{n}", kind="change", on=datetime.date(2020 + n, 5, 1), by=officer,
            facts={"place": [f"M{n}", f"M{n + 1}"]},
        )  # fmt: skip
    page = client.get(f"{ROOM}/book/?part=2")
    assert [row.line.number for row in page.context["rows"]] == ["U-2"]
    assert "Part 2 of 2, lines U-2 to U-2; 3 lines in all." in page.content.decode()
    assert page.context["years"] == [2022, 2021, 2020]
    year = client.get(f"{ROOM}/book/?since=2021-01-01&until=2021-12-31")
    assert [row.line.number for row in year.context["rows"]] == ["U-1"]
    words = words_of(client.get(f"{ROOM}/book/?part=1&pdf=1").content)
    assert "Part 1 of 2" in words and "U-1" in words and "U-2" not in words


def test_a_long_part_is_drawn_by_a_worker_and_a_short_one_at_once(client, officer):
    ngo = OrganisationFactory()
    for n in range(2):
        ngo.entries.create(
            number=f"U-{n}", kind="change", on=datetime.date(2026, 5, 1 + n), by=officer,
            facts={"place": [f"M{n}", f"M{n + 1}"]},
        )  # fmt: skip
    asked = f"?organisation={ngo.pk}&since=2026-05-02"
    page = client.get(f"{ROOM}/book/{asked}")
    assert "pdf=1" in page.content.decode() and "drawn in the background" not in page.content.decode()
    with mock.patch.object(pages, "AT_ONCE", 0):
        page = client.get(f"{ROOM}/book/{asked}").content.decode()
        assert "pdf=1" not in page and "drawn in the background" in page
        assert client.get(f"{ROOM}/book/{asked}&pdf=1")["Content-Type"].startswith("text/html")
    facts = {"organisation": ngo.pk, "since": "2026-05-02", "part": 1}
    first = client.post(f"{ROOM}/book/print/", facts)
    assert client.post(f"{ROOM}/book/print/", facts)["Location"] == first["Location"]  # ordered once
    job = Job.objects.get(kind=pages.JOB)
    run_job(job.pk)
    assert Job.objects.get().state == "done"
    words = words_of(b"".join(client.get(f"{first['Location']}result/").streaming_content))
    assert "U-1" in words and "U-0" not in words and "Lines since 2 May 2026." in words
    assert (
        client.post(f"{ROOM}/book/print/", facts)["Location"] != first["Location"]
    )  # the book may have grown
    client.force_login(UserFactory(roles=("office_officer",)))
    assert client.post(f"{ROOM}/book/print/", facts).status_code == 403
    assert client.get(f"{first['Location']}result/").status_code == 404


def test_one_member_for_another_stands_in_the_book_and_not_on_the_public_page(officer, head, client):
    ngo = entered(officer, head)
    old = ngo.governingmembers.get(body="board")
    term = {"body": "board", "name": "Nova Odbornica", "valid_until": datetime.date(2030, 1, 1)}
    filing = changed(
        ngo, "bodies", officer, head, leaving={"leaving_members": [old]}, people=[("member", term)]
    )
    was, now = filing.entries.get().facts["members"]
    assert [row.get("name") for row in was] == [None, "Boris Odbornik"]
    assert now[1] == {
        "body": "board", "name": "Nova Odbornica", "from": timezone.localdate().isoformat(),
        "until": "2030-01-01",
    }  # fmt: skip
    assert "Boris Odbornik" in filing.entries.get().old and "Nova Odbornica" in filing.entries.get().new
    ngo.refresh_from_db()
    page = client.get(f"/en/register/{ngo.number}/").content.decode()
    assert filing.entries.get().number in page and "Odborni" not in page


def test_a_term_that_runs_out_changes_nothing_by_itself(officer, head):
    ngo = entered(officer, head)
    before = public_state(ngo)
    with standing_at(timezone.now().replace(year=2028)):
        assert public_state(ngo) == before
        assert [row.get("name") for row in before["members"]] == [None, "Boris Odbornik"]
        assert state_on(ngo, timezone.localdate()) == before


def test_a_renewed_mandate_and_new_limits_stand_in_the_book(officer, head):
    ngo = entered(officer, head)
    again = {
        "name": "Ana Anić", "position": "predsjednica", "jmbg": JMBG[0], "resident": True,
        "mandate_until": datetime.date(2030, 11, 1), "limits": "do 5.000 eura",
    }  # fmt: skip
    filing = changed(
        ngo, "representative", officer, head,
        leaving={"leaving_representatives": list(ngo.representatives.all())},
        people=[("representative", again)],
    )  # fmt: skip
    was, now = filing.entries.get().facts["representatives"]
    assert was == [{"name": "Ana Anić", "position": "predsjednica"}]
    assert (now[0]["mandate_until"], now[0]["limits"]) == ("2030-11-01", "do 5.000 eura")
    assert JMBG[0] not in str(filing.entries.get().facts)


def test_a_past_day_has_its_names_kinds_and_order_and_is_taken_out(client, officer, head):
    today = timezone.localdate()
    ngo = OrganisationFactory(name="Zora sjutra", former_names="Aurora", registered_on=today - 400 * DAY)
    OrganisationFactory(name="Most", registered_on=today - 400 * DAY, kind="foundation")
    facts = {"name": ["Aurora", "Zora sjutra"], "kind": ["foundation", "association"]}
    ngo.entries.create(number="U-1", kind="change", on=today - 10 * DAY, facts=facts, by=head)
    was, now = register_on(today - 20 * DAY), register_on(today)
    assert [row.name for row in was.rows] == ["Aurora", "Most"]
    assert [row.name for row in now.rows] == ["Most", "Zora sjutra"]
    assert (was.kinds, now.kinds) == ([("foundation", 2)], [("association", 1), ("foundation", 1)])
    assert [row.name for row in register_on(today - 20 * DAY, words="АУРОРА").rows] == ["Aurora"]
    assert register_on(today - 20 * DAY, words="sjutra").count == 0
    assert register_on(today, words="aurora").count == 1  # a former name
    address = f"{ROOM}/past/register.csv?day={today - 20 * DAY}"
    text = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))
    assert [row["name"] for row in rows] == ["Aurora", "Most"]
    assert rows[0]["register number"] == ngo.number and "Aurora" in text and "sjutra" not in text
    book = b"".join(client.get(f"{ROOM}/past/register.xlsx").streaming_content)
    assert book.startswith(b"PK")
    page = client.get(f"{ROOM}/past/?day={today - 20 * DAY}").content.decode()
    assert "/staff/register/past/register.xlsx?day=" in page


def test_the_extract_of_a_past_day_is_an_official_document(client, officer, head):
    begun = timezone.now() - 20 * DAY
    with standing_at(begun):
        ngo = entered(officer, head)
    changed(ngo, "seat", officer, head, address="Nova 5")
    page = f"{ROOM}/organisations/{ngo.pk}/past/"
    day = timezone.localdate(begun + DAY)
    assert client.get(page, {"day": day}).status_code == 200
    Job.objects.all().delete()
    answer = client.post(page, {"day": day})
    job = Job.objects.get()
    assert answer.url == f"/staff/jobs/{job.pk}/"
    run_job(job.pk)
    document = IssuedDocument.objects.get(kind="ngo_registry.past_extract")
    words = words_of(document.file.path.read_bytes())
    for said in (document.number, ngo.number, "Trg slobode 1", "Ana Anić", "Olga Upisničar"):
        assert said in words
    assert "Nova 5" not in words and JMBG[0] not in words and document.public
    assert document.code in client.get(page).content.decode()
    assert document.number in client.get(f"/verify/{document.code}/?language=en").content.decode()
    before = client.post(page, {"day": "2019-01-01"}, follow=True).content.decode()
    assert "On this day it was not in the register." in before


def test_the_state_holds_founders_numbers_and_days(officer, head):
    ngo = entered(officer, head)
    Founder.objects.create(organisation=ngo, kind="legal", name="Fondacija Osnivač")
    state = public_state(ngo)
    assert state["founders"] == {"natural": 3, "legal": ["Fondacija Osnivač"]}
    assert (state["number"], state["decision_number"]) == (ngo.number, ngo.decision_number)
    assert state["registered_on"] == timezone.localdate().isoformat()
    Representative.objects.filter(organisation=ngo).update(limits="zajedno sa potpredsjednikom")
    assert public_state(ngo)["representatives"][0]["limits"] == "zajedno sa potpredsjednikom"
