"""The year before the year: cycle, analysis, consultation, decision, step by step."""

import datetime
import re

from django.utils import timezone
from playwright.sync_api import expect
from post_office.models import Email

from tests.browser.steps.people import Person

AREA = "zaštita životne sredine"
TEXTS = {
    "Strategic documents": "Strategija 2027",
    "Strategic goals": "Čista obala.",
    "Problems and needs": "Obala je zagađena.",
    "Who answers questions": "Sektor za more",
    "Capacities of the body for running and following calls": "Dva službenika.",
}


def office_opens_the_year(officer: Person, year: int) -> None:
    """Every ministry is asked; the dates come from the rulebook."""
    officer.menu("Programming")
    officer.follow("Open the programming of a year")
    assert officer.field("Budget year").input_value() == str(year)
    officer.press("Open the programming")
    officer.sees("No analysis is begun yet.")


def ministry_drafts(ministry: Person, year: int) -> None:
    """From the desk; an empty text is not brought before the public."""
    ministry.open("/staff/")
    ministry.follow("Write the sectoral analyses for %(year)s", year=year)
    ministry.follow("Begin a sectoral analysis")
    ministry.choose("Area of public interest", AREA)
    ministry.press("Save")
    ministry.fill(TEXTS)
    ministry.press("Save")
    ministry.sees("Not possible now:")  # no call is proposed yet


def ministry_proposes_a_call(ministry: Person, total: str) -> None:
    """A total below the greatest amount is refused at its field."""
    ministry.follow("Propose a call")
    ministry.fill({"Name of the proposed call": "Čista obala"})
    ministry.type({"Total amount": "5.000,00", "Least amount for a project": "1000"})
    ministry.type({"Greatest amount for a project": "8.000,00", "Expected number of projects": 5})
    ministry.push("Save")
    ministry.told_no("The total is below the greatest amount for a project.")
    ministry.type({"Total amount": total})
    ministry.press("Save")


def ministry_asks_the_public(ministry: Person) -> None:
    """The draft is public for fifteen days."""
    ministry.press("Open the public consultation")
    ministry.sees("analysis|in public consultation")


def follow_area(person: Person) -> None:
    """To the consultation of the area; its name begins a line there."""
    area = person.words(AREA)
    person.click(
        person.page.locator("main").get_by_role("link", name=area[0].upper() + area[1:], exact=True).first
    )


def ngo_comments(ngo: Person, text: str) -> None:
    """In the portal, for the organisation."""
    ngo.open("/portal/")
    ngo.menu("Consultations")
    follow_area(ngo)
    ngo.fill({"Comment": text})
    ngo.press("Send the comment")
    ngo.reads(ngo.own(text))


def citizen_comments(citizen: Person, text: str) -> None:
    """Without an account; the comment counts once confirmed from the mail."""
    citizen.open(f"{citizen.prefix}/")
    citizen.menu("Public calls")
    citizen.follow("Consultations on sectoral analyses")
    follow_area(citizen)
    citizen.follow("Comment with your e-mail")
    citizen.fill({"Comment": text})
    citizen.type({"Your e-mail": "gradjanin@example.test"})
    citizen.press("Send the comment")
    letter = Email.objects.get(to__contains="gradjanin@example.test")
    address = re.search(r"http://[^/\s]+(/\S+/calls/comments/\S+)", letter.message).group(1)
    citizen.open(address)
    citizen.press("Yes, this is my comment")
    citizen.reads(citizen.own(text))


def ministry_answers(ministry: Person, answers: list[str]) -> None:
    """One after the other."""
    ministry.open("/staff/")
    ministry.click(
        ministry.page.locator(".desk").get_by_role("link", name=re.compile(rf"{len(answers)}")).first
    )
    ministry.click(ministry.page.locator("#comments ~ ol a[href*='/comments/']").first)
    for answer in answers:
        ministry.page.locator("input[value=accepted]").check()
        ministry.fill({"Answer": answer})
        ministry.press("Save")


