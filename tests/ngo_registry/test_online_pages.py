"""Pages of an online filing: from nothing to the receipt through the browser's requests; whose they are."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ngo_registry.models import RegisterFiling
from ngo_registry.services import online
from office.models import Area, Municipality
from tests.factories.filings import JMBG
from tests.factories.online import ACTIVITIES, ANSWERS, GOALS, online_draft
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory
from tests.ngo_registry.test_pages import PNG

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_rooms_alone(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def ana(client):
    """A person without an organisation, logged in."""
    person = UserFactory(full_name="Ana Anić", language="en")
    client.force_login(person)
    return person


def questions(client, address) -> int:
    """How many statements one page costs."""
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(seen)


def test_an_association_is_written_part_by_part_and_sent(client, ana):
    begun = client.post("/portal/filings/new/", {"kind": "association"})
    filing = RegisterFiling.objects.get()
    page = f"/portal/filings/{filing.pk}/"
    assert begun["Location"] == page
    town = Municipality.objects.get(name="Nikšić").pk
    facts = {"name": "Novi put", "municipality": town, "address": "Obala 1", "then": "next", "version": 0}
    facts["person_in_name"] = "no"
    assert client.post(f"{page}parts/name/", facts)["Location"] == f"{page}parts/goals/"
    areas = [str(area.pk) for area in Area.objects.all()[:2]]
    texts = {"goals": GOALS, "activities": ACTIVITIES, "areas": areas}
    assert client.post(f"{page}parts/goals/", texts)["Location"] == page
    for number in JMBG:
        one = {"kind": "natural", "name": f"Osnivač {number[:3]}", "jmbg": number, "resident": "on"}
        assert client.post(f"{page}parts/founders/add/", one)["Location"] == f"{page}parts/founders/"
    person = {"name": "Ana Anić", "jmbg": JMBG[0], "resident": "on", "address": "Tajna 1"}
    assert client.post(f"{page}parts/representative/add/", person).status_code == 302
    founding = {name: ANSWERS[name] for name in ("assembly_place", "chair", "minutes_taker")}
    assert client.post(f"{page}parts/founding/", {**founding, "founded_on": "2026-10-01"}).status_code == 302
    asked = {
        "term_years": 4,
        "notice_days": 8,
        "quorum": "half",
        "change_share": "two_thirds",
        "board_members": 3,
    }
    assert client.post(f"{page}parts/statute/", {**ANSWERS, **asked, "assets": "ngo"}).status_code == 302
    shown = client.get(f"{page}check/")
    assert {row.key for row in shown.context["lacking"]} == {
        "application", "founding_act", "minutes", "statute", "identity_papers",
    }  # fmt: skip
    for key in ("founding_act", "minutes", "statute", "application"):
        pdf = client.get(f"{page}papers/{key}.pdf")
        assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    papers = ("founding_act", "minutes", "statute", "application", "identity_papers")
    files = {name: SimpleUploadedFile(f"{name}.png", PNG) for name in papers}
    assert client.post(f"{page}parts/documents/", files).status_code == 302
    assert client.get(f"{page}check/").context["lacking"] == []
    assert client.post(f"{page}submit/")["Location"] == f"{page}sent/"
    assert client.post(f"{page}submit/")["Location"] == f"{page}sent/"
    filing.refresh_from_db()
    assert (filing.state, filing.founders.count(), filing.statute.name) == ("submitted", 3, "statute.png")
    assert filing.case_number in client.get(f"{page}sent/").content.decode()
    assert client.get(page).status_code == 200
    enclosed = client.get(f"{page}files/statute/")
    assert (enclosed.status_code, b"".join(enclosed.streaming_content)) == (200, PNG)
    enclosed.close()


def test_a_part_saves_itself_and_tells_of_a_second_window(client, ana):
    filing = online.begin(kind="association", by=ana)
    address, header = f"/portal/filings/{filing.pk}/parts/goals/", {"HTTP_X_AUTOSAVE": "1"}
    first = client.post(address, {"goals": "A", "version": 0}, **header)
    assert (first.status_code, first.json()["version"]) == (200, 1)
    assert client.post(address, {"goals": "B", "version": 0}, **header).status_code == 409
    assert client.post(address, {"goals": "C", "version": "x"}, **header).status_code == 400
    kept = client.post(address, {"goals": "D", "version": 0})
    assert (kept.status_code, "another window" in kept.content.decode(), "D" in kept.content.decode()) == (
        200,
        True,
        True,
    )
    filing.refresh_from_db()
    assert filing.goals == "A"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"jmbg": "0101990210030"}, "jmbg"),
        ({"jmbg": ""}, "jmbg"),
        ({"jmbg": "", "passport_number": "AB"}, "passport_number"),
        ({"jmbg": "", "passport_number": "AB12345"}, "passport_country"),
        ({"kind": "legal", "jmbg": "", "pib": "02655283"}, "pib"),
    ],
)
def test_a_wrong_number_is_told_beside_its_field(client, ana, facts, field):
    filing = online.begin(kind="association", by=ana)
    one = {"kind": "natural", "name": "Neko", **facts}
    page = client.post(f"/portal/filings/{filing.pk}/parts/founders/add/", one)
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field])


def test_a_wrong_account_and_tax_number_are_told(client, ana):
    filing = online.begin(kind="association", by=ana)
    wrong = {"pib": "02655283", "iban": "510-123456-19"}
    page = client.post(f"/portal/filings/{filing.pk}/parts/contact/", wrong)
    assert set(page.context["form"].errors) == {"pib", "iban"}
    right = {"pib": "02655284", "iban": "510-123456-18", "applicant_email": "a@example.test"}
    assert client.post(f"/portal/filings/{filing.pk}/parts/contact/", right).status_code == 302
    filing.refresh_from_db()
    assert filing.iban == "ME25510000000012345618"


def test_another_persons_draft_is_not_found_and_staff_find_it_only_when_sent(client, ana):
    filing = online_draft(UserFactory())
    page = f"/portal/filings/{filing.pk}/"
    ends = (
        "",
        "check/",
        "sent/",
        "withdraw/",
        "parts/name/",
        "parts/founders/add/",
        "papers/statute.pdf",
        "files/statute/",
    )
    assert {client.get(page + end).status_code for end in ends} == {404}
    assert client.post(f"{page}submit/").status_code == 404
    client.force_login(UserFactory(roles=("registry_officer",), language="en"))
    assert client.get(f"/staff/register/filings/{filing.pk}/").status_code == 404
    online.submit(filing=filing, at=filing.created_at, by=filing.created_by)
    assert "online" in client.get(f"/staff/register/filings/{filing.pk}/").content.decode()
    assert "online" in client.get("/staff/register/filings/").content.decode()


def test_where_another_authority_keeps_the_register_nothing_is_filed(client, ana, settings):
    settings.OFFICE_JURISDICTION = "serbia"
    assert client.get("/portal/filings/").status_code == 404
    assert "/portal/filings/" not in client.get("/portal/organisation/claim/").content.decode()


def test_the_name_is_checked_as_one_types(client, ana):
    OrganisationFactory(name="Žena danas")
    taken = client.get("/portal/filings/name/", {"name": "ЖЕНА-ДАНАС"}).content.decode()
    assert "already has this name" in taken
    assert "name is free" in client.get("/portal/filings/name/", {"name": "Žena sutra"}).content.decode()
    assert client.get("/portal/filings/name/", {"name": ""}).content.strip() == b""


def test_pages_ask_few_questions_for_few_and_for_many(client, ana):
    filing = online_draft(ana)
    pages = [
        f"/portal/filings/{filing.pk}/",
        f"/portal/filings/{filing.pk}/parts/founders/",
        "/portal/filings/",
    ]
    few = [questions(client, page) for page in pages]
    for n in range(20):
        filing.founders.create(name=f"Još {n}", passport_number="AB12345", passport_country="DE")
    online.begin(kind="foundation", by=ana)
    assert [questions(client, page) for page in pages] == few
    assert max(few[:2]) <= 25
    assert few[2] <= 12


def test_an_owner_invites_changes_and_ends_and_the_access_ends_at_once(client):
    mine = MembershipFactory(user__language="en")
    other = UserFactory(email="kolega@example.test", language="en")
    client.force_login(mine.user)
    sent = client.post(
        "/portal/organisation/people/invite/", {"email": "Kolega@example.test", "role": "editor"}
    )
    assert sent["Location"] == "/portal/organisation/people/"
    client.force_login(other)
    assert client.get("/portal/organisation/")["Location"] == "/portal/organisation/claim/"
    assert "An invitation to act here waits" in client.get("/portal/organisation/claim/").content.decode()
    invitation = mine.organisation.invitations.get()
    client.post(f"/portal/organisation/invitations/{invitation.pk}/accept/")
    assert client.get("/portal/organisation/").context["organisation"] == mine.organisation
    his = mine.organisation.memberships.get(user=other)
    assert client.post(f"/portal/organisation/people/{mine.pk}/end/").status_code == 302
    mine.refresh_from_db()
    assert mine.ended_at is None
    client.force_login(mine.user)
    assert client.get("/portal/organisation/people/").status_code == 200
    client.post(f"/portal/organisation/people/{his.pk}/role/", {"role": "viewer"})
    his.refresh_from_db()
    assert his.role == "viewer"
    client.post(f"/portal/organisation/people/{his.pk}/end/")
    client.force_login(other)
    assert client.get("/portal/organisation/")["Location"] == "/portal/organisation/claim/"
