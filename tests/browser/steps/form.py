"""The application form of a call: built and tried by the body, answered by an NGO, read by those who decide."""

import datetime

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.steps.applications import Project
from tests.browser.steps.papers import Papers, text_of
from tests.browser.steps.people import Person

SECTION = "Usluga i održivost"
PARTNERS, DUTIES = "Imate li partnera u opštini?", "Koje su obaveze partnera?"
VOLUNTEERS, INCOME = "Koliko volontera učestvuje?", "Koliki je bio prihod organizacije?"
FORMS, TABLE = "U kojim oblicima pružate uslugu?", "Slični projekti"
SINCE, LETTER = "Kada ste počeli?", "Pismo podrške"
ELIGIBLE = "Radite li najmanje godinu dana?"
WHY = "Traži se godina dana rada."
BETTER = "Koliko volontera učestvuje u projektu svake sedmice?"
KINDS = {
    VOLUNTEERS: ("number", {"At least": "0", "At most": "500"}),
    INCOME: ("sum", {"At least": "0"}),
    FORMS: ("many", {"Offered answers": "u prostorijama\nna terenu\ntelefonom"}),
    SINCE: ("date", {}),
    LETTER: ("file", {}),
}


def president_opens_the_form(president: Person, call: str) -> None:
    """From the menu to the form of the call."""
    president.menu("Public calls")
    president.follow(call)
    president.follow("Application form")


def add_question(president: Person, place: str, kind: str, text: str) -> None:
    """Where it stands, of which kind it is, its words."""
    president.follow("Add a question")
    president.page.locator("#id_where").select_option(label=president.own(place))
    president.page.locator(f"#id_kind_{kind}").check()
    president.push("Continue")
    president.fill({"Question": text})


def president_builds_the_form(president: Person, papers: Papers) -> None:
    """Every kind of question: a choice that opens a text on the project, the others in a section of the call."""
    president.follow("Choose the standing parts")
    president.page.locator("select[name='project.indirect_users']").select_option("left_out")
    president.press("Save")
    president.follow("Add a section")
    president.fill({"Title of the section": SECTION, "Introduction": "Odgovorite kratko."})
    president.press("Save")
    project = president.words("Project")
    add_question(president, project, "one", PARTNERS)
    president.fill({"Offered answers": "Da"})
    president.push("Save")
    president.told_no("Offer at least two answers.")
    president.fill({"Offered answers": "Da\nNe"})
    president.press("Save")
    add_question(president, project, "text", DUTIES)
    president.type({"Greatest length": 60})
    president.page.locator("select[name=shown_if]").select_option(index=1)
    president.page.locator("select[name=serves]").select_option(index=2)
    president.press("Save")
    for text, (kind, more) in KINDS.items():
        add_question(president, SECTION, kind, text)
        president.fill(more)
        if kind == "file":
            president.field("Obligatory").uncheck()
            president.page.locator("input[type=file]").set_input_files(papers("obrazac"))
        president.press("Save")
    add_question(president, SECTION, "table", TABLE)
    for name, value in (("column_1", "Projekat"), ("column_2", "Iznos")):
        president.page.locator(f"input[name={name}]").fill(president.own(value))
    president.page.locator("select[name=column_kind_2]").select_option("sum")
    president.press("Save")
    president.follow("Add a question before the application")
    president.fill({"Question": ELIGIBLE, "What to say when it does not fit": WHY})
    president.press("Save")
    president.sees(PARTNERS, DUTIES, SECTION, ELIGIBLE, *KINDS)


def president_changes_the_order(president: Person) -> None:
    """The last question goes up one place by a button; another is taken out after being asked once more."""
    order = president.page.locator(".editor-question strong")
    before = order.all_inner_texts()
    line = president.page.locator(".editor-question").filter(has_text=president.own(TABLE))
    president.click(line.get_by_role("button", name=president.words("Up")))
    after = order.all_inner_texts()
    assert after != before and sorted(after) == sorted(before)


def president_tries_the_form(president: Person) -> None:
    """As an applicant: a wrong number is said at its field, the check tells what is missing, nothing is left."""
    president.follow("Try the form as an applicant")
    president.follow(SECTION)
    president.type({VOLUNTEERS: "mnogo", INCOME: "12.000,00"})
    president.push("Save and continue")
    president.told_no(VOLUNTEERS)
    president.type({VOLUNTEERS: "12"})
    president.push("Save and continue")
    president.open(president.page.url.split("/trial/")[0].replace(president.url, "") + "/trial/check/")
    president.sees("Before you can submit", SECTION)
    president.reads(president.money(12000))
    president.push("End the trial")
    president.sees("Sections and questions of this call")


def president_publishes(president: Person, call: str) -> None:
    """The form goes out with the call."""
    president.menu("Public calls")
    president.follow(call)
    president.follow("Publish the call")
    president.press("Publish the call")


def citizen_checks_and_prints(citizen: Person, call: str) -> None:
    """Who answers that he does not fit is told why; the form without answers holds all questions."""
    citizen.open(f"{citizen.prefix}/calls/")
    citizen.follow(call)
    citizen.follow("Check in two minutes whether you can apply")
    for name in ("active", "before", "sum"):
        citizen.page.locator(f"input[name={name}][value=yes]").check()
    for name in ("ban", "count"):
        citizen.page.locator(f"input[name={name}][value=no]").check()
    own = citizen.page.locator("input[name^=own_]")
    own.and_(citizen.page.locator("[value=no]")).check()
    citizen.push("Check")
    citizen.sees("By your answers your organisation cannot apply for this call", WHY)
    own.and_(citizen.page.locator("[value=yes]")).check()
    citizen.push("Check again")
    citizen.sees("Nothing in your answers stands in the way", "Begin the application")
    citizen.follow("Back to the call")
    citizen.follow("The whole form with all questions, to read and print")
    citizen.sees(PARTNERS, DUTIES, TABLE, "Projekat", *KINDS)


