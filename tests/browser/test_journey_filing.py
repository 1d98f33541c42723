"""Two organisations and an office around handing in: partner, approval, submit, newer version, messages, paper."""

import pytest

from grants.models import Application
from tests.browser.steps import filing as steps
from tests.browser.steps.papers import Papers
from tests.browser.steps.people import Person, account
from tests.factories import filing
from tests.factories import grants as made
from tests.factories.applications import ready_draft
from tests.factories.registry import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.browser
LANGUAGE, TITLE, SECRET = "cnr", "Čista rijeka", "Sažetak projekta o rijeci."


@pytest.mark.timeout(600)
def test_from_the_partner_to_the_envelope(live, new_page, tmp_path):
    """Montenegrin in Latin letters."""
    papers = Papers(tmp_path)
    call = made.published_call(title="Zaštita voda")
    users = {
        "owner": account("owner@example.test", "Ivana Perović", LANGUAGE),
        "editor": account("editor@example.test", "Petar Vujović", LANGUAGE),
        "partner": account("partner@example.test", "Sanja Knežević", LANGUAGE),
        "officer": account(
            "officer@example.test", "Danilo Ćetković", LANGUAGE, "body_officer", body=call.body
        ),
    }
    organisation = OrganisationFactory(name="Udruženje „Bistra rijeka“")
    other = OrganisationFactory(name="Udruženje „Zelena obala“")
    MembershipFactory(user=users["owner"], organisation=organisation)
    MembershipFactory(user=users["editor"], organisation=organisation, role="editor")
    MembershipFactory(user=users["partner"], organisation=other)
    draft = ready_draft(call, person=users["owner"], organisation=organisation)
    draft.partners.create(organisation=other, name=other.name, role="Akcije čišćenja obale.")
    filing.call_says(call, partner_confirmation="refuse", sign_off="refuse")
    people = {key: Person(new_page(), live.url, LANGUAGE, user) for key, user in users.items()}
    for person in people.values():
        person.page.context.set_default_timeout(60_000)
        person.sign_in()
    owner, officer = people["owner"], people["officer"]
    steps.asks_the_partner(owner, TITLE, other.name)
    steps.partner_confirms(people["partner"], TITLE, SECRET)
    steps.editor_asks_and_owner_approves(people["editor"], owner, TITLE)
    number = steps.submits(owner)
    call.filing_rules.delete()  # the newer version is not approved once more
    newer = steps.replaces(owner, number)
    states = dict(Application.objects.exclude(number="").values_list("number", "state"))
    assert states == {number: "withdrawn", newer: "submitted"}
    steps.writes(owner, papers)
    steps.officer_answers(officer, newer)
    steps.officer_enters_paper(officer, papers, OrganisationFactory().number, f"{call.number} · {call.title}")
    assert (
        Application.objects.filter(title="Papirna rijeka", state="submitted", paper__way="post").count() == 1
    )
