"""Step 6: the office's list of evaluators, two of them picked, statements, points with reasons, locked sheets."""

from decimal import Decimal

from office.scripts import to_latin
from tests.browser.steps.papers import text_of
from tests.browser.steps.people import PASSWORD, Person

REASON = "Ciljevi su jasni i mjerljivi."


def officer_makes_the_list(officer: Person, evaluators: list[Person]) -> None:
    """Each person is entered with the six statements, put on the numbered list of the year, and it is adopted."""
    for person in evaluators:
        officer.menu("Evaluators")
        officer.follow("Enter a person")
        officer.type({"E-mail": person.user.email})
        officer.type({"Experience in managing projects, years": 7})
        officer.fill({"Experience in evaluating projects": "Pet konkursa za NVO."})
        for box in officer.page.locator("input[name=statements]").all():
            box.check()
        officer.press("Enter the person")
    officer.menu("Evaluators")
    officer.follow("Begin a version of the list")
    officer.fill({"Why this version is made": "Javni poziv za procjenjivače."})
    officer.press("Begin")
    for person in evaluators:
        officer.choose("Person", person.user.full_name)
        officer.press("Put on the list")
    officer.press("Adopt the list")


def president_picks_two(president: Person, call: str, evaluators: list[Person]) -> None:
    """Both score every complete application."""
    president.menu("Public calls")
    president.follow(call)
    president.follow("Evaluation")
    for label, person in zip(("First evaluator", "Second evaluator"), evaluators, strict=True):
        president.choose(label, person.user.full_name)
    president.press("Assign")


def evaluator_states_no_conflict(evaluator: Person, number: str) -> None:
    """Before the statement only the header is shown."""
    evaluator.open("/evaluation/")
    evaluator.click(evaluator.page.locator("tr").filter(has_text=number).locator("td a"))
    assert evaluator.page.locator("main").get_by_text(evaluator.own("Obala je zagađena.")).count() == 0
    evaluator.tick("I have no conflict of interest with this applicant or this project.")
    evaluator.press("Give the statement")
    evaluator.sees("Obala je zagađena.")


def evaluator_scores(evaluator: Person, total: int, other: Person) -> None:
    """Points and a reason for every sub-criterion; the other's sheet is nowhere to be seen."""
    assert other.user.full_name not in evaluator.page.content()
    left = total
    lines = evaluator.page.locator(".work-line").all()
    most = [int(line.locator("input").get_attribute("max")) for line in lines]
    assert sum(most) == 100
    for line, limit in zip(lines, most, strict=True):
        points, left = min(left, limit), left - min(left, limit)
        line.locator("input").fill(str(points))
        line.locator("textarea").fill(evaluator.own(REASON))
    evaluator.press("Save and lock …")
    evaluator.type({"Your password": PASSWORD})
    evaluator.tick("I scored this application alone, by the criteria of the call.")
    evaluator.press("Lock the sheet")
    assert Decimal(evaluator.fact("Total").replace(",", ".")) == total
    text = to_latin(text_of(evaluator.paper("Score sheet")))  # an act of the office, in its first script
    assert REASON in text and f"{total}" in text
