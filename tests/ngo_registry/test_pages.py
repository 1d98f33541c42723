"""Pages of the register: who sees them, how many questions they ask, what never stands on them."""

import base64
import io

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ngo_registry.models import ClaimRequest, Organisation, RegisterFiling, SearchWord
from ngo_registry.services import decisions
from ngo_registry.services import filings as services
from ngo_registry.services.lookup import refresh_search
from office.jobs import run_job
from office.models import Job
from tests.factories.filings import JMBG, whole_filing
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def login(client):
    """A client of a person with roles."""

    def enter(*roles, user=None):
        user = user or UserFactory(roles=roles, language="en")
        client.force_login(user)
        return client

    return enter


def questions(client, address) -> int:
    """How many statements one page costs, its cache empty."""
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(seen)


@pytest.mark.parametrize(
    "address",
    [
        "/en/register/",
        "/en/register/?q=primjer",
        "/en/register/?q=primjer&kind=association",
        "/en/register/?kind=association",
    ],
)
def test_the_public_list_asks_the_same_for_ten_and_for_a_thousand(client, address):
    OrganisationFactory.create_batch(10)
    few = questions(client, address)
    OrganisationFactory.create_batch(200)
    assert questions(client, address) == few <= 12


def test_public_page_asks_few_questions(client):
    ngo = OrganisationFactory()
    assert questions(client, f"/en/register/{ngo.number}/") <= 12


def test_the_staff_list_asks_few_questions_and_shows_fifty_rows(login):
    OrganisationFactory.create_batch(60)
    client = login("registry_officer")
    assert questions(client, "/staff/register/") <= 12
    assert client.get("/staff/register/").content.count(b'<tr><th scope="row">') == 50


@pytest.fixture
def entered():
    """An organisation entered from its papers, with closed data behind it."""
    officer, head = UserFactory(roles=("registry_officer",)), UserFactory(roles=("registry_head",))
    filing = services.take(filing=services.submit(filing=whole_filing(officer), by=officer), by=officer)
    filing = decisions.enter(filing=filing, by=head)
    run_job(Job.objects.get().pk)
    return filing.organisation


def test_closed_data_stand_on_no_public_page_search_or_export(client, login, entered):
    closed = [*JMBG, "Tajna ulica", "zapis@example.test"]
    for secret in closed:
        assert client.get("/en/register/", {"q": secret}).context["found"].count == 0
    pages = ["/en/register/", f"/en/register/{entered.number}/", "/en/register/suggest/?q=udruzenje"]
    staff = login("registry_officer")
    bodies = [client.get(page).content.decode() for page in pages]
    bodies.append(b"".join(staff.get("/staff/register/register.csv").streaming_content).decode())
    workbook = b"".join(staff.get("/staff/register/register.xlsx").streaming_content)
    bodies.append(b"".join(client.get("/en/register/register.csv").streaming_content).decode())
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
    bodies.append(str(list(sheet.iter_rows(values_only=True))))
    assert entered.name in bodies[-2]
    refresh_search(by=None)
    kept = SearchWord.objects.values_list("word", flat=True)
    assert {"tajna", "zapis"}.isdisjoint(kept)
    columns = Organisation.objects.values_list("search_text", "search_vector", "initials")
    bodies.append(str([*kept, *columns]))
    for body in bodies:
        assert not [secret for secret in closed if secret in body]


def test_names_follow_the_script_of_the_page(client):
    ngo = OrganisationFactory(name="Удружење Љубишња")
    assert "Udruženje Ljubišnja" in client.get(f"/cnr/register/{ngo.number}/").content.decode()
    assert "Удружење Љубишња" in client.get(f"/cnr-cyrl/register/{ngo.number}/").content.decode()


def test_a_download_cannot_compute(login):
    OrganisationFactory(name="=HYPERLINK(1)")
    client = login("registry_officer")
    assert "'=HYPERLINK(1)" in b"".join(client.get("/staff/register/register.csv").streaming_content).decode()


def test_where_another_authority_keeps_the_register_nothing_is_decided(login, settings):
    settings.OFFICE_JURISDICTION = "serbia"
    client = login("registry_officer", "registry_head")
    for address in ("filings/", "filings/new/"):
        assert client.get(f"/staff/register/{address}").status_code == 404
    for address in ("", "imports/", "claims/"):
        page = client.get(f"/staff/register/{address}")
        assert page.status_code == 200
        assert b"/staff/register/filings/" not in page.content


