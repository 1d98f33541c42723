"""Step 3, the call: drafted under an item of the decision, checked, published, seen by everybody."""

import datetime
import re

from office.money import NO_BREAK
from tests.browser.steps.papers import text_of
from tests.browser.steps.people import Person

TITLE = "Čiste rijeke"
AREA = "zaštita životne sredine"
TOTAL, LEAST, GREATEST = 13000, 1000, 10000
PAPER = "Statut"


def president_drafts_the_call(president: Person, commission: str, year: int) -> None:
    """Under the item of the Government's decision; the sum is limited by it."""
    president.menu("Public calls")
    president.follow("Draft a call")
    president.choose("Commission", commission)
    president.push("Continue")
    president.push("Continue")  # from an empty draft
    president.fill({"Title": TITLE})
    parts = (
        str(year),
        president.words(AREA),
        president.words("priority areas"),
        president.money(40000).replace(" ", NO_BREAK),
    )
    president.choose("Item of the decision on priority areas", " · ".join(parts))
    president.tick(AREA)
    president.type({"Total amount": "50000"})
    president.type({"Least amount for a project": "1.000,00", "Greatest amount for a project": GREATEST})
    president.press("Save the draft")
    president.sees(
        "With this call the calls under this item of the decision exceed its amount by %(sum)s.",
        sum=president.money(10000),
    )
    president.follow("Change money and limits")
    president.type({"Total amount": "13.000,00"})
    president.press("Save")


def president_writes_the_texts(president: Person) -> None:
    """What the call is for, and which paper belongs to an application."""
    president.follow("Change the texts")
    president.fill({"Goals": "Čistije rijeke i jezera.", "Eligible activities": "Čišćenje obala."})
    president.fill({"Contact": "Danilo Ćetković, 020 123 456"})
    president.press("Save")
    president.follow("Add a document")
    president.fill({"Document": PAPER})
    president.press("Save")


def president_publishes_the_call(president: Person, number: str) -> None:
    """Thirty days and not one less; a number, a frozen rulebook."""
    president.follow("Publish the call")
    first = president.page.locator("input[type=date]").input_value()
    day_before = datetime.date.fromisoformat(first) - datetime.timedelta(days=1)
    president.type({"Deadline for applications": day_before})
    president.push("Publish the call")
    assert president.page.locator(".error-summary").count() == 1
    president.type({"Deadline for applications": first})
    president.press("Publish the call")
    president.sees("Work on the applications")
    president.reads(number)


def citizen_sees_the_call(citizen: Person, body: str, number: str) -> None:
    """Sums, points of the rulebook, deadline; the text as a document of the worker; the deadline in a calendar."""
    citizen.open(f"{citizen.prefix}/")
    citizen.menu("Public calls")
    citizen.follow(TITLE)
    citizen.refresh()
    citizen.sees(body, "open")
    assert (citizen.fact("Number"), citizen.fact("Total amount")) == (number, citizen.money(TOTAL))
    points = citizen.page.locator("main tbody tr:has(progress) td.num").all_inner_texts()
    assert points == ["35", "30", "30", "5"]
    file = citizen.paper("Deadline for your calendar (.ics)").decode()
    assert re.search(r"^DTSTART:\d{8}T2[12]5959Z\r?$", file, re.M), file  # 23:59:59 here
    text = text_of(citizen.paper("Text of the call"))
    assert number in text and "13.000,00" in text
