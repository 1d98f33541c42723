"""Step 9: the Council has its page: president, members with their seats and mandate, a session with conclusions."""

import datetime

from django.utils import timezone

from tests.browser.steps.people import Person

NAME = "Savjet za saradnju državnih organa i NVO"
BODIES = "\n".join(f"Ministarstvo broj {order}" for order in range(1, 7))
POINT = "Izvještaj o finansiranju NVO"
CONCLUSION = "Savjet podržava raspodjelu po javnim konkursima."


def officer_enters_the_council(officer: Person) -> None:
    """The composition with its seats: a president, six of state bodies, six of NGOs by areas of the rulebook."""
    month_ago = timezone.localdate() - datetime.timedelta(days=30)
    officer.menu("Council")
    officer.follow("New composition")
    officer.fill({"Name": NAME, "Seat of the president": "ministar javne uprave"})
    officer.type({"Number of the act": "07-2", "Date of the act": month_ago, "Mandate from": month_ago})
    officer.fill({"Seats of state bodies": BODIES})
    officer.press("Save")
    officer.sees("%(held)s of %(all)s seats held", held=0, all=13)


def officer_appoints(officer: Person, seat: str, name: str, number: str = "") -> None:
    """Who holds this seat, proposed by which NGO."""
    month_ago = timezone.localdate() - datetime.timedelta(days=30)
    officer.menu("Council")
    row = officer.page.locator("tr").filter(has=officer.page.locator("th", has_text=officer.own(seat)))
    officer.click(row.get_by_role("link"))
    officer.fill({"Name and surname": name})
    officer.type({"Number of the act": "07-3", "From": month_ago, "Proposed by": number})
    officer.press("Save")


def officer_holds_a_session(officer: Person) -> None:
    """Called with its agenda, held with a quorum, one conclusion, minutes adopted."""
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    officer.menu("Council")
    officer.follow("Call a session")
    officer.type({"Date and hour": f"{yesterday}T10:00"})
    officer.fill({"Place of the session": "Podgorica"})
    officer.press("Save")
    officer.fill({"Point of the agenda": POINT})
    officer.press("Add")
    officer.page.locator("summary", has_text=officer.words("Enter that it was held")).click()
    for box in officer.page.locator("input[name=present]").all():
        box.check()
    officer.press("Enter that it was held")
    officer.page.locator("summary", has_text=officer.words("Add a conclusion")).click()
    officer.fill({"Conclusion": CONCLUSION, "Carrier": "Ministarstvo javne uprave"})
    officer.press("Add")


def officer_adopts_the_minutes(officer: Person) -> None:
    """Minutes, then their adoption."""
    officer.fill({"Minutes": "Sjednica je održana uz kvorum."})
    officer.press("Save")
    officer.page.locator("summary", has_text=officer.words("Minutes adopted")).click()
    officer.press("Minutes adopted")


def citizen_reads_the_council(citizen: Person, members: list[str], ngo: str) -> None:
    """Members with their seats, who proposed them, the session with its agenda and conclusions."""
    citizen.open(f"{citizen.prefix}/")
    citizen.menu("Council")
    citizen.sees(NAME, ngo, *members)
    citizen.click(citizen.page.locator("#sessions + .listing h3 a"))
    citizen.sees(POINT, CONCLUSION)
