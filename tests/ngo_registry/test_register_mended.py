"""What people met while they walked through the register, and how it is now."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from ngo_registry.models import RegisterFiling
from ngo_registry.queries.online import history
from ngo_registry.queries.paper_day import paper_day
from ngo_registry.services import changes, letters, online
from ngo_registry.services import filings as services
from office.forms import visible
from office.logs import masked
from office.refusal import Refused
from tests.factories.filings import refused, stored, whole_filing
from tests.factories.online import online_draft, seat_moved
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory
from tests.ngo_registry.test_pages import PNG

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_rooms_alone(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def officer():
    """An officer who reads English."""
    return UserFactory(roles=("registry_officer",), language="en")


def change_of(owner, kind="seat") -> RegisterFiling:
    """A change begun in the portal."""
    facts = {"organisation": owner.organisation, "by": owner.user, "origin": "online"}
    return changes.open_change(change_kind=kind, **facts)


def test_an_enclosure_stays_when_the_form_is_saved_again(client, officer):
    """Papers come one by one, on paper and in the portal."""
    filing = whole_filing(officer, statute=None, minutes=None)
    client.force_login(officer)
    for field in ("statute", "minutes"):
        paper = SimpleUploadedFile(f"{field}.png", PNG)
        client.post(f"/staff/register/filings/{filing.pk}/papers/", {field: paper})
    filing.refresh_from_db()
    papers = (filing.founding_act, filing.statute, filing.minutes)
    assert [paper.name for paper in papers] == ["founding_act.pdf", "statute.png", "minutes.png"]
    owner = MembershipFactory(user__language="en")
    row = change_of(owner)
    services.attach(filing=row, papers={"change_paper": stored("odluka.pdf")}, by=owner.user)
    client.force_login(owner.user)
    given = {"municipality": filing.municipality_id, "address": "Nova 1"}
    assert client.post(f"/portal/organisation/changes/{row.pk}/write/", given).status_code == 302
    row.refresh_from_db()
    assert (row.address, row.change_paper.name) == ("Nova 1", "odluka.pdf")


def test_nobody_writes_in_a_change_that_is_sent(client, officer):
    owner = MembershipFactory(user__language="en")
    row = change_of(owner)
    row = services.submit(filing=seat_moved(row), by=owner.user)
    with pytest.raises(Refused, match="is sent"):
        services.save_section(filing=row, section="change", facts={"address": "Druga 2"}, by=owner.user)
    client.force_login(owner.user)
    page = f"/portal/organisation/changes/{row.pk}/"
    assert client.get(f"{page}write/").status_code == 404
    assert "Write what changes" not in client.get(page).content.decode()


def test_a_completion_of_a_change_ends_with_its_term(officer):
    owner = MembershipFactory()
    row = change_of(owner)
    row = services.take(filing=services.submit(filing=seat_moved(row), by=owner.user), by=officer)
    letters.ask_completion(filing=row, note="Nema odluke.", by=officer)
    RegisterFiling.objects.update(completion_due=timezone.localdate() - DAY)
    row.refresh_from_db()
    with pytest.raises(Refused, match="term for completion ended"):
        services.complete(filing=row, by=owner.user)
    with pytest.raises(Refused, match="came after its term"):
        services.complete(filing=row, by=officer)
    RegisterFiling.objects.update(completion_asked_at=timezone.now() - 3 * DAY)
    posted = timezone.localdate() - DAY  # an officer enters what came by post in time
    services.complete(filing=row, by=officer, posted_on=posted, received_on=timezone.localdate())
    row.refresh_from_db()
    assert row.state == "in_process"


def test_reasons_are_read_in_the_opened_letter(officer):
    ana, head = UserFactory(), UserFactory(roles=("registry_head",))
    filing = online.submit(filing=online_draft(ana), at=timezone.now(), by=ana)
    services.take(filing=filing, by=officer)
    refused(filing, head, "Tajni razlog.")
    assert [row["text"] for row in history(filing) if row["text"]] == []
    letters.acknowledge(letter=filing.letters.get(), by=ana)
    assert [row["text"] for row in history(filing) if row["text"]] == ["Tajni razlog."]


def test_a_corrected_day_counts_the_term_anew(officer):
    today = timezone.localdate()
    filing = services.submit(filing=whole_filing(officer, received_on=today), by=officer)
    assert filing.due == services.decision_due(today)
    days = {"posted_on": today - 3 * DAY, "received_on": today - DAY}
    services.save_section(filing=filing, section="name", facts=days, by=officer)
    filing.refresh_from_db()
    assert filing.due == services.decision_due(today - 3 * DAY)
    services.save_section(filing=filing, section="name", facts={"address": "Nova 1"}, by=officer)
    filing.refresh_from_db()
    assert filing.due == services.decision_due(today - 3 * DAY)


def test_the_rulebook_says_which_day_counts(settings):
    today = timezone.localdate()
    posted, received = today - 3 * DAY, today - DAY
    assert (paper_day(posted, received).day, paper_day(posted, received).posted) == (posted, True)
    assert (paper_day(None, received).day, paper_day(None, received).posted) == (received, False)
    settings.OFFICE_JURISDICTION = "serbia"
    call_command("load_rulebooks", verbosity=0)
    assert (paper_day(posted, received).day, paper_day(posted, received).posted) == (received, False)


def test_a_person_written_by_mistake_is_taken_out(client):
    owner = MembershipFactory(user__language="en")
    row = change_of(owner, "representative")
    facts = {"name": "Pogrešna Osoba", "resident": True}
    one = services.save_person(filing=row, what="representative", facts=facts, by=owner.user)
    client.force_login(owner.user)
    page = f"/portal/organisation/changes/{row.pk}/person/{one.pk}/"
    assert b"Pogre\xc5\xa1na Osoba" in client.get(page).content
    client.post(page, {"name": "Prava Osoba", "resident": "on"})
    assert [person.name for person in row.representatives.all()] == ["Prava Osoba"]
    assert client.get(f"{page}remove/").status_code == 405
    client.post(f"{page}remove/")
    assert row.representatives.count() == 0
    client.force_login(MembershipFactory().user)
    assert client.get(page).status_code == 404


def test_the_seat_of_a_change_is_not_called_closed(client):
    owner = MembershipFactory(user__language="en")
    row = change_of(owner)
    client.force_login(owner.user)
    page = client.get(f"/portal/organisation/changes/{row.pk}/write/").content.decode()
    assert "Street and number of the seat; public." in page
    assert "never shown outside the register" not in page


def test_the_past_stands_on_a_day_and_says_when_nothing_was_there(client, officer):
    OrganisationFactory()
    client.force_login(officer)
    today = client.get("/staff/register/past/").content.decode()
    assert f'value="{timezone.localdate().isoformat()}"' in today
    assert (
        "No organisation stood in the register so on that day."
        in client.get("/staff/register/past/", {"day": "1990-01-01"}).content.decode()
    )
    assert (
        "No filing passes these filters."
        in client.get("/staff/register/filings/", {"state": "refused"}).content.decode()
    )


def test_signs_nobody_sees_and_rows_of_the_database():
    assert visible("Udru\u200bženje \u202ežena\u202c\r\n danas\x00") == "Udruženje žena danas"
    assert visible("red\nred\u200b\n", lines=True) == "red\nred"
    assert visible("👩‍👧 i 🦊") == "👩‍👧 i 🦊"
    row = "duplicate key\nDETAIL:  Failing row contains (1, Ana, Zatvorena 7, 0101990210080).\nend"
    assert masked(row) == "duplicate key\nDETAIL: [row]\nend"
