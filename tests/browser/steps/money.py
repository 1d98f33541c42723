"""Step 8: contract, instalments, the NGO's report against its budget, unspent money."""

import datetime

from django.utils import timezone

from tests.browser.steps.papers import Papers, text_of
from tests.browser.steps.people import Person


def ministry_drafts_the_contract(ministry: Person, project: str, sum: int) -> str:
    """From the decision; drawn as PDF by the worker; gives its number."""
    start = timezone.localdate() + datetime.timedelta(days=120)
    ministry.menu("Contracts")
    ministry.follow(project)
    ministry.type({"Start of the project": start})
    ministry.type({"End of the project": start + datetime.timedelta(days=180)})
    ministry.press("Save")
    number = ministry.fact("Number")
    assert ministry.fact("Amount") == ministry.money(sum)
    text = text_of(ministry.paper("Contract (PDF)"))
    assert number in text and "7.200,00" in text
    return number


def ministry_plans_and_pays(ministry: Person, parts: list[str]) -> None:
    """Instalments that do not make the contract are refused; then each is paid with its reference."""
    today = timezone.localdate()
    ministry.follow("Enter the signatures")
    ministry.type({"Signed on": today})
    ministry.press("Save")
    ministry.follow("Change the plan of instalments")
    for order, part in enumerate(parts):
        ministry.page.locator(f"#id_form-{order}-amount").fill(part)
        ministry.page.locator(f"#id_form-{order}-planned_on").fill(str(today))
    ministry.page.locator("#id_form-0-amount").fill("1,00")
    ministry.push("Save")
    facts = {"sum": ministry.money(3201), "amount": ministry.money(7200)}
    ministry.told_no("The instalments make %(sum)s, the contract %(amount)s.", **facts)
    ministry.page.locator("#id_form-0-amount").fill(parts[0])
    ministry.press("Save")
    for order in range(1, len(parts) + 1):
        ministry.click(ministry.page.get_by_role("link", name=ministry.words("Record a payment")).first)
        ministry.type({"Paid on": today, "Reference of the payment": f"IZV-{order}"})
        ministry.press("Save")
    assert ministry.page.get_by_role("link", name=ministry.words("Record a payment")).count() == 0


def ngo_reports(ngo: Person, papers: Papers, number: str, spent: str, unspent: int) -> None:
    """What was done and what was spent on each line of the budget, with its proof."""
    ngo.menu("Contracts")
    ngo.follow(number)
    ngo.press("Begin the final report")
    ngo_writes_the_line(ngo, papers, spent)
    ngo.fill({"What was done": "Očišćeno je deset kilometara obale."})
    ngo.fill({"Results against the plan": "Sve je postignuto."})
    ngo.press("Submit the report")
    ngo.sees("The report is submitted.")
    ngo.reads(ngo.money(unspent))


def ngo_writes_the_line(ngo: Person, papers: Papers, spent: str) -> None:
    """The sum spent on the only line, with the invoice."""
    ngo.follow("Prevoz otpada")
    ngo.type({"Spent": spent})
    ngo.fill({"Note, number of the invoice": "Račun 1"})
    ngo.attach("Proof", papers("racun"))
    ngo.press("Save")


def ministry_returns_the_report(ministry: Person, ngo: str) -> None:
    """Once, with what is to be corrected."""
    ministry_opens_the_report(ministry, ngo)
    reason = ministry.unfolded(ministry.page.locator("form:has(button[value=return]) textarea"))
    reason.fill(ministry.own("Priložite drugi račun."))
    ministry.click(ministry.page.locator("button[value=return]"))


def ministry_opens_the_report(ministry: Person, ngo: str) -> None:
    """From the list of reports to review."""
    ministry.menu("Contracts")
    row = ministry.page.locator("#reports + .table-scroll tr").filter(has_text=ministry.own(ngo))
    ministry.click(row.get_by_role("link"))


def ngo_corrects_the_report(ngo: Person, papers: Papers, number: str, spent: str, unspent: int) -> None:
    """The NGO reads the answer, corrects the line, submits again."""
    ngo.menu("Contracts")
    ngo.follow(number)
    ngo.follow("Final report")
    ngo.sees("Priložite drugi račun.")
    ngo_writes_the_line(ngo, papers, spent)
    ngo.press("Submit the report")
    ngo.reads(ngo.money(unspent))


def ministry_accepts_and_closes(ministry: Person, ngo: str, number: str, unspent: int) -> None:
    """The report is accepted, the contract closed; what was not spent stands in it."""
    ministry_opens_the_report(ministry, ngo)
    ministry.click(ministry.page.locator("button[value=accept]"))
    ministry.menu("Contracts")
    ministry.follow(number)
    ministry.click(ministry.page.locator("button[value=close]"))
    assert ministry.fact("Unspent") == ministry.money(unspent)
