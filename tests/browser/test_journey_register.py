"""An association is founded online in Chromium: from nothing to the extract, an incomplete filing completed."""

import os
from pathlib import Path

import pytest
from django.utils.translation import override

from ngo_registry.models import NgoMembership, RegisterFiling
from office.scripts import to_cyrillic
from tests.browser.axe import check_page
from tests.browser.steps.papers import Papers, text_of
from tests.browser.steps.people import Person, account
from tests.browser.steps.register import AREA, NUMBERS
from tests.factories.registry import OrganisationFactory

pytestmark = pytest.mark.browser
NAME = "Udruženje „Plava laguna“"
FOUNDERS = ("Ivana Perović", "Marko Ilić", "Jelena Babić")
GOALS = ("Zaštita mora", "Obrazovanje mladih")
SIGNED = ("Signed application", "Founding act", "Minutes of the founding assembly", "Statute")


def looked_at(person: Person, name: str) -> None:
    """The page has no fault of accessibility and nothing sideways; a picture where one is asked for."""
    check_page(person.page)
    if folder := os.environ.get("SARADNJA_PICTURES"):
        for width in (1280, 360):
            person.page.set_viewport_size({"width": width, "height": 900})
            person.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        person.page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.timeout(900)
def test_from_nothing_to_the_extract(live, worker, new_page, tmp_path):
    """The applicant writes and sends, the officer asks for completion, the head signs, the applicant is owner."""
    papers = Papers(tmp_path)
    people = {}
    for key, name, roles in (
        ("ana", "Ana Perović", ()),
        ("officer", "Milica Vukotić", ("registry_officer",)),
        ("head", "Vesna Radović", ("registry_head",)),
    ):
        user = account(f"{key}@example.test", name, "cnr", *roles)
        people[key] = Person(new_page(), live.url, "cnr", user)
        people[key].sign_in()
    OrganisationFactory(name=to_cyrillic("Udruženje Plava Zvijezda"))
    ana = people["ana"]
    ana.page.context.set_default_timeout(60_000)  # the first paper of a fresh server loads its fonts
    begins(ana)
    writes_the_parts(ana)
    signs_and_sends(ana, papers)
    officer_asks_for_completion(people["officer"])
    completes(ana, papers)
    head_signs(people["head"])
    takes_the_extract(ana)


def begins(ana: Person) -> None:
    """A person without an organisation finds the way."""
    ana.open("/portal/organisation/claim/")
    ana.follow("Found a new organisation")
    looked_at(ana, "new")
    ana.tick("association")
    ana.press("Begin")
    looked_at(ana, "tasks-empty")


def writes_the_parts(ana: Person) -> None:
    """Name with its live check, goals once, founders, representative, founding, statute."""
    ana.follow("Name and seat")
    name = ana.field("Name")
    name.press_sequentially("udruzenje PLAVA-zvijezda")
    ana.page.locator("#name-answer .notice-bad").wait_for()
    ana.fill({"Name": NAME, "Address of the seat": "Obala 1"})
    ana.page.locator("#name-answer .notice-good").wait_for()
    looked_at(ana, "name")
    ana.choose("Municipality of the seat", "Tivat")
    ana.tick("name of a person|no")  # the name holds the name of no person
    ana.press("Save and continue")
    ana.fill({"Goals": "\n".join(GOALS), "Activities": "Akcije čišćenja\nRadionice"})
    ana.tick(AREA)
    ana.press("Save and continue")
    for founder, number in zip(FOUNDERS, NUMBERS, strict=True):
        ana.follow("Add")
        ana.fill({"Name": founder, "Address of residence": "Njegoševa 7"})
        ana.type({"Personal number (JMB)": number})
        ana.tick("Has residence, stay or seat in the state")
        ana.press("Save")
    looked_at(ana, "founders")
    ana.follow("Continue")
    ana.follow("Continue")
    ana.follow("Add")
    ana.fill({"Name": FOUNDERS[0], "Position": "predsjednica", "Address of residence": "Njegoševa 7"})
    ana.type({"Personal number (JMB)": NUMBERS[0][:-1] + "9"})
    ana.tick("Has residence, stay or seat in the state")
    ana.push("Save")
    ana.told_no("The check digit of the personal number is wrong: one of the digits is mistyped.")
    looked_at(ana, "person-wrong")
    ana.type({"Personal number (JMB)": NUMBERS[0]})
    ana.press("Save")
    ana.follow("Continue")
    ana.type({"Day of founding": "2026-10-01"})
    ana.fill({"Place of the founding": "Tivat", "Who chaired the founding assembly": FOUNDERS[1]})
    ana.fill({"Who took the minutes": FOUNDERS[2]})
    ana.press("Save and continue")
    ana.fill({"Function of the representative": "predsjednica", "Who may become a member": "svako"})
    ana.fill({"How the public learns of the work": "Na sajtu.", "Text of the seal": "okrugli, sa nazivom"})
    ana.fill({"Name of that organisation or institution": "Opština Tivat"})
    looked_at(ana, "statute")
    ana.press("Save and go back")


