"""After the preliminary list: an objection that changes it, the new list, the decision, a judgment and what follows."""

from playwright.sync_api import expect

from tests.browser.steps.people import Person

OBJECTION = "Ugovor o partnerstvu je u prijavi, a nije bodovan."
REPLY = "Prigovor je osnovan: ugovor o partnerstvu je u prijavi."
NOTE = "Po usvojenom prigovoru ispravljeni su bodovi jedne prijave."
REASONS = "Odluka ne sadrži razloge za svaku prijavu."


def opens(person: Person, call: str) -> None:
    """The file of a call."""
    person.open("/staff/calls/")
    person.follow(call)


def ngo_sees_its_sheets_and_objects(ngo: Person, title: str) -> None:
    """The own sheets are opened online, then the objection is filed; twice is not possible."""
    ngo.menu("Applications")
    ngo.follow(title)
    ngo.click(ngo.page.locator("a[href$='/inspection/']").first)
    ngo.press("Open my score sheets")
    ngo.sees("My score sheets")
    ngo.follow("To the objection")
    ngo.push("File the objection")
    assert ngo.page.locator(".error-summary").count() == 1  # no objection without its reasons
    ngo.fill({"What you hold against the list and why": OBJECTION})
    ngo.press("File the objection")
    ngo.sees("filed")
    assert ngo.page.get_by_role("button", name=ngo.words("File the objection")).count() == 0


def president_upholds(president: Person, points: str) -> None:
    """From the desk to the objection; points of one sub-criterion are corrected with a reason."""
    president.open("/staff/")
    president.click(president.page.locator("main a[href*='/objections/']").first)
    president.reads(president.own(OBJECTION))
    president.follow("Uphold and correct the points")
    line = president.page.locator("fieldset.correction").nth(7)  # 4 of 10 points
    line.locator("summary").click()
    line.locator("input").nth(0).fill(points)
    line.locator("input").nth(1).fill(president.own("Ugovor je priložen."))
    president.fill({"Reasons of the reply": REPLY})
    president.press("Uphold the objection")
    president.sees("upheld")


def president_makes_the_new_list(president: Person, call: str, second: str) -> None:
    """The old list is put aside; the new one is confirmed and published as final."""
    opens(president, call)
    president.follow("Inspection and objections")
    president.follow("Make the new ranking list")
    president.fill({"What changed and why": NOTE})
    president.press("Make the new ranking list")
    expect(president.page.locator("#list + .table-scroll tbody tr").nth(1)).to_contain_text(second)
    president.press("Compare the variants")
    president.click(president.page.locator("#variants + .table-scroll tbody tr").first.get_by_role("button"))
    president.press("Confirm the ranking list")
    president.press("Publish the ranking list")


def citizen_reads_what_changed(citizen: Person, call: str, number: str) -> None:
    """Objection, reply, both lists, the change of places."""
    citizen.open(f"{citizen.prefix}/calls/")
    citizen.follow(call)
    citizen.refresh()
    citizen.reads(citizen.own(REPLY), citizen.own(NOTE), number)
    assert citizen.own(OBJECTION) not in citizen.page.content()
    citizen.click(citizen.page.locator("#history ~ ul a[href*='/rankings/1/']").first)
    citizen.reads(number)


def officer_and_head_decide(officer: Person, head: Person, call: str) -> str:
    """Drafted, signed twice, published; gives the number of the decision."""
    opens(officer, call)
    officer.follow("Decision on allocation")
    officer.press("Draft the decision")
    officer.press("Sign first")
    opens(head, call)
    head.follow("Decision on allocation")
    head.press("Sign as the second person")
    opens(officer, call)
    officer.follow("Decision on allocation")
    officer.press("Publish the decision")
    return officer.fact("Number")


def officer_enters_the_judgment(officer: Person, call: str, day: object) -> None:
    """The court annuls the decision for want of reasons; the call is back before the decision."""
    opens(officer, call)
    officer.follow("Enter a judgment that annuls the decision")
    officer.fill({"Court": "Upravni sud", "Reasons of the court": REASONS})
    officer.type({"Number of the judgment": "U 77/26", "Date of the judgment": day, "Received on": day})
    officer.page.locator("input[name=step][value=decision]").check()
    officer.press("Enter the judgment")
    officer.reads("U 77/26")


def citizen_reads_both_decisions(citizen: Person, call: str, old: str, new: str) -> None:
    """The judgment, the annulled decision at its address, the new one in force."""
    citizen.open(f"{citizen.prefix}/calls/")
    citizen.follow(call)
    citizen.refresh()
    citizen.reads(new, "U 77/26", citizen.own(REASONS))
    citizen.click(citizen.page.locator("#history ~ ul a[href*='/decisions/']").first)
    citizen.reads(old)
