"""The representative changes and with her who acts in the portal; then the organisation ends by its own decision."""

import pytest
from playwright.sync_api import expect
from post_office.models import Email

from ngo_registry.models import NgoMembership, Organisation, RegisterEntry, Representative
from tests.browser.axe import check_page
from tests.browser.steps import deciding, keys
from tests.browser.steps.papers import Papers
from tests.browser.steps.people import Person, account
from tests.browser.steps.register import NUMBERS
from tests.factories.registry import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.browser
NAME = "Udruženje „Stari most“"
NEW = "Lana Nikčević"
OLD = "Ivana Perović"


@pytest.fixture
def organisation(fresh_database) -> Organisation:
    """Entered years ago, with its representative."""
    row = OrganisationFactory(name=NAME, number="2019-0007", registered_on="2019-05-02")
    Representative.objects.create(
        organisation=row, name=OLD, position="predsjednica", jmbg=NUMBERS[0], resident=True
    )
    return row


@pytest.mark.timeout(600)
def test_a_new_representative_comes_the_old_one_goes_and_the_organisation_ends(
    organisation, live, worker, new_page, tmp_path
):
    """Two people of the organisation, an officer, a head, a citizen; the deletion with the keyboard alone."""
    papers, people = Papers(tmp_path), {}
    for key, name, roles in (
        ("ivana", OLD, ()),
        ("lana", NEW, ()),
        ("officer", "Milica Vukotić", ("registry_officer",)),
        ("head", "Vesna Radović", ("registry_head",)),
    ):
        user = account(f"{key}@example.test", name, "cnr", *roles)
        people[key] = Person(new_page(), live.url, "cnr", user)
        people[key].page.context.set_default_timeout(60_000)
    ivana, lana, officer, head = people.values()
    MembershipFactory(user=ivana.user, organisation=organisation)
    for person in people.values():
        person.sign_in()
    asks_for_the_change(ivana, papers)
    deciding.takes(officer, NAME)
    check_page(officer.page)
    officer.reads(OLD, NEW)
    still_acts(ivana)
    deciding.signs(head, NAME)
    acts_no_more(ivana, organisation)
    is_let_in(lana, organisation)
    asks_for_the_end(lana, papers)
    deciding.takes(officer, NAME)
    deciding.signs(head, NAME)
    citizen = Person(new_page(), live.url, "cnr")
    citizen.open(f"/cnr/register/{organisation.number}/")
    citizen.sees("organisation|deleted", "odluka skupštine")
    assert [entry.kind for entry in RegisterEntry.objects.order_by("pk")] == ["change", "deletion"]
    nobody_begins_anew(lana)


def asks_for_the_change(ivana: Person, papers: Papers) -> None:
    """Who leaves, who comes, where codes go from now on; a person written by mistake is taken out again."""
    ivana.menu("Organisation")
    ivana.follow("Changes in the register")
    check_page(ivana.page)
    ivana.tick("change of representative")
    ivana.press("Continue")
    within = ivana.page.locator("#div_id_leaving_representatives")
    within.get_by_label(OLD).check()
    ivana.page.locator("#div_id_leaving_memberships").get_by_label(OLD).check()
    ivana.type({"Day of the change": "2026-11-20", "New e-mail of record (closed)": "lana@example.test"})
    ivana.attach("Decision or minutes on the change", papers("odluka"))
    ivana.attach("Copy of the identity paper of the new representative", papers("lična karta"))
    ivana.attach("Signed application", papers("prijava"))
    check_page(ivana.page)
    ivana.press("Save")
    for name, number in (("Pogrešna Osoba", NUMBERS[2]), (NEW, NUMBERS[1])):
        ivana.follow("Add a person")
        ivana.fill({"Name": name, "Position": "predsjednica"})
        ivana.type({"Personal number (JMB)": number})
        ivana.tick("Has residence, stay or seat in the state")
        ivana.press("Save")
    check_page(ivana.page)
    wrong = ivana.page.locator("main .listing li").filter(has_text="Pogrešna Osoba")
    ivana.click(wrong.get_by_role("button"))
    expect(ivana.page.locator("main")).not_to_contain_text("Pogrešna Osoba")
    ivana.reads("odluka.pdf", NEW)
    ivana.press("File it")
    expect(ivana.page.locator("main").get_by_role("link", name=ivana.words("Add a person"))).to_have_count(0)


def still_acts(ivana: Person) -> None:
    """Until the decision nothing changes."""
    ivana.menu("Organisation")
    ivana.sees(NAME)


def acts_no_more(ivana: Person, organisation: Organisation) -> None:
    """The same day, in the open window: no page of the organisation answers, and its letters neither."""
    ivana.page.reload()
    ivana.sees("Act for an organisation")
    ivana.open("/portal/organisation/changes/")
    assert ivana.page.url.endswith("/portal/organisation/claim/")
    answer = ivana.page.request.get(
        f"{ivana.url}/portal/organisation/letters/{organisation.filings.get().letters.get().pk}/"
    )
    assert answer.status == 404


def is_let_in(lana: Person, organisation: Organisation) -> None:
    """By a code to the new e-mail of record; a wrong digit is told."""
    lana.open("/portal/")
    lana.type({"Register number, PIB or name": organisation.number})
    lana.push("Search")
    lana.follow(NAME)
    lana.press("Send the code")
    code = Email.objects.filter(to="lana@example.test").latest("pk").message.split("kod: ")[1][:9]
    lana.type({"Code": "00000000"})
    lana.push("Confirm")
    lana.told_no("The code is not right. Check the digits in the e-mail.")
    lana.type({"Code": code})
    lana.press("Confirm")
    lana.sees(NAME)
    current = NgoMembership.objects.filter(ended_at__isnull=True).values_list("user__full_name", "role")
    assert list(current) == [(NEW, "owner")]


def asks_for_the_end(lana: Person, papers: Papers) -> None:
    """Keyboard alone: without a recipient of the assets the page says what Art. 40 asks; then it is filed."""
    lana.open("/portal/organisation/")
    keys.link(lana, "Changes in the register")
    keys.button(lana, "Ask for the deletion")
    keys.choose(lana, "Ground of deletion", "own decision of the organisation")
    keys.write(lana, "Reason of deletion", "odluka skupštine")
    keys.choose(lana, "Who receives the assets", "assets|another non-governmental organisation")
    keys.attach(lana, "Act on which the deletion rests", papers("odluka o prestanku"))
    keys.button(lana, "Save")
    lana.sees("The assets go where the law allows", "čl. 40")
    check_page(lana.page)
    keys.link(lana, "Write the ground and enclose the act")
    keys.choose(lana, "Who receives the assets", "assets|the municipality of the seat")
    lana.attach("Signed application", papers("prijava za brisanje"))
    keys.button(lana, "Save")
    expect(lana.page.locator("main")).not_to_contain_text(lana.words("The assets go where the law allows"))
    lana.reads("odluka o prestanku.pdf")
    keys.button(lana, "File it")
    lana.sees("filing|filed")


def nobody_begins_anew(lana: Person) -> None:
    """A deleted organisation offers neither a change nor a second deletion."""
    lana.open("/portal/organisation/changes/")
    expect(lana.page.get_by_role("button", name=lana.words("Ask for the deletion"))).to_have_count(0)
