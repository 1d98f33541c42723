"""Step 2: the Government decides on areas, bodies and sums."""

from django.utils import timezone
from django.utils.text import capfirst

from tests.browser.steps.people import Person

BUDGET = "100.000.000,00"
AREA = "zaštita životne sredine"


def officer_drafts_the_decision(officer: Person, year: int, body: str) -> None:
    """One row of 40,000 of a budget of 100 million: below 0.3, 0.1 and 0.1 %, which warns and stops nobody."""
    officer.menu("Priorities")
    officer.follow("Begin a year")
    officer.type({"Budget year": year})
    officer.fill({"Current budget of the year": "sto miliona"})
    officer.push("Save")
    officer.told_no("Current budget of the year")  # a letter where a sum belongs
    officer.type({"Current budget of the year": BUDGET})
    officer.press("Save")
    for kind, amount in (("priority", "40.000,00"), ("disability", "100.000"), ("eu", "25000")):
        officer.follow("Add a row")
        officer.choose("Body", body)
        officer.choose("Area of public interest", AREA)
        officer.field("Kind").select_option(kind)
        officer.type({"Amount": amount})
        officer.press("Save")
    for kind, percent, missing in (
        ("priority areas", "0.3", "260000"),
        ("co-financing of EU projects", "0.1", "75000"),
    ):
        officer.sees(
            "%(kind)s: below %(percent)s %% of the current budget by %(missing)s. "
            "This warns and does not stop the decision.",
            kind=capfirst(officer.words(kind)),
            percent=officer.number(percent),
            missing=officer.money(missing),
        )
    assert officer.cell("protection of persons with disability", 5) == officer.words("reached")
    officer.press("Propose to the Government")
    officer.sees("The adoption is entered by the head of the office.")


def head_enters_the_adoption(head: Person, year: int) -> None:
    """The Government has adopted it; the decision is public with its sums."""
    head.menu("Priorities")
    head.follow(str(year))
    head.follow("Enter the adoption")
    head.type({"Decision number": "07-1/26", "Date of the decision": timezone.localdate()})
    head.press("Save")
    head.follow("Publish")
    head.type({"Official gazette": "12/26"})
    head.press("Save")
    head.sees("The decision is published; it is not changed any more.")


def citizen_reads_the_decision(citizen: Person, year: int) -> None:
    """The public page: number, gazette, every sum."""
    citizen.open(f"{citizen.prefix}/")
    citizen.menu("Public calls")
    citizen.follow("Priority areas and sums for %(year)s", year=year)
    assert citizen.fact("Sum of all rows") == citizen.money(165000)
    assert citizen.cell("co-financing of EU projects", 3) == citizen.money(25000)
