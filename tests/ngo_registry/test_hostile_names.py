"""Forty hostile names through the real forms: accepted and harmless, or refused with a sentence; never half, never a 500."""

import io
import re
import zipfile
from unittest import mock

import pytest

from ngo_registry.documents.papers import papers_of
from ngo_registry.models import Founder, Organisation, RegisterEntry, RegisterFiling
from ngo_registry.queries import book as book_lines
from ngo_registry.services import filings as services
from tests.factories.filings import JMBG, whole_filing
from tests.factories.online import online_draft
from tests.factories.registry import MembershipFactory, UserFactory
from tests.hostile import NAMES

pytestmark = pytest.mark.django_db
LIVE = re.compile(r"<script>alert|<img src=x|<svg/onload|49", re.I)
CELL = re.compile(r"^['\"]?[=+@\t-]")


@pytest.fixture(autouse=True)
def _own_rooms_alone(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def ana(client):
    """An applicant, logged in."""
    person = UserFactory(full_name="Ana Anić", language="en")
    client.force_login(person)
    return person


def told(answer) -> list[str]:
    """Sentences beside the fields and above the form."""
    return [str(said) for said in answer.context["form"].errors.values()]


def harmless(page: str, name: str) -> bool:
    """Nothing of the name runs in the page."""
    return not (set(LIVE.findall(page)) & set(LIVE.findall(name)))


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_of_an_organisation_in_the_portal(client, ana, name):
    filing = online_draft(ana, name="Prije")
    address = f"/portal/filings/{filing.pk}/parts/name/"
    given = {"name": name, "municipality": filing.municipality_id, "address": "Obala 1", "then": "back"}
    answer = client.post(address, given)
    filing.refresh_from_db()
    if answer.status_code == 200:
        assert filing.name == "Prije"
        sentences = told(answer)
        assert sentences and all(len(said) > 20 for said in sentences)
        kept = answer.content.decode()
        assert harmless(kept, name)
        assert answer.context["form"]["name"].value() == name  # what was typed stays
        return
    assert answer.status_code == 302
    assert "\x00" not in filing.name and not {"\u202e", "\u200b", "\x1b", "\r"} & set(filing.name)
    for page in ("", "check/", "parts/name/"):
        shown = client.get(f"/portal/filings/{filing.pk}/{page}")
        assert shown.status_code == 200 and harmless(shown.content.decode(), name)
    assert client.get("/portal/filings/name/", {"name": name}).status_code == 200


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_of_a_founder_in_the_portal(client, ana, name):
    filing, what = online_draft(ana), "founders"
    before = filing.founders.count()
    given = {
        "kind": "natural",
        "name": name,
        "jmbg": JMBG[0],
        "resident": "on",
        "address": name,
        "position": name,
    }
    answer = client.post(f"/portal/filings/{filing.pk}/parts/{what}/add/", given)
    assert filing.founders.count() - before == int(answer.status_code == 302)
    if answer.status_code == 200:
        assert all(len(said) > 20 for said in told(answer)) and told(answer)
        assert answer.context["form"]["name"].value() == name
        assert harmless(answer.content.decode(), name)
        return
    for page in ("", "check/", f"parts/{what}/"):
        assert harmless(client.get(f"/portal/filings/{filing.pk}/{page}").content.decode(), name)


def accepted(client, officer) -> dict[str, RegisterFiling]:
    """Names that the form of an officer takes, each in a filing that waits for the signature."""
    kept = {}
    client.force_login(officer)
    for name in NAMES:
        filing = whole_filing(officer, name="Prije")
        address = f"/staff/register/filings/{filing.pk}/name/"
        given = {
            "name": name,
            "municipality": filing.municipality_id,
            "address": "Obala 1",
            "founded_on": "2026-10-01",
            "person_in_name": "no",
        }
        answer = client.post(address, given)
        filing.refresh_from_db()
        if answer.status_code == 200:
            assert told(answer) and filing.name == "Prije", name
        else:
            kept[name] = services.take(filing=services.submit(filing=filing, by=officer), by=officer)
    return kept


def test_names_in_the_register_its_pages_and_files(client):
    officer, head = (
        UserFactory(roles=("registry_officer",), language="en"),
        UserFactory(roles=("registry_head",)),
    )
    waiting = accepted(client, officer)
    assert len(waiting) >= 15
    entered = 0
    for name, filing in waiting.items():
        assert client.get(f"/staff/register/filings/{filing.pk}/").status_code == 200
        client.force_login(head)
        client.post(f"/staff/register/filings/{filing.pk}/step/", {"action": "enter"})
        client.force_login(officer)
        filing.refresh_from_db()
        made = Organisation.objects.filter(pk=filing.organisation_id).first()
        assert (filing.state, made is not None) in {("entered", True), ("in_process", False)}
        entered += filing.state == "entered"
        if made:
            page = client.get(f"/en/register/{made.number}/").content.decode()
            assert harmless(page, name)
    assert Organisation.objects.count() == RegisterEntry.objects.count() == entered >= 15
    assert client.get("/en/register/").status_code == 200
    lines = b"".join(client.get("/en/register/register.csv").streaming_content).decode()
    assert [
        line
        for line in lines.splitlines()[1:]
        if CELL.match(line.split(",")[1]) and not line.split(",")[1].startswith(("'", "\"'"))
    ] == []
    book = b"".join(client.get("/en/register/register.xlsx").streaming_content)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert not re.search(rb"<f>", parts.read("xl/worksheets/sheet1.xml"))
    assert client.get("/staff/register/past/").status_code == 200
    with mock.patch.object(book_lines, "AT_ONCE", 500):
        printed = client.get("/staff/register/book/", {"pdf": "1"})
    assert printed.content.startswith(b"%PDF-") and printed.content.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("name", [n for n in NAMES if len(n) <= 400][::4], ids=str.__len__)
def test_papers_with_hostile_names_are_valid(client, ana, name):
    filing = online_draft(ana)
    client.post(
        f"/portal/filings/{filing.pk}/parts/name/", {"name": name, "address": name[:250], "then": "back"}
    )
    for paper in papers_of(RegisterFiling.objects.get(pk=filing.pk))[:1]:
        data = client.get(f"/portal/filings/{filing.pk}/papers/{paper.key}.pdf").content
        assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("name", NAMES[::3], ids=str.__len__)
def test_hostile_words_everywhere_else(client, name):
    owner = MembershipFactory(user__language="en")
    client.force_login(owner.user)
    client.post("/portal/organisation/changes/", {"change_kind": "name"})
    filing = RegisterFiling.objects.get()
    answer = client.post(f"/portal/organisation/changes/{filing.pk}/write/", {"name": name})
    assert answer.status_code in {200, 302}
    assert client.get(f"/portal/organisation/changes/{filing.pk}/").status_code == 200
    for address in ("/en/register/", "/en/register/suggest/", "/portal/organisation/claim/"):
        assert client.get(address, {"q": name}).status_code == 200
    officer = UserFactory(roles=("registry_officer",), language="en")
    client.force_login(officer)
    for address in ("past/", "book/", "filings/", ""):
        asked = {
            "q": name,
            "day": name,
            "since": name,
            "state": name,
            "only": name,
            "page": name,
            "organisation": name,
        }
        assert client.get(f"/staff/register/{address}", asked).status_code == 200
    assert client.get("/staff/register/filings/999999999999999999999/").status_code == 404
    assert not Founder.objects.exists()