def ministry_closes_and_hands_in(ministry: Person) -> str:
    """With the report; the number comes with the handing in."""
    ministry.page.reload()
    ministry.follow("Close the consultation with its report")
    ministry.fill({"Report of the consultation": "Održan je sastanak sa organizacijama."})
    ministry.press("Save")
    ministry.press("Hand in to the office")
    return ministry.fact("Number")


def office_returns(officer: Person, number: str, note: str) -> None:
    """With what is missing and until when."""
    officer.open("/staff/")
    officer.follow("Decide on a sectoral analysis")
    officer.reads(number)
    officer.follow("Return for completion")
    officer.fill({"What is missing": note})
    officer.type({"To be completed by": timezone.localdate() + datetime.timedelta(days=7)})
    officer.press("Save")


def ministry_completes(ministry: Person, note: str) -> None:
    """The returned analysis waits on the desk with the note of the office."""
    ministry.open("/staff/")
    ministry.follow("Complete the returned sectoral analysis")
    ministry.reads(ministry.own(note))
    ministry.follow("Write the text")
    ministry.fill({"Contribution of NGOs in the last three years": "Dvanaest projekata."})
    ministry.press("Save")
    ministry.press("Hand in to the office")


def office_accepts_and_assembles(officer: Person) -> None:
    """The accepted analysis becomes the first row of the draft."""
    officer.open("/staff/")
    officer.follow("Decide on a sectoral analysis")
    officer.press("Accept")
    officer.open("/staff/")
    officer.menu("Programming")
    officer.click(officer.page.locator("main tbody a").first)
    officer.follow("Assemble the draft decision")
    officer.type({"Current budget of the year": "100.000.000,00"})
    officer.press("Save")
    officer.sees("The Council has not given its opinion on the draft yet.")


def office_changes_the_sum(officer: Person, amount: str, reason: str) -> None:
    """Another sum than the body asked needs a reason."""
    officer.click(officer.page.locator("main tbody a[href*='/rows/']").first)
    officer.type({"Amount": amount})
    officer.push("Save")
    officer.told_no("The body asked for another sum: write the reason in the note.")
    officer.fill({"Note": reason})
    officer.press("Save")


def office_records_the_opinion(officer: Person, text: str) -> None:
    """Date, outcome, text."""
    officer.follow("Record the opinion")
    officer.page.locator("input[value=remarks]").check()
    officer.fill({"Text of the opinion": text})
    officer.press("Save")
    officer.press("Propose to the Government")


def head_adopts_and_publishes(head: Person, year: int) -> None:
    """Number, day, gazette."""
    head.menu("Priorities")
    head.follow(str(year))
    head.follow("Enter the adoption")
    head.type({"Decision number": "07-9/26", "Date of the decision": timezone.localdate()})
    head.press("Save")
    head.follow("Publish")
    head.type({"Official gazette": "150/26"})
    head.press("Save")


def citizen_reads_asked_and_decided(
    citizen: Person, year: int, body: str, asked: int, decided: int, reason: str
) -> None:
    """The three sums side by side; the sum asked leads to the analysis with its comments and answers."""
    citizen.open(f"{citizen.prefix}/calls/priorities/{year}/")
    row = citizen.page.locator("main table").last.locator("tbody tr").filter(has_text=citizen.own(body))
    cells = [" ".join(text.split()) for text in row.locator("td").all_inner_texts()]
    assert cells[2].startswith(citizen.money(asked)), cells
    assert [cell.startswith(citizen.money(decided)) for cell in cells[3:5]] == [True, True], cells
    assert citizen.money(decided - asked) in cells[3], cells
    assert cells[5:] == [citizen.money(decided - asked), citizen.own(reason)], cells
    citizen.click(row.get_by_role("link").first)
    citizen.refresh()
    citizen.sees("Report of the consultation", "comment|accepted")
    assert citizen.fact("Asked in all").startswith(citizen.money(asked))


def citizen_sees_who_is_late(citizen: Person, late: str) -> None:
    """The ministry that handed nothing in stands in the public table."""
    citizen.open(f"{citizen.prefix}/")
    citizen.menu("Public calls")
    citizen.follow("Who is late")
    expect(citizen.page.locator("main table tbody tr").filter(has_text=citizen.own(late))).to_have_count(1)
