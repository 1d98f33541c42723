"""The queue of filings by its terms, several taken at once; what has ended stays in sight and reaches somebody."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from post_office.models import Email

from ngo_registry.models import GoverningMember, RegisterFiling, Representative
from ngo_registry.panels import desk_items
from ngo_registry.queries.endings import endings
from ngo_registry.queries.queue import load
from ngo_registry.services import changes, decisions
from ngo_registry.services import filings as services
from ngo_registry.services.reminders import remind_of_endings
from tests.drawn import drawn
from tests.factories.filings import stored
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
ROOM = "/staff/register/filings/"
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def officer(client):
    """An officer at work, who reads English."""
    person = UserFactory(full_name="Milica Prva", roles=("registry_officer",), language="en")
    client.force_login(person)
    return person


def rows(officer, n: int, **facts) -> list[RegisterFiling]:
    """Filings handed in, without papers: the queue reads only the row."""
    at = timezone.now()
    made = [
        RegisterFiling(
            name=f"Udruženje {number}",
            case_number=f"R-{number:04}",
            state="submitted",
            submitted_at=at,
            submitted_by=officer,
            complete_at=at,
            created_by=officer,
            **facts,
        )
        for number in range(RegisterFiling.objects.count(), RegisterFiling.objects.count() + n)
    ]
    return RegisterFiling.objects.bulk_create(made)


def test_nothing_is_cut_and_every_tab_says_how_many(client, officer):
    rows(officer, 2, due=TODAY() - DAY)
    rows(officer, 1, due=TODAY())
    rows(officer, 3, due=TODAY() + 7 * DAY)
    rows(officer, 210, due=TODAY() + 8 * DAY)
    answer = client.get(ROOM)
    assert {str(tab["title"]): tab["n"] for tab in answer.context["tabs"]} == {
        "Late": 2,
        "Today": 1,
        "Within seven days": 3,
        "All": 216,
    }
    page = answer.content.decode()
    assert "1–50 of 216 filings." in page and "?page=5" in page
    assert len(client.get(ROOM, {"page": "5"}).context["rows"]) == 16
    found = {
        when: len(client.get(ROOM, {"when": when}).context["rows"]) for when in ("late", "today", "week")
    }
    assert found == {"late": 2, "today": 1, "week": 3}
    assert client.get(ROOM, {"when": "someday", "page": "x"}).context["page"].number == 1
    kept = client.get(ROOM, {"when": "late", "state": "in_process"}).content.decode()
    assert '<input type="hidden" name="when" value="late">' in kept
    assert "No filing passes these filters." in kept


def test_a_completion_shows_its_day_and_is_late_when_it_has_passed(client, officer):
    waits, passed, _unserved = rows(officer, 3)
    RegisterFiling.objects.update(state="completion_asked", completion_asked_at=timezone.now())
    for row, day in ((waits, TODAY() + DAY), (passed, TODAY() - DAY)):
        RegisterFiling.objects.filter(pk=row.pk).update(completion_due=day)
    page = client.get(ROOM).content.decode()
    assert page.count("completion until") == 2
    assert page.count("passed: ready to dismiss") == 1
    assert page.count("stands still: the letter is not served yet") == 1
    late = client.get(ROOM, {"when": "late"})
    assert [row.pk for row, _law, ready in late.context["rows"] if ready] == [passed.pk]
    words = "and nothing came: the head may dismiss the filing."
    assert words in client.get(f"{ROOM}{passed.pk}/").content.decode()
    assert words not in client.get(f"{ROOM}{waits.pk}/").content.decode()
    assert {item.url: item.due for item in desk_items(officer)}[f"{ROOM}{passed.pk}/"] == TODAY() - DAY


def test_the_load_counts_officers_with_nothing_and_terms_of_completions(officer):
    idle = UserFactory(full_name="Ana Slobodna", roles=("registry_officer",))
    UserFactory(full_name="Izvan Registra", roles=("body_officer",))
    UserFactory(full_name="Bivša Službenica", roles=("registry_officer",), is_active=False)
    first, _second = rows(officer, 2, due=TODAY() + DAY, taken_at=timezone.now(), taken_by=officer)
    RegisterFiling.objects.update(state="in_process")
    RegisterFiling.objects.filter(pk=first.pk).update(state="completion_asked", completion_due=TODAY() - DAY)
    assert load() == [
        {"name": "Milica Prva", "taken_by": officer.pk, "open": 2, "late": 1, "next": TODAY() - DAY},
        {"name": idle.full_name, "open": 0, "late": 0, "next": None},
    ]


def asked(client, address: str) -> int:
    """Questions the page asks of the database."""
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_lists_ask_the_same_for_one_and_for_three(client, officer):
    def ended() -> None:
        ngo = OrganisationFactory(lasts_until=TODAY() - DAY)
        MembershipFactory(organisation=ngo)
        Representative.objects.create(organisation=ngo, name="Ana Anić", mandate_until=TODAY() - DAY)

    rows(officer, 1)
    ended()
    few = (asked(client, ROOM), asked(client, "/staff/register/endings/"), asked(client, "/staff/"))
    rows(officer, 2)
    ended()
    ended()
    many = (asked(client, ROOM), asked(client, "/staff/register/endings/"), asked(client, "/staff/"))
    assert few == many == (9, 7, 11)


def test_what_passed_long_ago_stays_on_the_list_until_a_filing_changes_it(client, officer):
    ago = TODAY() - 400 * DAY
    ngo = OrganisationFactory(lasts_until=ago, name="Davni savez")
    Representative.objects.create(organisation=ngo, name="Ana Anić", mandate_until=ago)
    stays = GoverningMember.objects.create(organisation=ngo, name="Iva Ivić", valid_until=ago)
    left = GoverningMember.objects.create(organisation=ngo, name="Eva Ević", valid_until=ago)
    again = GoverningMember.objects.create(organisation=ngo, name="Una Unić", valid_until=ago)
    GoverningMember.objects.create(organisation=ngo, name=again.name, valid_from=ago)
    head = UserFactory(roles=("registry_head",))
    filing = changes.open_change(organisation=ngo, change_kind="bodies", by=officer)
    filing.leaving_members.add(left)
    services.attach(filing=filing, papers={"change_paper": stored()}, by=officer)
    filing = services.take(filing=services.submit(filing=filing, by=officer), by=officer)
    decisions.enter(filing=filing, by=head)
    GoverningMember.objects.filter(pk=left.pk).update(valid_until=ago)
    whose = [(row.what, row.who) for row in endings(None, TODAY())]
    assert whose == [("organisation", ""), ("representative", "Ana Anić"), ("member", stays.name)]
    page = client.get("/staff/register/endings/").content.decode()
    assert page.count("<strong>passed</strong>") == 3
    desk = client.get("/staff/").content.decode()
    assert "The time for which it was founded has ended" in desk and "Davni savez" in desk
    assert "2 mandates or terms in bodies have ended" in desk
    assert 'href="/staff/register/endings/"' in client.get("/staff/register/").content.decode()


def test_owners_of_the_account_are_reminded_and_staff_sees_who_cannot_be_reached(client, officer):
    soon = TODAY() + 20 * DAY
    by_owner = OrganisationFactory(lasts_until=soon)
    owner = MembershipFactory(organisation=by_owner, user__language="en").user
    MembershipFactory(organisation=by_owner, role="editor")
    both = OrganisationFactory(lasts_until=soon, email_of_record=owner.email.upper())
    MembershipFactory(organisation=both, user=owner)
    OrganisationFactory(lasts_until=soon, name="Nedostupni savez")
    assert (remind_of_endings(by=None), remind_of_endings(by=None)) == (2, 0)
    assert [mail.to for mail in Email.objects.all()] == [[owner.email]] * 2  # an address is written to once
    assert "Nothing in the register changes by itself" in Email.objects.first().message
    page = drawn(client.get("/staff/register/endings/").content)
    assert page.count("no e-mail is known: write by post") == 1
    assert page.count("<td>by e-mail</td>") == 2
