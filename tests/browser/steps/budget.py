"""A budget in a table, from a spreadsheet and from a workbook; papers of the wallet; two people at one part."""

import io
from decimal import Decimal

import openpyxl
from playwright.sync_api import Locator, expect

from tests.browser.axe import check_page
from tests.browser.steps.people import Person

SHEET = "Putni troškovi\tPrevoz\ttura\t10\t45,50\nUsluge\tŠtampa\tkom\t100\t1,20\nUkupno\t\t\t\t575,00"


def cell(person: Person, group: str, key: str, line: int = 0) -> Locator:
    """A field of a line in a group of the table."""
    return person.page.locator(f"[data-group={group}] [data-row]").nth(line).locator(f"input[name$='-{key}']")


def types_line(person: Person, group: str, values: dict[str, str], line: int = 0) -> None:
    """Type one cost."""
    for key, value in values.items():
        cell(person, group, key, line).fill(value)


def counts(person: Person, key: str, value: object) -> None:
    """The sum at the top of the table."""
    expect(person.page.locator(f".counted [data-sum={key}]")).to_have_text(person.money(Decimal(str(value))))


def copies_capacity(ngo: Person, earlier: str) -> None:
    """From last year only the part on capacity."""
    ngo.follow("Copy from an earlier application")
    ngo.follow(earlier)
    check_page(ngo.page)
    for part in ("organisation", "project", "activities", "budget"):
        ngo.page.locator(f"#part-{part}").uncheck()
    ngo.press("Copy the chosen parts")
    ngo.sees("Add the projects and people of the time since.")
    check_page(ngo.page)
    ngo.follow("Back to the list of parts")


def types_the_budget(ngo: Person) -> None:
    """Sums follow the fingers; over the limit is said at once; it saves itself."""
    ngo.follow("Budget")
    ngo.follow("Write the budget in a table")
    types_line(
        ngo, "staff", {"description": "Koordinatorka", "unit": "mjesec", "quantity": "6", "price": "2.000,50"}
    )
    counts(ngo, "requested", "12003.00")
    limit = ngo.page.locator("[data-limit=asked] [data-said]")
    expect(limit).to_contain_text(ngo.money(Decimal("2003.00")))
    expect(ngo.page.locator("[data-limit=staff] [data-said]")).to_have_class("tag tag-bad")
    check_page(ngo.page)
    cell(ngo, "staff", "price").fill("500,50")
    ngo.page.locator("[data-group=staff] [data-act=add]").click()
    expect(cell(ngo, "staff", "description", 1)).to_be_focused()
    types_line(
        ngo, "staff", {"description": "Volonteri", "quantity": "2", "price": "33,33", "requested": "50"}, 1
    )
    counts(ngo, "total", "3069.66")
    counts(ngo, "other", "16.66")
    expect(ngo.page.locator(".autosave")).to_have_attribute("data-state", "saved", timeout=20_000)
    ngo.page.locator("[data-group=staff] [data-act=up]").nth(1).click()
    expect(cell(ngo, "staff", "description")).to_have_value("Volonteri")
    ngo.page.locator("[data-group=staff] [data-act=remove]").first.click()
    counts(ngo, "total", "3003.00")
    ngo.page.get_by_role("button", name=ngo.words("Put back")).click()
    counts(ngo, "total", "3069.66")
    ngo.press("Save the budget")
    assert ngo.fact("You ask for").startswith(ngo.money(Decimal("3053.00")))


def pastes_costs(ngo: Person) -> None:
    """Cells of a spreadsheet, looked at before they are kept."""
    ngo.follow("Paste from a spreadsheet")
    ngo.page.locator("textarea#id_text").fill(SHEET.replace("45,50", "=A1"))
    ngo.push("Show what is understood")
    ngo.sees("The cell holds a formula. Paste its result instead: “Paste special – values”.")
    check_page(ngo.page)
    ngo.page.locator("textarea#id_text").fill(SHEET)
    ngo.press("Show what is understood")
    ngo.press("Take the lines over")
    assert ngo.fact("The whole budget").startswith(ngo.money(Decimal("3644.66")))