@pytest.mark.parametrize(
    "address", ["register/", "register/filings/", "register/claims/", "register/imports/"]
)
def test_staff_rooms_are_closed_to_others(client, address):
    assert client.get(f"/staff/{address}").status_code == 302
    client.force_login(UserFactory())
    assert client.get(f"/staff/{address}").status_code == 403


def test_an_officer_enters_an_association_in_the_browser(login):
    officer = UserFactory(roles=("registry_officer",), language="en")
    client = login(user=officer)
    begun = client.post("/staff/register/filings/new/", {"kind": "association"})
    filing = RegisterFiling.objects.get()
    assert begun["Location"] == f"/staff/register/filings/{filing.pk}/name/"
    page = f"/staff/register/filings/{filing.pk}/"
    podgorica = whole_filing(officer).municipality
    facts = {
        "name": "Novi put",
        "municipality": podgorica.pk,
        "address": "Obala 1",
        "founded_on": "2026-10-01",
        "person_in_name": "no",
    }
    assert client.post(f"{page}name/", facts)["Location"] == f"{page}goals/"
    texts = {"goals": "A", "activities": "B", "statute_has_goals": "on", "acts_agree": "on"}
    assert client.post(f"{page}goals/", texts)["Location"] == f"{page}founders/"
    for number in JMBG:
        one = {"kind": "natural", "name": f"Osnivač {number}", "jmbg": number, "resident": "on"}
        assert client.post(f"{page}founders/add/", one).status_code == 302
    person = {"name": "Ana Anić", "jmbg": JMBG[0], "resident": "on"}
    assert client.post(f"{page}representative/add/", person).status_code == 302
    assert client.get(f"{page}papers/").status_code == 200
    shown = client.get(page)
    assert {row.key for row in shown.context["conditions"] if row.met is False} == {
        "founding_act",
        "minutes",
        "statute",
        "identity_papers",
    }
    assert "4 conditions are not met" in shown.content.decode()
    assert client.post(f"{page}step/", {"action": "submit"}).status_code == 302
    filing.refresh_from_db()
    assert (filing.state, filing.name, filing.founders.count()) == ("submitted", "Novi put", 3)
    assert questions(client, page) <= 40


def test_a_html_file_named_pdf_is_refused_at_its_field(login):
    officer = UserFactory(roles=("registry_officer",), language="en")
    filing = whole_filing(officer)
    fake = SimpleUploadedFile("statut.pdf", b"<html>nije pdf</html>")
    page = login(user=officer).post(f"/staff/register/filings/{filing.pk}/papers/", {"statute": fake})
    assert page.status_code == 200
    assert "statute" in page.context["form"].errors


def test_an_ngo_sees_and_keeps_its_own_contacts(login):
    mine = MembershipFactory(user__language="en")
    second = MembershipFactory(user=mine.user)
    client = login(user=mine.user)
    assert client.get("/portal/organisation/").context["organisation"] == mine.organisation
    client.post("/portal/organisation/switch/", {"organisation": second.organisation_id})
    assert client.get("/portal/organisation/").context["organisation"] == second.organisation
    assert (
        client.post("/portal/organisation/switch/", {"organisation": OrganisationFactory().pk}).status_code
        == 404
    )
    assert client.post("/portal/organisation/contacts/", {"website": "www.nova.me"}).status_code == 302
    second.organisation.refresh_from_db()
    assert second.organisation.website == "www.nova.me"


def test_a_stranger_is_led_to_the_claim(login):
    client = login()
    assert client.get("/portal/organisation/")["Location"] == "/portal/organisation/claim/"
    ngo = OrganisationFactory(name="Žena danas")
    found = client.get("/portal/organisation/claim/", {"q": "zena"}).content.decode()
    assert f"/portal/organisation/claim/{ngo.pk}/" in found
    paper = SimpleUploadedFile("ovlascenje.png", PNG)
    address = f"/portal/organisation/claim/{ngo.pk}/"
    assert client.post(address, {"position": "predsjednica", "paper": paper}).status_code == 302
    claim = ClaimRequest.objects.get()
    staff = login("registry_officer")
    assert "Žena danas" in staff.get("/staff/register/claims/").content.decode()
    assert staff.get(f"/staff/register/claims/{claim.pk}/").status_code == 200
    staff.post(f"/staff/register/claims/{claim.pk}/decide/", {"action": "accept"})
    claim.refresh_from_db()
    assert claim.state == "accepted"
