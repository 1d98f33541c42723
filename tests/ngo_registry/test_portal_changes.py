"""The owner changes what is entered, opens letters, complains; nobody sees another's."""

import pytest
from django.utils import timezone

from ngo_registry.models import RegisterFiling
from ngo_registry.queries import membership_of
from ngo_registry.services import decisions, letters, online
from ngo_registry.services import filings as services
from office.jobs import run_job
from office.models import Job, Municipality
from tests.factories.filings import JMBG, refused, stored
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
ROOM = "/portal/organisation"


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def owner(client):
    """An owner who reads English, logged in."""
    person = UserFactory(language="en")
    MembershipFactory(user=person, organisation=OrganisationFactory(address="Stara 1"))
    client.force_login(person)
    return person


@pytest.fixture
def staff():
    """An officer and a head."""
    return UserFactory(roles=("registry_officer",)), UserFactory(roles=("registry_head",))


def begun(client, kind) -> RegisterFiling:
    """A change begun in the portal."""
    client.post(f"{ROOM}/changes/", {"change_kind": kind})
    return RegisterFiling.objects.get()


def seat() -> dict[str, object]:
    """A new seat and the day of its decision."""
    place = Municipality.objects.get(name="Nikšić")
    return {"address": "Nova 2", "municipality": place.pk, "change_on": "2026-11-20"}


def enclose(filing, by, *papers) -> None:
    """The signed application and what else belongs to the filing."""
    online.enclose(
        filing=filing, papers={name: stored() for name in ("application", *papers)}, at=timezone.now(), by=by
    )


def drawn() -> None:
    """Acts and letters, as the worker draws them."""
    for job in Job.objects.filter(state="waiting").order_by("pk"):
        run_job(job.pk)


def test_a_new_representative_from_the_portal_to_the_book(client, owner, staff):
    officer, head = staff
    old = MembershipFactory(organisation=owner.memberships.get().organisation)
    filing = begun(client, "representative")
    address = f"{ROOM}/changes/{filing.pk}"
    for page in ("/", "/write/", "/person/"):
        assert client.get(address + page).status_code == 200
    new = {"new_email_of_record": "novi@example.test", "change_on": "2026-11-20"}
    client.post(f"{address}/write/", {"leaving_memberships": [old.pk], **new})
    person = {"name": "Nova Osoba", "jmbg": JMBG[1], "resident": "on", "position": "direktorica"}
    client.post(f"{address}/person/", person)
    enclose(filing, owner, "change_paper", "identity_papers")
    assert "Nova Osoba" in client.get(f"{address}/").content.decode()
    client.post(f"{address}/step/", {"action": "submit"})
    filing.refresh_from_db()
    assert (filing.state, filing.due is not None) == ("submitted", True)
    decisions.enter(filing=services.take(filing=filing, by=officer), by=head)
    assert membership_of(old.user, old.organisation) is None
    assert membership_of(owner, old.organisation) is not None
    assert client.get(f"{address}/").status_code == 200


def test_a_refused_deletion_its_letter_and_a_complaint(client, owner, staff):
    officer, head = staff
    client.post(f"{ROOM}/changes/deletion/")
    filing = RegisterFiling.objects.get()
    facts = {"deletion_ground": "own_decision", "deletion_reason": "odluka", "assets_to": "municipality"}
    assert client.get(f"{ROOM}/changes/{filing.pk}/write/").status_code == 200
    client.post(f"{ROOM}/changes/{filing.pk}/write/", facts)
    enclose(filing, owner, "deletion_paper")
    client.post(f"{ROOM}/changes/{filing.pk}/step/", {"action": "submit"})
    filing.refresh_from_db()
    refused(services.take(filing=filing, by=officer), head, "Nema odluke.")
    drawn()
    letter = filing.letters.get()
    assert "Confirm the receipt" in client.get(f"{ROOM}/letters/{letter.pk}/").content.decode()
    client.post(f"{ROOM}/letters/{letter.pk}/")
    assert b"".join(client.get(f"{ROOM}/letters/{letter.pk}/"))[:5] == b"%PDF-"
    letter.refresh_from_db()
    assert (letter.served_how, letter.served_on) == ("portal", timezone.localdate())
    assert "File a complaint" in client.get(f"{ROOM}/changes/{filing.pk}/").content.decode()
    client.get(f"{ROOM}/filings/{filing.pk}/complaint/")
    client.post(f"{ROOM}/filings/{filing.pk}/complaint/", {"text": "Odluka postoji."})
    filing.refresh_from_db()
    assert (filing.state, filing.complaints.get().against) == ("appealed", "refused")
    assert "Odluka postoji." in client.get(f"{ROOM}/filings/{filing.pk}/complaint/filed/").content.decode()


def test_the_portal_refuses_a_late_complaint(client, owner, staff):
    officer, head = staff
    filing = begun(client, "seat")
    client.post(f"{ROOM}/changes/{filing.pk}/write/", seat())
    enclose(filing, owner, "change_paper")
    client.post(f"{ROOM}/changes/{filing.pk}/step/", {"action": "submit"})
    filing.refresh_from_db()
    refused(services.take(filing=filing, by=officer), head, "Nema odluke.")
    letter = filing.letters.get()
    letters.acknowledge(letter=letter, by=owner)
    filing.letters.update(term_ends="2026-01-01")
    page = client.post(f"{ROOM}/filings/{filing.pk}/complaint/", {"text": "Kasno."})
    assert "The term for a complaint ended" in page.content.decode()
    assert filing.complaints.count() == 0


def test_another_persons_filing_and_letter_are_not_there(client, owner, staff):
    filing = begun(client, "seat")
    letter = letters.put_in_post(filing, "completion", "D-1", owner)
    other = MembershipFactory(user=UserFactory(language="en"))
    client.force_login(other.user)
    for place in (f"changes/{filing.pk}/", f"letters/{letter.pk}/", f"filings/{filing.pk}/complaint/"):
        assert client.get(f"{ROOM}/{place}").status_code == 404


def test_staff_see_an_online_change_only_when_it_is_filed(client, owner, staff):
    filing = begun(client, "seat")
    client.force_login(staff[0])
    assert client.get(f"/staff/register/filings/{filing.pk}/").status_code == 404
