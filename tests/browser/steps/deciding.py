"""The register decides, in the browser: who takes, refuses, serves, upholds, signs."""

from playwright.sync_api import expect

from tests.browser.axe import check_page
from tests.browser.steps.people import Person


def opens(person: Person, name: str) -> None:
    """From the menu to one filing."""
    person.menu("Register")
    person.follow("Filings")
    person.follow(name)


def takes(officer: Person, name: str) -> None:
    """An officer takes the filing into process."""
    opens(officer, name)
    officer.press("Take into process")


def step_with_reason(person: Person, title: str, reason: str) -> None:
    """A step that asks for a reason: its own folded box, its own button."""
    offer = person.page.locator(".offer").filter(
        has=person.page.locator("button", has_text=person.words(title))
    )
    person.unfolded(offer.locator("textarea")).fill(person.own(reason))
    person.click(offer.get_by_role("button"))
    expect(person.page.locator(".messages .notice-bad")).to_have_count(0)


def refuses(head: Person, name: str, reason: str) -> None:
    """On the merits, with reasons."""
    opens(head, name)
    head.follow("Refuse")
    head.fill({"Reasons as a whole": reason})
    head.page.locator("#others summary").click()
    head.page.locator("[name=reason_goals]").fill(head.own(reason))
    check_page(head.page)
    head.press("Sign the refusal")
    head.sees("Signed. The act is being drawn.")


def signs(head: Person, name: str) -> str:
    """The entry, the change or the deletion is signed; the number of the act."""
    opens(head, name)
    head.press("Sign the decision")
    return head.fact("Decision").split(",")[0]


def opens_the_letter(person: Person) -> None:
    """The letter that waits is opened: it is received on this day."""
    person.click(person.page.locator(".notice-warn form button").first)
