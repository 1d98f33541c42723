"""A filing is refused on its merits by a second person; the applicant complains on a telephone; the entry is made."""

import pytest
from playwright.sync_api import expect

from ngo_registry.models import Letter, Organisation, RegisterEntry, RegisterFiling
from office.scripts import to_cyrillic
from tests.browser.axe import check_page
from tests.browser.steps import deciding
from tests.browser.steps.papers import Papers, text_of
from tests.browser.steps.people import Person, account
from tests.factories.online import online_draft

pytestmark = pytest.mark.browser
NAME = to_cyrillic("Udruženje „Tihi dom“")
WHY = "Ciljevi nijesu dopušteni."
AGAINST = "Ciljevi su dopušteni, prilažemo mišljenje."
PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.mark.timeout(600)
def test_refused_complained_upheld_entered(live, worker, new_page, tmp_path):
    """Cyrillic; the applicant at 360 pixels, the officer, and a head who is another person."""
    people = {}
    for key, name, roles, window in (
        ("ana", "Ana Perović", (), PHONE),
        ("officer", "Milica Vukotić", ("registry_officer", "registry_head"), {}),
        ("head", "Vesna Radović", ("registry_head",), {}),
    ):
        user = account(f"{key}@example.test", name, "cnr-cyrl", *roles)
        people[key] = Person(new_page(**window), live.url, "cnr-cyrl", user)
        people[key].page.context.set_default_timeout(60_000)
        people[key].sign_in()
    ana, officer, head = people["ana"], people["officer"], people["head"]
    online_draft(ana.user, name=NAME)
    sends(ana)
    deciding.takes(officer, NAME)
    officer.sees("A refusal is signed by a second person: you worked on this filing yourself.")
    deciding.refuses(head, NAME, WHY)
    assert RegisterFiling.objects.get().decided_by == head.user
    complains(ana, Papers(tmp_path))
    deciding.opens(head, NAME)
    head.sees("You signed the act this complaint is against: hand the filing over to another head.")
    deciding.opens(officer, NAME)
    deciding.step_with_reason(officer, "Uphold the complaint: decide anew", "Mišljenje uvažava ciljeve.")
    assert deciding.signs(head, NAME).startswith("O-")
    is_entered(ana)


def by_phone(person: Person, title: str) -> None:
    """Choose in the menu of a small window."""
    person.page.locator(".menu-phone summary").first.click()
    name = person.words(title)
    person.click(person.page.locator(".menu-phone").get_by_role("link", name=name, exact=True).first)


def sends(ana: Person) -> None:
    """Everything is written; it is read once more and sent."""
    by_phone(ana, "My filings")
    ana.follow(NAME)
    check_page(ana.page)
    ana.follow("Check the answers")
    check_page(ana.page)
    ana.press("Send the filing")
    ana.sees("Filing sent")


def complains(ana: Person, papers: Papers) -> None:
    """The act is read only after its receipt; the complaint is filed from the same page."""
    by_phone(ana, "My filings")
    ana.follow(NAME)
    expect(ana.page.locator("main")).not_to_contain_text(ana.own(WHY))
    expect(ana.page.locator("main")).not_to_contain_text(ana.words("File a complaint"))
    deciding.opens_the_letter(ana)
    ana.sees(WHY)
    check_page(ana.page)
    act = text_of(ana.get(ana.page.locator(".files a").first.get_attribute("href")))
    assert WHY in act  # the act is in the language of the office
    assert RegisterFiling.objects.get().decision_number in act
    ana.follow("File a complaint")
    check_page(ana.page)
    ana.push("File the complaint")
    ana.told_no("This field is required.")
    ana.fill({"What you contest and why": AGAINST})
    ana.attach("Enclosure", papers(ana.own("mišljenje")))
    ana.press("File the complaint")
    ana.sees(AGAINST)
    check_page(ana.page)
    ana.follow(NAME, within="nav.crumbs")
    ana.sees("appeal filed")


def is_entered(ana: Person) -> None:
    """Both letters are opened; the organisation is entered once, under one number, with one line in the book."""
    by_phone(ana, "My filings")
    ana.follow(NAME)
    for _letter in range(Letter.objects.filter(served_on__isnull=True).count()):
        deciding.opens_the_letter(ana)
    assert NAME in text_of(ana.paper("Extract from the register"))
    assert [entry.kind for entry in RegisterEntry.objects.all()] == ["entry"]
    assert Organisation.objects.get().number.endswith("-0001")
    acts = [*Letter.objects.values_list("number", flat=True)]
    assert len(acts) == len(set(acts)) == 3  # refusal, decision on the complaint, entry
    ana.follow("My organisation")
    ana.sees(NAME)
