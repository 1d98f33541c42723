"""Steps around evaluators: the call, candidacies, versions of the list, the draw, a refusal, the fee."""

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.axe import check_page
from tests.browser.steps.papers import Papers, text_of
from tests.browser.steps.people import Person

TITLE = "Poziv za nezavisne procjenjivače"


def officer_publishes_the_call(officer: Person) -> None:
    """Drafted, looked at, published with the shortest term."""
    officer.menu("Evaluators")
    officer.follow("Calls for evaluators")
    officer.follow("Draft a call for evaluators")
    officer.type({"Year of the list": timezone.localdate().year})
    officer.tick("public call for evaluators")
    officer.fill({"Title": TITLE, "Text of the call": "Boduju se projekti nevladinih organizacija."})
    officer.press("Save the draft")
    check_page(officer.page)
    officer.press("Publish the call for evaluators")
    officer.sees("The call for evaluators is published.")


def candidate_applies(candidate: Person, papers: Papers, bar: str = "") -> None:
    """From the public page, without an organisation: facts, three proofs, six statements."""
    candidate.open(f"{candidate.prefix}/evaluators/")
    candidate.follow("Apply")
    check_page(candidate.page)
    candidate.follow("Apply")
    candidate.press("Begin")
    check_page(candidate.page)
    candidate.follow("You and your experience")
    candidate.type({"Experience in managing projects, years": 8})
    candidate.fill({"Experience in evaluating projects": "Četiri konkursa opština."})
    check_page(candidate.page)
    candidate.press("Save")
    candidate.follow("Proofs")
    began = timezone.localdate().replace(year=timezone.localdate().year - 8, day=1)
    for kind in ("managed a project", "evaluated projects", "curriculum vitae"):
        candidate.tick(kind)
        candidate.fill({"Project, call or paper": f"Dokaz {kind[:3]}"})
        candidate.type({"From": began})
        candidate.attach("File", papers("dokaz"))
        candidate.press("Attach")
    check_page(candidate.page)
    candidate.follow("Back to the candidacy")
    candidate.follow("Statements on the six bars")
    for radio in candidate.page.locator("input[name^=free_][value=yes]").all():
        radio.check()
    if bar:
        candidate.page.locator(f"input[name=free_{bar}][value=no]").check()
        candidate.page.locator(f"textarea[name=note_{bar}]").fill(candidate.own("Volonter od prošle godine."))
    check_page(candidate.page)
    candidate.press("Save the statements")
    candidate.follow("Check and submit")
    check_page(candidate.page)
    candidate.press("Submit the candidacy")
    candidate.sees("What happens next")


def officer_decides(officer: Person, good: Person, barred: Person) -> None:
    """One is accepted; the other states a bar and is refused with the article."""
    officer.menu("Evaluators")
    officer.follow("Calls for evaluators")
    officer.follow(TITLE)
    officer.follow(good.user.full_name)
    check_page(officer.page)
    officer.press("Accept the candidate")
    officer.menu("Evaluators")
    officer.follow("Calls for evaluators")
    officer.follow(TITLE)
    officer.follow(barred.user.full_name)
    officer.sees("stands in the way")
    officer.push("Accept the candidate")
    officer.told_no("a volunteer in such an organisation")
    officer.page.locator("#id_refuse-note").fill(officer.own("Kandidat je volonter."))
    officer.press("Refuse the candidate")
    officer.sees("candidacy|refused")


def candidate_reads_the_refusal(candidate: Person) -> None:
    """The reasons and the letter stand in the portal; a complaint can be filed."""
    candidate.menu("Evaluators")
    candidate.follow(TITLE)
    candidate.sees("Complain against the refusal")
    assert "volonter" in text_of(candidate.paper("candidacy|Decision")).lower() or candidate.prefix != "/cnr"
    check_page(candidate.page)


def officer_adopts_the_list(officer: Person, names: list[str]) -> None:
    """Accepted candidates and people entered before, adopted as version 1."""
    officer.menu("Evaluators")
    officer.follow("Begin a version of the list")
    officer.fill({"Why this version is made": "Javni poziv za procjenjivače."})
    officer.press("Begin")
    officer.press("Put all of them on the list")
    for name in names:
        officer.choose("Person", name)
        officer.press("Put on the list")
    officer.press("Adopt the list")


def officer_takes_one_off(officer: Person, name: str) -> None:
    """Version 2 without a person, with reason and day."""
    officer.menu("Evaluators")
    officer.follow("Begin a version of the list")
    officer.fill({"Why this version is made": "Izmjena liste."})
    officer.press("Begin")
    officer.click(officer.row(name).get_by_role("link", name=officer.words("Take off")))
    check_page(officer.page)
    officer.fill({"Reason": "Postavljen za javnog funkcionera."})
    officer.press("Take off the list")
    officer.sees("Changes in this version", name)
    check_page(officer.page)
    officer.press("Adopt the list")


def citizen_reads_the_versions(citizen: Person, name: str) -> None:
    """Who left, why, and what differs."""
    citizen.open(f"{citizen.prefix}/evaluators/")
    check_page(citizen.page)
    citizen.click(citizen.page.locator(".timeline strong a").first)
    citizen.sees("Changes in this version", "Postavljen za javnog funkcionera.", "Only on the other version")
    citizen.sees(name)
    check_page(citizen.page)


def president_draws(president: Person, call: str) -> None:
    """What goes in is written down, then the seed, then it is drawn."""
    president.menu("Public calls")
    president.follow(call)
    president.follow("Evaluation")
    president.follow("Draw the evaluators by lot")
    check_page(president.page)
    president.fill({"Where the seed will come from": "Loto, prvo naredno kolo"})
    president.press("Prepare the draw")
    president.type({"Seed": "3 11 17 24 29 31 38"})
    president.press("Record the seed")
    check_page(president.page)
    president.press("step of a draw|Draw the evaluators")
    president.sees("Drawn once more just now: the input is unchanged and the result is the same.")
    check_page(president.page)


def evaluator_refuses(evaluator: Person) -> None:
    """The first application is not taken on."""
    evaluator.open("/evaluation/")
    evaluator.click(evaluator.page.locator("tbody td a").first)
    evaluator.follow("I cannot take this application on")
    check_page(evaluator.page)
    evaluator.fill({"Why you do not take it on": "Na putu sam do kraja mjeseca."})
    evaluator.press("Refuse")
    evaluator.sees("The commission is told and gives the application to somebody else.")


def president_replaces(president: Person) -> None:
    """The desk asks for it; only one person is left to pick."""
    president.menu("Desk")
    expect(president.page.locator("main a[href$='?only=without']")).to_have_count(1)
    president.menu("Public calls")
    president.click(president.page.locator("main tbody a").first)
    president.follow("Evaluation")
    president.follow("Without all scorers")
    president.click(president.page.locator("main tbody th a").first)
    president.sees("Na putu sam do kraja mjeseca.")
    options = president.field("Evaluator").locator("option")
    assert options.count() == 2
    president.field("Evaluator").select_option(index=1)
    president.press("Assign")


def officer_issues_the_statement(officer: Person, name: str) -> None:
    """Sheets, fee and ceiling on one paper."""
    officer.menu("Evaluators")
    officer.follow("Fees")
    check_page(officer.page)
    officer.click(officer.row(name).get_by_role("link"))
    officer.fill({"What the fee rests on": "Ugovor o angažovanju"})
    check_page(officer.page)
    officer.press("Issue the statement")
    text = text_of(officer.paper("Statement of work"))
    assert "OR-" in text and "30,00" in text
    check_page(officer.page)
