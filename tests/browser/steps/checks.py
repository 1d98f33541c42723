"""Step 5: the formal check, with its one completion, and the published list."""

from playwright.sync_api import expect

from tests.browser.steps.applications import ngo_attaches
from tests.browser.steps.papers import Papers
from tests.browser.steps.people import Person

READABLE = "The documents are the ones the call asks for, readable and valid."


def opens(member: Person, number: str) -> None:
    """The file of an application."""
    member.menu("Applications")
    member.click(member.page.get_by_role("link", name=number))


def answers(member: Person, number: str, *, answer: str = "yes", of: str = "") -> None:
    """Every condition answered yes, or the one with these words answered otherwise with a note."""
    opens(member, number)
    member.follow("Formal check")
    if member.page.get_by_role("button", name=member.words("Begin the check")).count():
        member.press("Begin the check")
    for item in member.page.locator("li.check-item").all():
        item.locator("input[value=yes]").check()
    if of:
        item = member.page.locator("li.check-item").filter(has_text=member.words(of))
        item.locator(f"input[value={answer}]").check()
        item.locator("summary").click()
        item.locator("textarea").fill(member.own("Statut nije čitak."))
    member.press("Save the answers")


def official_finds_complete(official: Person, number: str) -> None:
    """Nothing is missing."""
    answers(official, number)
    official.press("The application is complete")


def official_asks_completion(official: Person, number: str) -> None:
    """What is missing is said once, in writing, with its term."""
    answers(official, number, answer="no", of=READABLE)
    official.follow("Ask for completion")
    official.fill({"What is missing": "Priložite čitak statut."})
    official.press("Ask for completion")
    assert official.fact("State") == official.words("to be completed"), official.fact("State")


def ngo_completes(ngo: Person, papers: Papers, title: str, paper: str) -> None:
    """The NGO reads what is asked, attaches the paper anew, hands the completion in."""
    ngo.menu("Applications")
    ngo.follow(title)
    ngo.sees("Priložite čitak statut.")
    ngo_attaches(ngo, papers, paper, "statut-citak")
    ngo.menu("Applications")
    ngo.follow(title)
    ngo.follow("Check the answers")
    ngo.press("Hand in the completion")


def official_publishes_the_list(official: Person, call: str) -> None:
    """Who is complete and who is rejected, on the page of the call."""
    official.menu("Public calls")
    official.follow(call)
    official.press("Publish the list of complete and rejected applications")
    official.sees("list published")


def citizen_reads_the_check(citizen: Person, call: str, complete: int, numbers: list[str]) -> None:
    """The same numbers on the public page."""
    citizen.open(f"{citizen.prefix}/calls/")
    citizen.follow(call)
    citizen.refresh()
    citizen.sees("Complete: %(complete)s, incomplete: %(incomplete)s.", complete=complete, incomplete=0)
    for number in numbers:
        expect(citizen.page.locator("main")).to_contain_text(number)
