"""Screens of the officer who decides: queue, change, letters, reasons, complaint, hand-over."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ngo_registry.models import RegisterFiling
from ngo_registry.services import filings as services
from ngo_registry.services import letters
from office.jobs import run_job
from office.models import Job
from tests.factories.filings import refused, whole_filing
from tests.factories.registry import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
ROOM = "/staff/register"


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def officer():
    """An officer who reads English."""
    return UserFactory(full_name="Milica Prva", roles=("registry_officer",), language="en")


@pytest.fixture
def head():
    """A head who reads English."""
    return UserFactory(full_name="Petar Drugi", roles=("registry_head",), language="en")


def waiting(officer, **facts) -> RegisterFiling:
    """A filing in process."""
    filing = services.submit(filing=whole_filing(officer, **facts), by=officer)
    return services.take(filing=filing, by=officer)


def drawn() -> None:
    """All acts and letters, as the worker draws them."""
    for job in Job.objects.filter(state="waiting").order_by("pk"):
        run_job(job.pk)
    assert set(Job.objects.values_list("error", flat=True)) == {""}


def test_a_change_is_written_beside_what_stands_in_the_register(client, officer):
    ngo = OrganisationFactory(address="Stara 1")
    client.force_login(officer)
    client.get(f"{ROOM}/organisations/{ngo.pk}/change/")
    client.post(f"{ROOM}/organisations/{ngo.pk}/change/", {"change_kind": "seat"})
    filing = RegisterFiling.objects.get()
    address = f"{ROOM}/filings/{filing.pk}/change/"
    assert b'value="Stara 1"' in client.get(address).content
    client.post(address, {"address": "Nova 2", "place": ngo.place, "received_on": "2026-11-20"})
    page = client.get(f"{ROOM}/filings/{filing.pk}/").content.decode()
    assert "Stara 1" in page and "<strong>Nova 2</strong>" in page


@pytest.mark.parametrize(
    "kind", ["name", "seat", "representative", "statute", "goals", "bodies", "areas", "contact"]
)
def test_every_kind_of_change_has_its_form(client, officer, kind):
    ngo = OrganisationFactory()
    client.force_login(officer)
    client.post(f"{ROOM}/organisations/{ngo.pk}/change/", {"change_kind": kind})
    filing = RegisterFiling.objects.get()
    for place in ("change/", ""):
        assert client.get(f"{ROOM}/filings/{filing.pk}/{place}").status_code == 200
    if kind in {"representative", "bodies"}:
        key = {"representative": "representative", "bodies": "members"}[kind]
        assert client.get(f"{ROOM}/filings/{filing.pk}/{key}/").status_code == 200


def test_completion_is_asked_by_a_letter_whose_service_begins_the_term(client, officer):
    filing = waiting(officer, statute=None)
    client.force_login(officer)
    address = f"{ROOM}/filings/{filing.pk}/"
    assert "statute" in client.get(f"{address}ask_completion/").content.decode()
    client.post(f"{address}ask_completion/", {"note": "Nedostaje statut."})
    drawn()
    letter = filing.letters.get()
    letter.__class__.objects.update(created_at=timezone.now() - datetime.timedelta(days=3, hours=1))
    listed = client.get(f"{ROOM}/letters/").content.decode()
    assert letter.number in listed and '<td class="num">3</td>' in listed
    response = client.get(f"{ROOM}/letters/{letter.pk}/file/")
    assert (response["Content-Type"], b"".join(response)[:5]) == ("application/pdf", b"%PDF-")
    today = timezone.localdate()
    client.post(f"{ROOM}/letters/{letter.pk}/service/", {"how": "post", "on": f"{today:%Y-%m-%d}"})
    letter.refresh_from_db()
    filing.refresh_from_db()
    assert (letter.served_on, filing.completion_due) == (today, letter.term_ends)
    assert "Every letter is served." in client.get(f"{ROOM}/letters/").content.decode()
    client.post(f"{ROOM}/letters/{letter.pk}/service/", {"how": "board", "on": f"{today:%Y-%m-%d}"})
    letter.refresh_from_db()
    assert letter.served_how == "post"


def test_a_refusal_gives_its_reason_at_each_condition_and_a_complaint_brings_it_back(client, officer, head):
    OrganisationFactory(name="Udruženje „Žena danas“")
    filing = waiting(officer)
    address = f"{ROOM}/filings/{filing.pk}/"
    client.force_login(officer)
    assert client.get(f"{address}refuse/").status_code == 403
    client.force_login(head)
    client.post(
        f"{address}refuse/", {"note": "Naziv je zauzet.", "reason_name": "Isti naziv ima drugo udruženje."}
    )
    filing.refresh_from_db()
    finding = filing.findings.get()
    assert (filing.state, finding.reason, finding.act_number) == (
        "refused",
        "Isti naziv ima drugo udruženje.",
        filing.decision_number,
    )
    drawn()
    letters.record_service(letter=filing.letters.get(), how="person", on=timezone.localdate(), by=officer)
    client.force_login(officer)
    client.post(
        f"{address}appeal/", {"text": "Naziv se razlikuje.", "received_on": f"{timezone.localdate()}"}
    )
    complaint = filing.complaints.get()
    assert (complaint.in_time, complaint.against) == (True, "refused")
    client.force_login(UserFactory(roles=("registry_head",), language="en"))
    client.post(f"{address}step/", {"action": "uphold", "note": "Naziv se razlikuje."})
    drawn()
    filing.refresh_from_db()
    complaint.refresh_from_db()
    assert (filing.state, complaint.outcome, complaint.decision is not None) == ("in_process", "upheld", True)
    assert filing.due is not None
    page = client.get(address).content.decode()
    assert complaint.decision_number in page and "Isti naziv ima drugo udruženje." in page


def test_a_late_complaint_on_paper_can_only_be_rejected(client, officer, head):
    filing = refused(waiting(officer), head, "Nema uslova.")
    letter = filing.letters.get()
    letters.record_service(letter=letter, how="post", on=timezone.localdate(), by=officer)
    late = timezone.localdate()
    filing.letters.update(term_ends=late - datetime.timedelta(days=1))
    client.force_login(officer)
    address = f"{ROOM}/filings/{filing.pk}/"
    client.post(f"{address}appeal/", {"text": "Žalim se.", "received_on": f"{late:%Y-%m-%d}"})
    assert filing.complaints.get().in_time is False
    client.force_login(UserFactory(roles=("registry_head",), language="en"))
    client.post(f"{address}step/", {"action": "uphold", "note": "Da."})
    filing.refresh_from_db()
    assert filing.state == "appealed"
    client.post(f"{address}step/", {"action": "confirm", "note": "Neblagovremena."})
    filing.refresh_from_db()
    assert (filing.state, filing.complaints.get().outcome) == ("refused", "rejected")


def test_a_filing_is_handed_over_with_a_note_and_the_queue_says_whose_it_is(client, officer, head):
    filing, other = waiting(officer), UserFactory(full_name="Vesna Treća", roles=("registry_officer",))
    client.force_login(officer)
    address = f"{ROOM}/filings/{filing.pk}/hand-over/"
    assert "Vesna Treća" in client.get(address).content.decode()
    client.post(address, {"to": other.pk, "note": "Provjeriti adresu."})
    filing.refresh_from_db()
    assert filing.taken_by == other
    found = {
        only: len(client.get(f"{ROOM}/filings/?only={only}").context["rows"])
        for only in ("", "mine", "nobody")
    }
    assert found == {"": 1, "mine": 0, "nobody": 0}
    load = [(row["name"], row["open"]) for row in client.get(f"{ROOM}/filings/").context["load"]]
    assert load == [("Vesna Treća", 1), ("Milica Prva", 0), ("Petar Drugi", 0)]  # who has nothing counts too


def test_the_queue_asks_the_same_for_few_and_for_many(client, officer):
    client.force_login(officer)

    def questions() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"{ROOM}/filings/").status_code == 200
        return len(seen)

    waiting(officer)
    few = questions()
    for n in range(12):
        waiting(officer, name=f"Udruženje {n}")
    assert questions() == few <= 12
