"""Steps of a city office: the yearly plan, a commission whose members score, a list on which the body decides."""

import datetime

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.steps import calls
from tests.browser.steps.papers import text_of
from tests.browser.steps.people import Person

PLAN = "Konkurs za programe udruženja mladih"
COMMISSION = "Komisija za programe udruženja"


def absent_from_the_menu(person: Person, *titles: str) -> None:
    """What this office does not do stands in no menu."""
    menu = person.page.locator(".menu-phone").text_content()
    assert [title for title in titles if person.words(title) in menu] == []


def officer_plans(officer: Person, body: str, year: int, area: str, sum: int) -> None:
    """A planned call of the body, then the plan of the year is published."""
    officer.menu("Plan of calls")
    officer.follow("Add a planned call")
    officer.choose("Body", body)
    officer.choose("Area", area)
    officer.type({"Year": year, "Planned to open": timezone.localdate(), "Planned amount": sum})
    officer.fill({"Name of the planned call": PLAN})
    officer.press("Save")
    officer.click(officer.page.locator(".notice form button"))
    officer.sees("published")


def officer_forms_the_commission(officer: Person, body: str, members: list[Person]) -> None:
    """A president and two members; each of them will score."""
    officer.menu("Commissions")
    officer.follow("Form a commission")
    officer.choose("Body", body)
    officer.fill({"Title": COMMISSION})
    officer.press("Save and continue")
    for order, person in enumerate(members):
        officer.follow("Add a member")
        officer.field("Role").select_option("member" if order else "president")
        officer.type({"E-mail": person.user.email})
        officer.press("Seat the member")
    officer.press("Form the commission")


def president_drafts_under_the_plan(president: Person, area: str, total: int) -> None:
    """The call of the plan, with the criteria of the rulebook."""
    president.menu("Public calls")
    president.follow("Draft a call")
    president.choose("Commission", COMMISSION)
    president.push("Continue")
    president.push("Continue")  # from an empty draft
    president.fill({"Title": calls.TITLE})
    president.field("Planned call").select_option(index=1)
    president.tick(area)
    president.type({"Total amount": total, "Least amount for a project": 1000})
    president.type({"Greatest amount for a project": 400_000})
    president.press("Save the draft")


def president_assigns_all(president: Person, call: str, sheets: int) -> None:
    """Every member gets every application."""
    president.menu("Public calls")
    president.follow(call)
    president.follow("Evaluation")
    president.press("Assign")
    expect(president.page.locator("main tbody td .status, main tbody td")).not_to_have_count(0)
    president.reads(f"{sheets}")


def president_lists(president: Person, call: str, finals: dict[str, str]) -> None:
    """The list by the mean of the members' sheets, cut to two decimals; the full sums are chosen."""
    president.menu("Public calls")
    president.follow(call)
    president.follow("Ranking list")
    president.press("Make the ranking list")
    for number, final in finals.items():
        expect(president.row(number)).to_contain_text(president.own(final))
    president.press("Compare the variants")
    president.click(president.page.locator("#variants + .table-scroll tbody tr").first.get_by_role("button"))
    president.press("Confirm the ranking list")
    president.press("Publish the ranking list")


def officer_drafts_and_signs(officer: Person, call: str, given: int) -> None:
    """The body decides: its officer drafts on the commission's list and signs first."""
    officer.menu("Public calls")
    officer.follow(call)
    officer.follow("Decision on allocation")
    officer.press("Draft the decision")
    officer.reads(officer.money(given))
    officer.press("Sign first")


def body_head_signs_and_officer_publishes(head: Person, officer: Person, call: str) -> str:
    """The head of the body signs second; gives the number of the decision."""
    for person, step in ((head, "Sign as the second person"), (officer, "Publish the decision")):
        person.menu("Public calls")
        person.follow(call)
        person.follow("Decision on allocation")
        person.press(step)
    return officer.fact("Number")


def citizen_reads_the_results(
    citizen: Person, call: str, number: str, project: str, sum: int, final: str
) -> None:
    """The decision with points, sum and reason."""
    citizen.open(f"{citizen.prefix}/calls/")
    citizen.follow(call)
    citizen.refresh()
    citizen.reads(number)
    row = (
        citizen.page.locator("#results ~ .table-scroll tbody tr").filter(has_text=citizen.own(project)).first
    )
    expect(row).to_contain_text(final)
    expect(row).to_contain_text(citizen.money(sum))


def officer_contracts_and_pays(officer: Person, project: str, sum: int) -> str:
    """One contract, paid at once as the rulebook says."""
    today = timezone.localdate()
    officer.menu("Contracts")
    officer.follow(project)
    officer.type({"Start of the project": today})
    officer.type({"End of the project": today + datetime.timedelta(days=90)})
    officer.press("Save")
    number = officer.fact("Number")
    assert officer.fact("Amount") == officer.money(sum)
    assert number in text_of(officer.paper("Contract (PDF)"))
    officer.follow("Enter the signatures")
    officer.type({"Signed on": today})
    officer.press("Save")
    officer.click(officer.page.get_by_role("link", name=officer.words("Record a payment")).first)
    officer.type({"Paid on": today, "Reference of the payment": "IZV-1"})
    officer.press("Save")
    return number


def council_gets_the_report(head: Person, number: str, addressee: str) -> None:
    """The report names the City Council, on the page and in the PDF."""
    head.menu("Reports")
    head.click(head.row(number).get_by_role("link"))
    assert addressee in head.fact("Sent")
    assert addressee in text_of(head.paper("Report (PDF)"))
