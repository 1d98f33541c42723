"""Step 3, first half: NGOs propose who sits on the commission for them, and the most proposed one is appointed."""

import re

from tests.browser.steps.papers import Papers, text_of
from tests.browser.steps.people import Person

TITLE = "Predstavnik NVO u komisiji za životnu sredinu"
SEAT = "član komisije"


def ministry_calls_for_nominations(ministry: Person, body: str) -> str:
    """A public call under the rulebook: ten days; gives its number."""
    ministry.menu("Nominations")
    ministry.follow("nominations|New call")
    ministry.choose("Body", body)
    ministry.field("For").select_option("commission")
    ministry.fill({"Title": TITLE, "Places to be filled": SEAT})
    ministry.fill({"Field in which experience is asked": "zaštita životne sredine"})
    ministry.press("Save the draft")
    ministry.press("nominations|Publish the call")
    return ministry.fact("Number")


def ngo_proposes(ngo: Person, papers: Papers, candidate: str) -> str:
    """The NGO fills its proposal, attaches a paper, hands it in; gives the number of the receipt."""
    ngo.menu("Nominations")
    ngo.follow(TITLE)
    ngo.click(ngo.page.get_by_role("button", name=ngo.words("Propose a candidate")))
    ngo.type({"Name and surname of the candidate": candidate})
    ngo.push("Save and check")
    ngo.sees("Before you can hand in")
    ngo.follow("Complete the draft")
    ngo.fill({"Experience of the candidate in the field": "Deset godina rada na zaštiti rijeka."})
    ngo.fill({"What the organisation did in the field in the last years": "Istraživanje o vodama."})
    for box in ngo.page.locator("main form input[type=checkbox]").all():
        box.check()
    ngo.press("Save the draft")
    ngo.choose("What it is", "curriculum vitae of the candidate")
    ngo.attach("File", papers("biografija"))
    ngo.press("Attach the paper")
    ngo.press("Save and check")
    ngo.press("Hand in the proposal")
    return ngo.fact("Receipt number")


def ministry_counts_and_appoints(ministry: Person, candidate: str, numbers: list[str]) -> None:
    """Each proposal is checked; spelled in either script it is one person; the list, then the appointment."""
    for number in numbers:
        ministry.menu("Nominations")
        ministry.follow(TITLE)
        ministry.click(ministry.page.get_by_role("link", name=number))
        fulfilled = re.compile(f"^{ministry.words('fulfilled')}$")
        for choice in ministry.page.get_by_label(fulfilled).all():
            choice.check()
        ministry.press("Write the check")
    assert ministry.cell(candidate, 1) == str(len(numbers))
    ministry.press("Publish the list")
    ministry.follow("Enter the appointment")
    ministry.press("Enter the appointment")
    ministry.sees("This file is closed.")


def citizen_reads_the_list(citizen: Person, candidate: str, ngos: list[str]) -> None:
    """Who was proposed by whom, counted; the list as a document of the worker."""
    citizen.open(f"{citizen.prefix}/")
    citizen.menu("Participation")
    citizen.follow(TITLE)
    citizen.sees(candidate, *ngos)
    text = text_of(citizen.paper("The list as a document"))
    assert candidate in text and [name for name in ngos if name in text] == ngos
