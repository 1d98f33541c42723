"""Step 1: organisations come into the register and their people into the portal."""

from dataclasses import dataclass

from playwright.sync_api import expect

from office.scripts import fold, to_cyrillic
from tests.browser.steps.papers import Papers
from tests.browser.steps.people import Person

NUMBERS = ("0101990210080", "2206978816007", "0101001250028")  # valid personal numbers, one of each person
PAPERS = (
    "founding act",
    "minutes of the founding assembly",
    "statute",
    "copies of identity papers of the founders",
)
AREA = "zaštita životne sredine"


@dataclass(frozen=True)
class Association:
    """What the papers of an association say."""

    name: str
    place: str
    founders: tuple[str, str, str]


def officer_enters(officer: Person, papers: Papers, what: Association) -> None:
    """From the papers on the desk to a filing that waits for the signature."""
    officer.menu("Register")
    officer.follow("Enter an organisation")
    officer.tick("association")
    officer.press("Begin")
    officer.fill({"Name": what.name, "Address of the seat": "Njegoševa 12", "Place of the seat": what.place})
    officer.choose("Municipality of the seat", what.place)
    officer.tick("name of a person|no")  # the name holds the name of no person
    officer.type({"Day of founding": "2026-10-01", "Day of the statute": "2026-10-01"})
    officer.type({"E-mail of the applicant (closed)": "zapisnik@example.test"})
    officer.press("Save and continue")
    officer.fill({"Goals": "Zaštita rijeka i jezera.", "Activities": "Akcije čišćenja, obrazovanje."})
    officer.tick(AREA, "The statute names the goals and activities")
    officer.tick("Goals and activities are the same in the founding act and in the statute")
    officer.press("Save and continue")
    for name, number in zip(what.founders, NUMBERS, strict=True):
        officer.follow("Add")
        officer.fill({"Name": name})
        officer.type({"Personal number (JMB)": number})
        officer.tick("Has residence, stay or seat in the state")
        officer.press("Save")
    officer.follow("Return to the filing")
    officer.follow("Representative")
    officer.follow("Add")
    officer.fill({"Name": what.founders[0], "Position": "predsjednica"})
    officer.type({"Personal number (JMB)": NUMBERS[0]})
    officer.tick("Has residence, stay or seat in the state")
    officer.press("Save")
    officer.follow("Return to the filing")
    officer.sees("The file is missing.")
    officer.follow("Enclosures")
    for title in PAPERS:
        officer.attach(title, papers(officer.own("prilog uz prijavu")))
    officer.press("Save and return to the filing")
    officer.sees("All conditions are met.")
    officer.press("File it")
    officer.press("Take into process")
    officer.sees("Only the head of the register signs this.")


def head_signs_the_entry(head: Person, what: Association) -> str:
    """The decision gets its number, the organisation its number in the register."""
    head.menu("Register")
    head.follow("Filings")
    head.follow(what.name)
    head.press("Sign the decision")
    head.sees("The filing is decided; no step is left.")
    assert head.fact("Decision").startswith("O-")
    return head.fact("Organisation").rsplit(", ", 1)[1]


def citizen_finds_the_organisation(citizen: Person, what: Association, number: str) -> None:
    """By name in the other script and without diacritics; the public page tells no personal number."""
    citizen.open(f"{citizen.prefix}/")
    citizen.menu("Register")
    for words in (number, to_cyrillic(what.name), fold(what.name)):
        citizen.type({"Name, register number, PIB or place": words}, "body")
        citizen.page.get_by_role("button", name=citizen.words("Search"), exact=True).click()
        expect(citizen.page.locator("main")).to_contain_text(number)
    citizen.follow(what.name)
    assert citizen.fact("Register number") == number
    text = citizen.page.locator("body").inner_text()
    assert [number for number in NUMBERS if number in text] == []


def ngo_claims_the_organisation(ngo: Person, papers: Papers, what: Association, number: str) -> None:
    """Who represents it asks to act for it; without a paper the request is refused and nothing is lost."""
    ngo.open("/portal/")
    ngo.type({"Register number, PIB or name": number})
    ngo.push("Search")
    ngo.follow(what.name)
    ngo.fill({"Your position in the organisation": "predsjednica"})
    ngo.push("File the request")
    ngo.told_no("Enclose a paper that shows that you represent the organisation.")
    ngo.attach("Paper", papers("ovlašćenje"))
    ngo.press("File the request")
    ngo.sees("Your request is filed; the office checks the paper and tells you by e-mail.")


def officer_lets_in(officer: Person, ngo: Person, what: Association) -> None:
    """The office has seen the paper; from now on the person acts for the organisation."""
    officer.menu("Desk")
    officer.follow(what.name)
    officer.reads(ngo.user.email)
    officer.press("Let in")
    officer.sees("Decided; the person is told by e-mail.")
    ngo.open("/portal/")
    ngo.sees("What to do")
    ngo.menu("Organisation")
    ngo.sees(what.name)
