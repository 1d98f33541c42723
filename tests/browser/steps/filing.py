"""Around handing in: a partner confirms, the representative approves, a newer version, messages, an envelope."""

import datetime

from django.utils import timezone

from tests.browser.axe import check_page
from tests.browser.steps.papers import Papers
from tests.browser.steps.people import Person


def asks_the_partner(ngo: Person, title: str, partner: str) -> None:
    """From the task list to the question."""
    ngo.menu("Applications")
    ngo.follow(title)
    ngo.follow("Confirmations of partners")
    check_page(ngo.page)
    ngo.page.get_by_role("region").filter(has_text=ngo.own(partner)).get_by_role("button").click()
    ngo.sees("The partner is asked; you will be told of its answer.")


def partner_confirms(partner: Person, title: str, secret: str) -> None:
    """From the page “What to do”: header and role, nothing else; then yes."""
    partner.menu("What to do")
    partner.follow(title)
    check_page(partner.page)
    assert secret not in partner.page.content()
    partner.press("Confirm the partnership")
    partner.sees("The partnership is confirmed.")
    partner.menu("Partnerships")
    check_page(partner.page)


def editor_asks_and_owner_approves(editor: Person, owner: Person, title: str) -> None:
    """Who may not approve tells the one who may; the owner reads the whole text and approves it."""
    for person in (editor, owner):
        person.menu("Applications")
        person.follow(title)
        person.follow("Approval of the representative")
    editor.press("Ask for the approval")
    editor.sees("Those who may approve are told by e-mail.")
    check_page(owner.page)
    owner.push("Approve the text")
    owner.told_no("Tick that you have read the text and approve it.")
    owner.tick("I have read the whole text and approve it in the name of the organisation.")
    owner.press("Approve the text")
    owner.sees("The text is approved. It may be submitted now.")


def submits(owner: Person) -> str:
    """The check page is open: the button, and the number."""
    check_page(owner.page)
    owner.press("Submit the application")
    owner.sees("Application submitted", "Usual time to a decision")
    return owner.page.locator(".confirmation .number").inner_text()


def replaces(owner: Person, number: str) -> str:
    """A newer version of the text; the first one stays with its number."""
    owner.follow("See the application")
    owner.press("Write a newer version")
    owner.reads(number)
    owner.follow("Capacity and sustainability")
    owner.fill({"Sustainability": "Opština preuzima troškove."})
    owner.press("Save and go back")
    owner.follow("Check the answers")
    newer = submits(owner)
    assert newer != number
    owner.follow("See the application")
    owner.sees("Versions that were filed")
    owner.reads(number)
    check_page(owner.page)
    return newer


def writes(owner: Person, papers: Papers) -> None:
    """A question with a file."""
    owner.follow("Messages on this application")
    owner.fill({"Message": "Da li je stigao prilog?"})
    owner.attach("Files", papers("prilog"))
    owner.press("Send")
    check_page(owner.page)


def officer_answers(officer: Person, number: str) -> None:
    """From the list of threads to the answer."""
    officer.menu("Applications")
    officer.follow("Messages of applicants")
    check_page(officer.page)
    officer.page.get_by_role("link", name=number).click()
    officer.sees("Da li je stigao prilog?")
    officer.fill({"Message": "Stigao je."})
    officer.press("Send")
    check_page(officer.page)


def officer_enters_paper(officer: Person, papers: Papers, number: str, call: str) -> None:
    """From the envelope to the number."""
    now = timezone.localtime()
    officer.menu("Applications")
    officer.follow("Applications on paper")
    officer.follow("Receive an application on paper")
    check_page(officer.page)
    officer.page.get_by_label(officer.words("Public call")).select_option(label=call)
    officer.type({"Number of the organisation": number})
    officer.type({"Day of posting": f"{now - datetime.timedelta(days=1):%Y-%m-%d}"})
    officer.type({"Day of receipt": f"{now:%Y-%m-%d}", "Time of receipt": "00:00"})
    officer.attach("Scan of the application", papers("prijava"))
    officer.press("Receive")
    officer.follow("Project")
    officer.fill({"Title": "Papirna rijeka"})
    officer.press("Save and go back")
    officer.follow("Budget")
    officer.follow("Add a cost")
    officer.field("Group").select_option("services")
    officer.fill({"Description": "Prevoz otpada"})
    officer.type({"Quantity": "1", "Price of one unit": "5000"})
    officer.press("Save")
    check_page(officer.page)
    officer.follow("Back to the list of parts")
    check_page(officer.page)
    officer.press("Hand in the application")
    officer.sees("by post", "Moment that counts")
    check_page(officer.page)