def sends_the_workbook(ngo: Person) -> None:
    """Down, one price changed, up again in place of the lines."""
    data = ngo.get(
        ngo.page.get_by_role("link", name=ngo.words("Download the budget as a workbook")).get_attribute(
            "href"
        )
    )
    book, out = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO()
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet["B"]][1:5] == [
        ngo.own(each) for each in ("Volonteri", "Koordinatorka", "Prevoz", "Štampa")
    ]
    sheet["E4"] = 40.1
    sheet["G4"] = sheet["H4"] = None
    book.save(out)
    ngo.follow("Upload a workbook")
    paper = {"name": "budzet.xlsx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
    ngo.page.locator("input[type=file]").set_input_files(paper)
    ngo.press("Read the workbook")
    ngo.page.locator("#mode-replace").check()
    ngo.press("Take the lines over")
    assert ngo.fact("The whole budget").startswith(ngo.money(Decimal("3590.66")))


def keeps_a_paper_and_gives_it(ngo: Person, paper: str, file: str) -> None:
    """Once in the wallet, then by a click."""
    there = ngo.page.url
    ngo.menu("Documents")
    ngo.follow("Add a document")
    ngo.field("Kind of document").select_option("statute")
    ngo.type({"Name of the document": "Statut 2024", "Issued on": "2024-03-12"})
    ngo.page.locator("input[type=file]").set_input_files(file)
    ngo.press("Save")
    ngo.sees("does not expire")
    check_page(ngo.page)
    ngo.open(there.replace(ngo.url, ""))
    ngo.follow("Documents", within=".side")
    place = ngo.page.get_by_role("region", name=ngo.words(paper))
    place.locator("summary").click()
    check_page(ngo.page)
    ngo.click(place.get_by_role("button", name=ngo.words("Give the chosen document")))
    ngo.sees("The document of the wallet is attached.")


def write_in_one_part(ngo: Person, colleague: Person, address: str) -> None:
    """Both change one field and one field each: only the common one is asked about."""
    for person in (ngo, colleague):
        person.open(address)
    colleague.fill({"Capacity of the organisation": "Pet zaposlenih.", "Visibility": "Radio."})
    colleague.press("Save and go back")
    ngo.fill({"Capacity of the organisation": "Šest zaposlenih.", "Sustainability": "Članarine."})
    ngo.push("Save and go back")
    ngo.sees("Compare both texts", "Pet zaposlenih.", colleague.user.full_name)
    expect(ngo.page.locator("input[name^=pick-]")).to_have_count(2)
    check_page(ngo.page)
    ngo.page.locator("#pick-capacity-theirs").check()
    ngo.press("Save and go back")


def is_signed_out_while_writing(ngo: Person, address: str) -> None:
    """The answer shows the text; after signing in the page offers it again."""
    ngo.open(address)
    ngo.fill({"Sustainability": "Tekst koji se ne smije izgubiti."})
    ngo.page.context.clear_cookies(name="session")
    button = ngo.page.get_by_role("button", name=ngo.words("Save and go back"))
    with ngo.page.expect_navigation(wait_until="domcontentloaded"):
        button.click()
    expect(
        ngo.page.locator("textarea[readonly]", has_text=ngo.own("Tekst koji se ne smije izgubiti."))
    ).to_have_count(1)
    check_page(ngo.page)
    ngo.sign_in()
    ngo.open(address)
    ngo.page.get_by_role("button", name=ngo.words("Put my text back")).click()
    expect(ngo.field("Sustainability")).to_have_value(ngo.own("Tekst koji se ne smije izgubiti."))
    ngo.press("Save and go back")


def builds_without_javascript(ngo: Person, address: str) -> None:
    """The same table by buttons alone: counted, added, put right, saved."""
    ngo.open(address)
    types_line(ngo, "travel", {"description": "Autobus", "quantity": "2", "price": "-5"})
    ngo.push("Save the budget")
    ngo.told_no("Nothing is saved yet; everything you typed stands below.")
    cell(ngo, "travel", "price").fill("15")
    ngo.push("Count the sums")
    counts(ngo, "total", "30.00")
    ngo.click(ngo.page.locator("[data-group=travel] [data-act=add]"))
    types_line(ngo, "travel", {"description": "Voz", "quantity": "1", "price": "12,50"}, 1)
    ngo.click(ngo.page.locator("[data-group=travel] [data-act=up]").nth(1))
    expect(cell(ngo, "travel", "description")).to_have_value("Voz")
    ngo.press("Save the budget")
    assert ngo.fact("The whole budget").startswith(ngo.money(Decimal("42.50")))
