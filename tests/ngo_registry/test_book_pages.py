"""The printed book, any past day, what ends soon, the scanned folder."""

import base64
import datetime

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from post_office.models import Email

from ngo_registry.models import Representative
from ngo_registry.queries.endings import endings
from ngo_registry.services import decisions
from ngo_registry.services import filings as services
from ngo_registry.services.reminders import remind_of_endings
from tests.factories.filings import JMBG, whole_filing
from tests.factories.registry import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
ROOM = "/staff/register"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def officer(client):
    """An officer who reads English, logged in."""
    person = UserFactory(roles=("registry_officer",), language="en")
    client.force_login(person)
    return person


@pytest.fixture
def ngo(officer):
    """Entered by decision."""
    head = UserFactory(roles=("registry_head",))
    filing = services.take(filing=services.submit(filing=whole_filing(officer), by=officer), by=officer)
    return decisions.enter(filing=filing, by=head).organisation


def test_the_book_and_the_state_are_shown_without_closed_data(client, ngo):
    for address in ("book/", f"book/?organisation={ngo.pk}", "past/", f"organisations/{ngo.pk}/past/"):
        page = client.get(f"{ROOM}/{address}")
        assert page.status_code == 200
        assert ngo.name in page.content.decode()
        assert JMBG[0] not in page.content.decode()
    before = client.get(f"{ROOM}/organisations/{ngo.pk}/past/?day=2020-01-01").content.decode()
    assert "was not in the register" in before
    assert client.get(f"{ROOM}/past/?day=2020-01-01").context["found"].count == 0


def test_a_past_day_asks_the_same_for_few_and_for_many(client, officer):
    def questions() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"{ROOM}/past/?day=2025-01-01").status_code == 200
        return len(seen)

    OrganisationFactory.create_batch(3)
    few = questions()
    OrganisationFactory.create_batch(60)
    assert questions() == few <= 12


def test_what_ends_is_listed_and_reminded_once(client, officer):
    today = timezone.localdate()
    soon = today + datetime.timedelta(days=30)
    ngo = OrganisationFactory(lasts_until=soon, email_of_record="zapis@example.test")
    Representative.objects.create(organisation=ngo, name="Ana Anić", mandate_until=soon)
    OrganisationFactory(deleted=True, lasts_until=soon)
    assert [row.what for row in endings(today, soon)] == ["organisation", "representative"]
    assert "Ana Anić" in client.get(f"{ROOM}/endings/").content.decode()
    assert (remind_of_endings(by=None), remind_of_endings(by=None)) == (2, 0)
    assert Email.objects.count() == 2
    ngo.refresh_from_db()
    assert ngo.status == "active"


def test_the_folder_is_for_officers_only(client, officer):
    ngo = OrganisationFactory()
    address = f"{ROOM}/organisations/{ngo.pk}/folder/"
    upload = SimpleUploadedFile("statut.png", PNG, content_type="image/png")
    client.post(address, {"title": "Statut iz 1999.", "dated_on": "1999-05-01", "file": upload})
    paper = ngo.folder.get()
    assert "Statut iz 1999." in client.get(address).content.decode()
    assert b"".join(client.get(f"{address}{paper.pk}/")) == PNG
    assert "Statut iz 1999." not in client.get(f"/en/register/{ngo.number}/").content.decode()
    client.force_login(UserFactory(roles=("body_officer",)))
    assert client.get(f"{address}{paper.pk}/").status_code == 403
