"""Step 4: NGOs apply."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.steps.papers import Papers, text_of
from tests.browser.steps.people import Person

LINES = "activities", "budget"


@dataclass(frozen=True)
class Project:
    """What an NGO asks for."""

    title: str
    sum: int
    price: str


def ngo_begins(ngo: Person, call: str) -> None:
    """From the page “What to do” to an empty draft that cannot be submitted yet."""
    ngo.menu("What to do")
    ngo.follow(call)
    ngo.press("Begin the application")
    ngo.sees("You can submit when all parts are completed.")


def ngo_fills_texts(ngo: Person, project: Project) -> None:
    """Contact, project, activities."""
    start = timezone.localdate() + datetime.timedelta(days=120)
    ngo.follow("Organisation")
    ngo.fill({"Contact person": ngo.user.full_name})
    ngo.type({"E-mail of the contact person": ngo.user.email})
    ngo.press("Save and continue")
    ngo.fill({"Title": project.title, "Summary": "Čistimo obalu.", "Problem": "Obala je zagađena."})
    ngo.fill({"Goals": "Čista obala.", "Expected results": "Deset kilometara čiste obale."})
    ngo.fill({"Target groups and users": "Stanovnici opštine."})
    ngo.type({"Start": start, "End": start + datetime.timedelta(days=180)})
    ngo.press("Save and continue")
    ngo.follow("Add an activity")
    ngo.fill({"Activity": "Akcija čišćenja"})
    ngo.type({"From month": 1, "Until month": 3})
    ngo.press("Save")


def ngo_fills_budget(ngo: Person, project: Project) -> None:
    """A sum with letters is refused at its field; then the lines make what is asked."""
    ngo.follow("Budget")
    ngo.follow("Add a cost")
    ngo.field("Group").select_option("services")
    ngo.fill({"Description": "Prevoz otpada", "Unit": "tura", "Price of one unit": "mnogo"})
    ngo.type({"Quantity": "10"})
    ngo.push("Save")
    ngo.told_no("Price of one unit")
    ngo.type({"Price of one unit": project.price})
    ngo.press("Save")
    assert ngo.fact("You ask for").startswith(ngo.money(project.sum))


def ngo_attaches_and_declares(ngo: Person, papers: Papers, paper: str) -> None:
    """The paper of the call, every declaration."""
    ngo_attaches(ngo, papers, paper, "statut")
    ngo.follow("Declarations")
    for box in ngo.page.locator("main form input[type=checkbox]").all():
        box.check()
    ngo.press("Save and go back")


def ngo_attaches(ngo: Person, papers: Papers, paper: str, name: str) -> None:
    """A file for this paper of the call."""
    ngo.follow("Documents")
    place = ngo.page.get_by_role("region", name=ngo.words(paper))
    place.locator("input[type=file]").set_input_files(papers(name))
    ngo.click(place.get_by_role("button", name=ngo.words("Attach")))
    expect(place.get_by_role("link", name=f"{name}.pdf", exact=True)).to_be_visible()


def ngo_submits(ngo: Person, project: Project) -> str:
    """Everything is read once more; the number stands on the receipt that the worker draws."""
    ngo.sees("All parts are completed. Read everything once more before it goes out.")
    ngo.follow("Check the answers")
    ngo.sees(project.title, "Akcija čišćenja")
    ngo.reads(ngo.money(project.sum))
    ngo.press("Submit the application")
    ngo.sees("Application submitted")
    number = ngo.page.locator(".confirmation .number").inner_text()
    receipt = text_of(ngo.paper("Receipt"))
    assert number in receipt and ngo.own(project.title) in receipt, receipt
    return number


def ngo_may_not_apply_twice(ngo: Person, call: str) -> None:
    """One application to this call: the page says so and offers no second one."""
    ngo.open(ngo.page.url.replace(ngo.url, "") if "begin" in ngo.page.url else "/portal/")
    expect(ngo.page.get_by_role("link", name=ngo.words(call))).to_have_count(0)
