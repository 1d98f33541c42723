"""Step 10: spending collected from the portal and from a file, the annual report from its order to its verification."""

import hashlib
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.steps.papers import text_of
from tests.browser.steps.people import Person

TOWN = "Opština Kotor"
ROWS = (
    "row;body;applicant;mb;project;awarded\n"
    "1;Opština Kotor;Udruženje „Maslina“;;Maslinjaci;1.234,50\n"
    "2;Opština Kotor;Udruženje „Val“;;More;dvije hiljade\n"
)


def ministry_sends_its_spending(ministry: Person, body: str, paid: int) -> None:
    """The body's own payments come from its contracts here; it submits them."""
    ministry.menu("Spending")
    ministry.choose("Body", body)
    ministry.press("Begin")
    ministry.press("Bring in the payments of this portal")
    assert ministry.fact("Paid") == ministry.money(paid)
    ministry.press("Submit to the office")


def officer_imports_a_town(officer: Person, folder: Path, year: int) -> None:
    """A file of another body: read and compared first, a letter in a sum rejected with its reason, then applied."""
    path = folder / "kotor.csv"
    path.write_text(ROWS, encoding="utf-8")
    officer.menu("Spending")
    officer.follow("Bring in a file")
    officer.attach("File", path)
    officer.type({"Year": year})
    officer.press("Read and compare")
    tiles = officer.page.locator(".tiles .tile-value").all_inner_texts()
    assert tiles == ["2", "1", "0", "0", "1"], tiles  # read, new, changed, unchanged, rejected
    officer.press("Apply the file")
    for _second in range(20):
        if officer.page.get_by_role("button", name=officer.words("Undo the whole import")).count():
            break
        officer.page.wait_for_timeout(1000)
        officer.page.reload()


def officer_accepts(officer: Person, bodies: list[str], own: str) -> None:
    """What the office entered itself it submits; what bodies submitted it accepts."""
    for body in bodies:
        officer.menu("Spending")
        officer.follow(body)
        if body == own:
            officer.press("Submit to the office")
        officer.press("Accept")


def officer_orders_the_report(officer: Person, year: int) -> None:
    """The worker builds it; the page shows how far it is."""
    officer.menu("Reports")
    officer.field("Year").select_option(str(year))
    officer.press("Order the report")
    expect(officer.page.locator(".job progress")).to_be_visible()


def officer_reads_the_report(officer: Person, total: str, written: str) -> str:
    """Built: the sums of the page are those of the PDF; gives the number."""
    text = text_of(officer.paper("Report (PDF)", seconds=60))
    number = officer.fact("Number")
    assert officer.fact("Awarded") == officer.money(total)
    assert number in text and written in text
    officer.sees("Reports are approved by the head of the office.")
    return number


def head_approves(head: Person, number: str) -> None:
    """Another person reads and approves."""
    head.menu("Reports")
    head.click(head.row(number).get_by_role("link"))
    head.press("Approve")


def officer_sends_and_publishes(officer: Person, number: str) -> None:
    """To whom it went; then everybody may read it."""
    officer.menu("Reports")
    officer.click(officer.row(number).get_by_role("link"))
    officer.follow("Enter that it was sent")
    officer.type({"Sent on": timezone.localdate()})
    officer.press("Save")
    officer.press("Publish")


def citizen_follows_the_sums(citizen: Person, number: str, total: str, names: list[str]) -> None:
    """From the sum of the report to the rows it is made of, and to the organisation that got the money."""
    citizen.open(f"{citizen.prefix}/")
    citizen.menu("Reports")
    citizen.click(citizen.row(number).get_by_role("link").first)
    assert citizen.fact("Awarded in all").startswith(citizen.money(total))
    assert number in text_of(citizen.paper("Report (PDF)"))
    report = citizen.page.url
    citizen.click(citizen.page.locator("dl.facts a").first)
    assert citizen.tile("Awarded") == citizen.money(total)
    citizen.sees(*names)
    citizen.click(citizen.page.locator("tbody").get_by_role("link", name=citizen.own(names[0])))
    citizen.sees("Public money from calls of this portal")
    citizen.page.goto(report)


def citizen_verifies(citizen: Person, number: str) -> None:
    """The code of the document leads to the page that says whether it is real; a changed file is found out."""
    real = citizen.paper("Report (PDF)")
    citizen.follow("Is this document real?")
    citizen.sees("The document is genuine and valid.")
    citizen.reads(number, hashlib.sha256(real).hexdigest())
    changed = real.replace(b"%%EOF", b"%%EOF ", 1)
    for data, said in (
        (changed, "The file is not the issued document."),
        (real, "The file is the issued document."),
    ):
        paper = {"name": "izvjestaj.pdf", "mimeType": "application/pdf", "buffer": data}
        citizen.field("PDF file of the document").set_input_files(paper)
        citizen.push("Compare")
        citizen.sees(said)
        citizen.reads(hashlib.sha256(data).hexdigest())