def ngo_fills_texts(ngo: Person, project: Project) -> None:
    """Contact and project; the indirect users are not asked; the questions on the project come next."""
    start = timezone.localdate() + datetime.timedelta(days=120)
    ngo.follow("Organisation")
    ngo.fill({"Contact person": ngo.user.full_name})
    ngo.type({"E-mail of the contact person": ngo.user.email})
    ngo.press("Save and continue")
    assert ngo.page.locator("[name=indirect_users]").count() == 0
    ngo.fill(
        {
            "Title": project.title,
            "Summary": "Pomoć u kući.",
            "Problem": "Usluge nema.",
            "Goals": "Više usluga.",
        }
    )
    ngo.fill({"Expected results": "Šezdeset korisnika.", "Target groups and users": "Stariji."})
    ngo.type({"Start": start, "End": start + datetime.timedelta(days=180)})
    ngo.press("Save and continue")


def ngo_adds_an_activity(ngo: Person) -> None:
    """The list that follows."""
    ngo.page.goto(ngo.page.url.split("#")[0] + "activities/new/")
    ngo.fill({"Activity": "Posjete"})
    ngo.type({"From month": 1, "Until month": 3})
    ngo.press("Save")


def ngo_answers_the_project(ngo: Person) -> None:
    """“Yes” opens the next question; a text that is too long comes back whole."""
    ngo.page.get_by_label(ngo.own("Da"), exact=True).check()
    ngo.press("Save and continue")
    ngo.sees("Your answers open further questions on this page.", within="body")
    long = ngo.own("Opština daje prostor. " * 10)
    ngo.field(DUTIES).evaluate(
        "(field, text) => { field.removeAttribute('maxlength'); field.value = text; }", long
    )
    ngo.push("Save and continue")
    ngo.told_no(DUTIES)
    assert ngo.field(DUTIES).input_value() == long
    ngo.fill({DUTIES: "Opština daje prostor."})
    ngo.press("Save and go back")


def ngo_answers_the_section(ngo: Person, papers: Papers) -> None:
    """A wrong number and a wrong day are said; the file and all that was right are kept."""
    ngo.follow(SECTION)
    ngo.type({VOLUNTEERS: "900", INCOME: "24.500,00"})
    ngo.page.get_by_label(ngo.own("na terenu"), exact=True).check()
    table = ngo.page.locator(".question-table tbody tr").first.locator("input")
    table.nth(0).fill(ngo.own("Dnevni boravak"))
    table.nth(1).fill("8.000,00")
    ngo.page.locator("input[type=date]").fill("2021-03-01")
    ngo.page.locator("input[type=file]").set_input_files(papers("podrska"))
    ngo.push("Save and continue")
    ngo.told_no(VOLUNTEERS)
    ngo.reads("podrska.pdf")
    ngo.type({VOLUNTEERS: "18"})
    ngo.press("Save and go back")


def president_corrects(president: Person, call: str) -> None:
    """While a draft runs: new words, a public reason."""
    president_opens_the_form(president, call)
    line = president.page.locator(".editor-question").filter(has_text=president.own(VOLUNTEERS))
    president.click(line.get_by_role("link", name=president.words("Correct")))
    president.fill({"Question": BETTER, "Reason of the correction": "Pitanje je bilo nejasno."})
    president.press("Publish the correction")
    president.sees(BETTER, "Corrections since the publication")


def ngo_is_told_and_submits(ngo: Person) -> str:
    """The draft is told; its answer is kept; what is handed in holds the answers."""
    ngo.page.reload()
    ngo.sees("The form was corrected after you began", "Pitanje je bilo nejasno.", BETTER)
    ngo.follow(SECTION)
    assert ngo.field(BETTER).input_value() == "18"
    ngo.press("Save and go back")
    ngo.follow("Check the answers")
    ngo.sees(PARTNERS, DUTIES, "Opština daje prostor.", BETTER, "Dnevni boravak")
    ngo.reads(ngo.money(24500), ngo.money(8000), "podrska.pdf")
    ngo.press("Submit the application")
    return ngo.page.locator(".confirmation .number").inner_text()


def staff_reads(president: Person, number: str) -> None:
    """On the file and on paper."""
    president.menu("Applications")
    president.click(president.page.locator("tr").filter(has_text=number).locator("a").first)
    for summary in president.page.locator("details.more > summary").all():
        if summary.locator("xpath=..").get_attribute("open") is None:
            summary.click()
    president.sees(DUTIES, "Opština daje prostor.", SECTION, BETTER, "Dnevni boravak")
    text = text_of(president.paper("The whole application"))
    assert president.own(DUTIES) in text and president.own("Dnevni boravak") in text, text


def evaluator_reads(evaluator: Person, address: str) -> None:
    """The answers beside the criteria, each with the criterion it serves; the letter can be opened."""
    evaluator.open(address)
    evaluator.sees(DUTIES, "Opština daje prostor.", SECTION, BETTER)
    expect(evaluator.page.get_by_role("link", name="podrska.pdf")).to_be_visible()
    served = (
        evaluator.words("Serves the criterion “%(name)s”: up to %(points)s points.")
        .split("“")[0]
        .split("„")[0]
    )
    expect(evaluator.page.locator(".work-text")).to_contain_text(served.strip())
