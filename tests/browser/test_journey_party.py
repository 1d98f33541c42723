"""A party of two hundred in Chromium: from its papers on the officer's desk to its public page."""

import os
from pathlib import Path

import pytest

from ngo_registry.models import FounderStatement, Party, RegisterFiling
from office.scripts import to_cyrillic
from tests.browser.axe import check_page
from tests.browser.steps.papers import Papers
from tests.browser.steps.people import Person, account
from tests.factories.parties import SECRET, cells, csv_of, entered_party, kept_sign, picture

pytestmark = pytest.mark.browser
NAME, SHORT = "Stranka plavih mostova", "SPM"
PAPERS = ("founding act", "minutes of the founding assembly", "statute", "programme")
NUMBER = "0101990210080"


def looked_at(person: Person, name: str) -> None:
    """The page has no fault of accessibility and nothing sideways; a picture where one is asked for."""
    check_page(person.page)
    if folder := os.environ.get("SARADNJA_PICTURES"):
        for width in (1280, 360):
            person.page.set_viewport_size({"width": width, "height": 900})
            person.page.screenshot(path=Path(folder) / f"party-{name}-{width}.png", full_page=True)
        person.page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.timeout(900)
def test_a_party_of_two_hundred(live, worker, new_page, tmp_path):
    """The officer writes it from its papers, the head signs, a citizen finds it; no founder is ever public."""
    papers = Papers(tmp_path)
    people = {}
    for key, name, roles in (
        ("officer", "Milica Vukotić", ("registry_officer",)),
        ("head", "Vesna Radović", ("registry_head",)),
    ):
        people[key] = Person(new_page(), live.url, "cnr", account(f"{key}@example.test", name, "cnr", *roles))
        people[key].sign_in()
    officer, head = people["officer"], people["head"]
    entered_party(officer.user, head.user, sign=kept_sign(officer.user, "green"))
    writes_the_papers(officer, papers, tmp_path)
    takes_the_statements(officer, tmp_path)
    compares(officer)
    officer.press("File it")
    officer.press("Take into process")
    head.menu("Parties")
    head.follow("Filings")
    head.follow(NAME)
    head.press("Sign the decision")
    head.sees("The filing is decided; no step is left.")
    number = Party.objects.get(name=NAME).number
    citizen = Person(new_page(), live.url, "cnr")
    finds(citizen, number)


def writes_the_papers(officer: Person, papers: Papers, folder: Path) -> None:
    """Name, sign, seat, days, representative, enclosures."""
    officer.menu("Parties")
    looked_at(officer, "register")
    officer.press("Enter a party")
    officer.fill({"Name": NAME, "Short name": SHORT, "Address of the seat": "Obala 1"})
    officer.fill({"Sign in words": "plavi most"})
    officer.choose("Municipality of the seat", "Tivat")
    sign = folder / "znak.png"
    sign.write_bytes(picture("royalblue"))
    officer.attach("Sign", sign)
    looked_at(officer, "name")
    officer.press("Save and continue")
    for title in ("Day of founding", "Day of the statute", "Day of the programme"):
        officer.type({title: "2026-10-10"})
    officer.press("Save and continue")
    officer.follow("Add")
    officer.fill({"Name": "Ivana Perović", "Position": "predsjednica"})
    officer.type({"Personal number (JMB)": NUMBER})
    officer.press("Save")
    officer.follow("Return to the filing")
    officer.follow("Enclosures")
    for title in PAPERS:
        officer.attach(title[0].upper() + title[1:], papers(officer.own("prilog")))
    officer.press("Save and return to the filing")


def takes_the_statements(officer: Person, folder: Path) -> None:
    """A table of 203 rows: three are rejected with their reasons, two hundred are taken."""
    rows = [cells(n) for n in range(203)]
    rows[200] = rows[0]
    rows[201]["Datum rođenja"] = "01.01.2010"
    rows[202]["Ime i prezime"] = "=cmd"
    table = folder / "izjave.csv"
    table.write_bytes(csv_of(rows))
    officer.page.get_by_role("link", name=officer.words("Founders' statements"), exact=True).first.click()
    officer.sees("No statement is written yet.")
    officer.follow("Take from a table")
    looked_at(officer, "table")
    officer.attach("Table of statements", table)
    officer.press("Read the table")
    officer.sees("The cell holds a formula or begins like one: write its text.")
    looked_at(officer, "preview")
    officer.click(officer.page.locator("main form button.btn-primary").first)
    assert FounderStatement.objects.filter(filing__name=NAME).count() == 200
    looked_at(officer, "statements")
    officer.follow("Return to the filing")


def compares(officer: Person) -> None:
    """Names and signs beside each other; then every condition is met."""
    officer.page.locator("main p").get_by_role(
        "link", name=officer.words("Comparison with earlier parties"), exact=True
    ).first.click()
    officer.reads("Stranka bistrih rijeka")
    looked_at(officer, "compare")
    officer.press("They differ essentially")
    officer.sees("All conditions are met.")
    looked_at(officer, "filing")
    assert RegisterFiling.objects.get(name=NAME).compared


def finds(citizen: Person, number: str) -> None:
    """In the other script; the page shows the sign and tells of no founder."""
    citizen.open(f"{citizen.prefix}/")
    citizen.menu("Parties")
    looked_at(citizen, "public-list")
    citizen.type({"Name, short name, number or place": to_cyrillic("plavih mostova")})
    citizen.click(citizen.page.locator("main form button.btn-primary").first)
    citizen.reads(number)
    citizen.follow(NAME)
    assert citizen.fact("Register number") == number
    assert citizen.page.locator("figure img").evaluate("image => image.naturalWidth") == 300
    looked_at(citizen, "public")
    text = citizen.page.content()
    assert [word for word in (SECRET, NUMBER, "OV-0001") if word in text] == []
