"""What a trial of filing and deciding mended: what is shown, in which order, and what is never lost."""

import io

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import get_language

from ngo_registry.forms.changes import asked_form, now_and_new
from ngo_registry.services import changes, complaints
from ngo_registry.services import filings as services
from ngo_registry.services.documents import outcome_of_act
from ngo_registry.services.letters import ask_completion, record_service
from office.management.commands import seed_demo
from tests.factories.filings import refused, whole_filing
from tests.factories.online import seat_moved
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
ROOM = "/staff/register/filings"


@pytest.fixture(autouse=True)
def _without_second_factor(settings, empty_cache):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def officer(client):
    """An officer who reads English, logged in."""
    person = UserFactory(full_name="Milica Prva", roles=("registry_officer",), language="en")
    client.force_login(person)
    return person


def in_process(officer, **facts):
    """A filing on paper that the officer has taken."""
    return services.take(
        filing=services.submit(filing=whole_filing(officer, **facts), by=officer), by=officer
    )


def test_possible_steps_come_first_and_locked_ones_are_folded_with_their_reason(client, officer):
    filing = in_process(officer, statute=None)
    page = client.get(f"{ROOM}/{filing.pk}/").content.decode()
    steps = page[page.index('id="steps"') : page.index('id="parts"')]
    locked = steps.index("3 steps are not possible now")
    for possible in ("Ask for completion", "Hand over to a colleague", "Withdrawn by the applicant"):
        assert steps.index(possible) < locked
    assert steps.index("Sign the decision") > locked and "<details" in steps[locked - 40 : locked]
    assert steps.count("Only the head of the register signs this.") == 3
    unmet = page[page.index("1 condition is not met.") : page.index('scope="col">Condition')]
    assert f'<a href="{ROOM}/{filing.pk}/papers/">Enclosed: statute</a>' in unmet


def test_where_nothing_is_possible_the_reasons_stand_open(client, officer):
    head = UserFactory(roles=("registry_head",), language="en")
    filing = refused(in_process(officer), head, "Ne.")
    complaints.file_complaint(filing=filing, text="Nije tako.", by=officer)
    page = client.get(f"{ROOM}/{filing.pk}/").content.decode()
    assert '<details class="more" open>' in page[page.index('id="steps"') : page.index('id="parts"')]


def test_an_act_says_what_was_decided_though_the_complaint_came_before_it_was_drawn(officer):
    filing = refused(in_process(officer), UserFactory(roles=("registry_head",)), "Ne.")
    complaints.file_complaint(filing=filing, text="Nije tako.", by=officer)
    filing.refresh_from_db()
    assert (filing.state, outcome_of_act(filing)) == ("appealed", "refused")


def test_what_an_organisation_only_drafts_is_no_row_of_the_staffs_page(client, officer):
    ngo = MembershipFactory()
    draft = changes.open_change(
        organisation=ngo.organisation, change_kind="seat", by=ngo.user, origin="online"
    )
    address = f"/staff/register/organisations/{ngo.organisation.pk}/"
    assert f"{ROOM}/{draft.pk}/" not in client.get(address).content.decode()
    row = services.submit(filing=seat_moved(draft), by=ngo.user)
    assert f"{ROOM}/{row.pk}/" in client.get(address).content.decode()


def test_a_change_shows_what_changes_and_nothing_else(client, officer):
    ngo = OrganisationFactory(address="Stara 1")
    filing = changes.open_change(organisation=ngo, change_kind="contact", by=officer, origin="paper")
    assert now_and_new(filing) == []
    assert "Nothing differs from the register yet." in client.get(f"{ROOM}/{filing.pk}/").content.decode()
    filing.iban = "510-123456-18"
    filing.save()
    assert [row[1:] for row in now_and_new(filing)] == [("–", "510-123456-18")]


def test_what_the_change_needs_to_be_sent_is_not_called_optional():
    ngo = MembershipFactory()
    filing = changes.open_change(
        organisation=ngo.organisation, change_kind="seat", by=ngo.user, origin="online"
    )
    form = asked_form(filing)
    needed = {name for name, field in form.fields.items() if field.required}
    assert needed >= {"change_on", "chair", "assembly_place", "minutes_taker", "change_paper", "application"}
    assert "required" not in str(form["change_on"])
    kept = asked_form(filing, {"address": "Nova 1"})
    assert kept.is_valid(), kept.errors


def test_the_page_of_a_completion_says_what_was_asked_and_where_to_add_it(client, officer):
    filing = ask_completion(
        filing=in_process(officer, statute=None), note="Statut nije priložen.", by=officer
    )
    address = f"{ROOM}/{filing.pk}/complete/"
    page = client.get(address).content.decode()
    papers = f'<a href="{ROOM}/{filing.pk}/papers/">'
    assert "Statut nije priložen." in page and "not recorded yet" in page
    assert f"{papers}Enclosed: statute</a>" in page and f"{papers}Add or replace a paper</a>" in page
    record_service(letter=filing.letters.get(), how="person", on=timezone.localdate(), by=officer)
    assert "not recorded yet" not in client.get(address).content.decode()


def test_the_demo_is_filled_in_the_language_of_the_office(settings, monkeypatch):
    settings.OFFICE_DEMO, seen = True, []
    monkeypatch.setattr(seed_demo, "seed", lambda **_facts: seen.append(get_language()))
    call_command("seed_demo", stdout=io.StringIO())
    assert seen == [settings.OFFICE_LANGUAGES[0]]
