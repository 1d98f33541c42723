"""An NGO writes its application in Chromium: budget three ways, wallet, last year, two people, a lost session."""

import pytest
from django.urls import reverse

from grants.models import Application, ShareLimit
from tests.browser.steps import applications, budget
from tests.browser.steps.papers import Papers
from tests.browser.steps.people import Person, account
from tests.factories import grants as made
from tests.factories.applications import filed
from tests.factories.registry import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.browser


def person(new_page, live, language, key, name, organisation, **options):
    """An editor of the organisation, signed in at a window of one's own."""
    user = account(f"{key}@example.test", name, language)
    MembershipFactory(user=user, organisation=organisation)
    found = Person(new_page(**options), live.url, language, user)
    found.sign_in()
    return found


@pytest.fixture
def call(fresh_database):
    """An open call that limits the share of people."""
    found = made.published_call(title="Zaštita rijeka")
    ShareLimit.objects.create(call=found, part="staff", percent=90)
    return found


@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["cnr-cyrl"])
def test_a_budget_is_built_and_nothing_is_lost(live, new_page, tmp_path, call, language):
    organisation = OrganisationFactory(name="Udruženje „Bistra rijeka“")
    ngo = person(new_page, live, language, "ngo", "Ivana Perović", organisation)
    last = filed(made.closed_call(title="Prošla godina"), person=ngo.user, organisation=organisation)
    Application.objects.filter(pk=last.pk).update(capacity="Tri zaposlena.")
    applications.ngo_begins(ngo, call.title)
    budget.copies_capacity(ngo, last.title)
    budget.types_the_budget(ngo)
    budget.pastes_costs(ngo)
    budget.sends_the_workbook(ngo)
    budget.keeps_a_paper_and_gives_it(ngo, "Statut", Papers(tmp_path)("statut"))
    draft = Application.objects.get(call=call)
    colleague = person(new_page, live, language, "kolega", "Petar Vujović", organisation)
    part = reverse("grants_portal:section", args=[draft.pk, "capacity"])
    budget.write_in_one_part(ngo, colleague, part)
    draft.refresh_from_db()
    joined = tuple(ngo.own(text) for text in ("Pet zaposlenih.", "Radio.", "Članarine."))
    assert (draft.capacity, draft.visibility, draft.sustainability) == joined
    budget.is_signed_out_while_writing(ngo, part)
    draft.refresh_from_db()
    assert draft.sustainability == ngo.own("Tekst koji se ne smije izgubiti.")


@pytest.mark.timeout(300)
def test_the_same_without_javascript(live, new_page, call):
    organisation = OrganisationFactory()
    ngo = person(new_page, live, "cnr", "ngo", "Ivana Perović", organisation, java_script_enabled=False)
    applications.ngo_begins(ngo, call.title)
    draft = Application.objects.get(call=call)
    budget.builds_without_javascript(ngo, reverse("grants_portal:budget_table", args=[draft.pk]))
    ngo.follow("Paste from a spreadsheet")
    ngo.page.locator("textarea#id_text").fill(budget.SHEET)
    ngo.press("Show what is understood")
    ngo.press("Take the lines over")
    colleague = person(
        new_page, live, "cnr", "kolega", "Petar Vujović", organisation, java_script_enabled=False
    )
    part = reverse("grants_portal:section", args=[draft.pk, "capacity"])
    for each in (ngo, colleague):
        each.open(part)
    colleague.fill({"Capacity of the organisation": "Pet."})
    colleague.press("Save and go back")
    ngo.fill({"Capacity of the organisation": "Šest."})
    ngo.push("Save and go back")
    ngo.sees("Compare both texts", "Pet.")
    ngo.press("Save and go back")
    draft.refresh_from_db()
    assert draft.capacity == "Šest." and draft.budget_lines.count() == 4
