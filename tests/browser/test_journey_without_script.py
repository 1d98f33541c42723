"""An NGO applies with a browser that runs no JavaScript: from the page of the call to the withdrawal."""

import pytest

from grants.models import Application, Call
from tests.browser.steps import applications
from tests.browser.steps.applications import Project
from tests.browser.steps.papers import Papers
from tests.browser.steps.people import Person, account
from tests.factories import form
from tests.factories import grants as made
from tests.factories.registry import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.browser
RIVER = Project("Čista rijeka", 5000, "500")
QUESTION, ELIGIBLE = "Ko održava obalu poslije projekta?", "Radite li najmanje godinu dana?"


def asked_call() -> Call:
    """An open call with a question before the application and one of its own."""
    call = made.draft_call(title="Zaštita rijeka")
    call.eligibility_questions.create(
        order=1, text=ELIGIBLE, wanted=True, explanation="Traži se godina rada."
    )
    form.question(call, page=f"own-{form.section(call).pk}", text=QUESTION)
    return form.publish(call)


def checks_and_begins(ngo: Person, call: Call) -> None:
    """The page of the call, the check of two minutes, the draft."""
    ngo.open(f"{ngo.prefix}/calls/{call.slug}/")
    ngo.follow("Check in two minutes whether you can apply")
    for box in ngo.page.locator("main input[type=radio][value=yes]").all():
        name = box.get_attribute("name")
        fits = "no" if name in {"ban", "count"} else "yes"
        ngo.page.locator(f"input[name={name}][value={fits}]").check()
    ngo.push("Check")
    ngo.sees("Nothing in your answers stands in the way")
    ngo.follow("Begin the application")
    ngo.press("Begin the application")


def fills_everything(ngo: Person, papers: Papers) -> None:
    """Texts, activity, budget, partner, the question of the call, paper, statements."""
    applications.ngo_fills_texts(ngo, RIVER)
    applications.ngo_fills_budget(ngo, RIVER)
    ngo.follow("Partners")
    ngo.follow("Add a partner")
    ngo.fill({"Name": "Mjesna zajednica", "Role in the project": "Daje prostor."})
    ngo.press("Save")
    ngo.follow("Održivost usluge")
    ngo.fill({QUESTION: "Opština."})
    ngo.press("Save and go back")
    applications.ngo_attaches_and_declares(ngo, papers, "Statut")


def approves_and_submits(ngo: Person) -> str:
    """The representative approves the text; everything is read once more; the number comes at once."""
    ngo.follow("Approval of the representative")
    ngo.push("Approve the text")
    ngo.told_no("Tick that you have read the text and approve it.")
    ngo.tick("I have read the whole text and approve it in the name of the organisation.")
    ngo.press("Approve the text")
    ngo.sees(RIVER.title, "Akcija čišćenja", "Opština.", "Daje prostor.")
    ngo.press("Submit the application")
    ngo.sees("Application submitted")
    return ngo.page.locator(".confirmation .number").inner_text()


@pytest.mark.timeout(300)
def test_the_whole_way_without_javascript(live, worker, new_page, tmp_path):
    """Montenegrin in Latin letters."""
    call = asked_call()
    user = account("ngo@example.test", "Ivana Perović", "cnr")
    MembershipFactory(user=user, organisation=OrganisationFactory(name="Udruženje „Bistra rijeka“"))
    ngo = Person(new_page(java_script_enabled=False), live.url, "cnr", user)
    ngo.page.context.set_default_timeout(60_000)
    ngo.sign_in()
    checks_and_begins(ngo, call)
    fills_everything(ngo, Papers(tmp_path))
    number = approves_and_submits(ngo)
    assert ngo.paper("Receipt").startswith(b"%PDF-")
    ngo.follow("See the application")
    ngo.follow("Everything in one PDF")
    ngo.press("Draw the file")
    assert ngo.paper("Everything in one PDF").startswith(b"%PDF-")
    ngo.follow("Back to the application")
    ngo.press("Write a newer version")
    ngo.reads(number)
    ngo.follow("Capacity and sustainability")
    ngo.fill({"Sustainability": "Opština preuzima troškove."})
    ngo.press("Save and go back")
    newer = approves_and_submits(ngo)
    ngo.follow("See the application")
    ngo.sees("Versions that were filed")
    ngo.follow("Withdraw the application")
    ngo.push("Withdraw the application")
    ngo.told_no("This field is required.")
    ngo.fill({"Reason": "Odustajemo od projekta."})
    ngo.press("Withdraw the application")
    states = dict(Application.objects.exclude(number="").values_list("number", "state"))
    assert states == {number: "withdrawn", newer: "withdrawn"}