def printed(ana: Person, title: str) -> bytes:
    """A paper the portal makes."""
    name = ana.words(title)
    return ana.download(ana.page.locator("main .files").get_by_role("link", name=name, exact=True).click)


def signs_and_sends(ana: Person, papers: Papers) -> None:
    """The portal makes the papers; what is missing is told; the number comes at once, the receipt by the worker."""
    ana.follow("Papers to sign and enclose")
    acts = [text_of(printed(ana, title)) for title in ("Founding act", "Statute")]
    for goal in GOALS:
        assert all(goal in act for act in acts)
    assert (NUMBERS[1] in acts[0], NUMBERS[1] in acts[1]) == (True, False)
    ana.follow("My filings", within="nav.crumbs")
    ana.follow(NAME)
    ana.follow("Read all answers")
    ana.sees("Before you can send the filing")
    looked_at(ana, "check-missing")
    ana.follow("Enclosed: %(paper)s", within=".error-summary", paper=ana.words("statute"))
    for title in (*SIGNED, "Copies of identity papers of the founders"):
        ana.attach(title, papers(ana.own("potpisano")))
    ana.press("Upload")
    looked_at(ana, "documents")
    ana.press("Save and go back")
    looked_at(ana, "tasks-full")
    ana.follow("Check the answers")
    looked_at(ana, "check")
    ana.press("Send the filing")
    ana.sees("Filing sent")
    looked_at(ana, "sent")
    assert RegisterFiling.objects.get().case_number in text_of(ana.paper("Receipt"))


def officer_asks_for_completion(officer: Person) -> None:
    """The officer sees the filing with its way and asks for what a machine cannot see."""
    officer.menu("Register")
    officer.follow("Filings")
    officer.follow(NAME)
    officer.sees("filing|online")
    officer.press("Take into process")
    officer.follow("Ask for completion")
    officer.page.locator("main textarea").first.fill("Statut nije potpisan.")
    officer.click(officer.page.locator("main form button.btn-primary").first)


def completes(ana: Person, papers: Papers) -> None:
    """The letter is opened, the paper replaced, the filing sent again."""
    ana.menu("My filings")
    ana.follow(NAME)
    looked_at(ana, "letter")
    ana.click(ana.page.locator(".notice-warn form button").first)
    ana.sees("Statut nije potpisan.")
    looked_at(ana, "completion")
    ana.follow("Papers to sign and enclose")
    ana.attach("Statute", papers(ana.own("potpisan statut")))
    ana.press("Save and go back")
    ana.follow("Check the answers")
    ana.press("Send the completed filing")
    with override("en"):
        assert RegisterFiling.objects.get().state == "in_process"


def head_signs(head: Person) -> None:
    """The entry is signed."""
    head.menu("Register")
    head.follow("Filings")
    head.follow(NAME)
    head.press("Sign the decision")
    head.sees("Decision")


def takes_the_extract(ana: Person) -> None:
    """The decision is opened, the extract downloaded; the applicant acts for the organisation."""
    ana.menu("My filings")
    ana.follow(NAME)
    ana.click(ana.page.locator(".notice-warn form button").first)
    extract = text_of(ana.paper("Extract from the register"))
    assert NAME in extract
    assert [number for number in NUMBERS if number in extract] == []
    looked_at(ana, "entered")
    assert NgoMembership.objects.get(user=ana.user).role == "owner"
    ana.menu("Organisation")
    ana.sees(NAME)
    ana.follow("People and roles")
    looked_at(ana, "people")
    ana.follow("Invite a colleague")
    ana.type({"E-mail of the colleague": "kolega@example.test"})
    ana.press("Send the invitation")
    ana.reads("kolega@example.test")
    looked_at(ana, "invited")
