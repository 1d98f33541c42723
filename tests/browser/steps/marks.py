"""From the sheets to the adapted budget: keys, a recusal, a correction, three variants, letters, a smaller budget."""

import datetime
import hashlib
import re
from decimal import Decimal

from django.utils import timezone
from playwright.sync_api import Locator, expect
from post_office.models import STATUS, Email

from office.tasks import send_mail
from tests.browser.axe import check_page
from tests.browser.steps.keys import press_key, reach
from tests.browser.steps.people import PASSWORD, Person

CALL = "Čiste vode"
SHORE, RIVER, WOOD, LAKE = "Obala", "Rijeka", "Šuma", "Jezero"
CONFLICT = "Brat mi radi u ovom udruženju."
REASON = "Ciljevi su jasni i mjerljivi."
WHY = "Mjerila 7 i 8 su upisana u pogrešne redove."
ALLOWED = "Obrazloženja pokazuju da su redovi zamijenjeni."
ORDER = "Projekat obuhvata više opština."
NOT_NOW = "Sredstva nijesu dovoljna za četvrti projekat."
WELCOME = "Čestitamo na podršci."
MODES = {"Redom": "full", "Svima isto": "floor_share", "Srazmjerno": "proportional"}


def room(person: Person, title: str) -> None:
    """A room of the call, from the menu."""
    person.menu("Public calls")
    person.follow(CALL)
    person.follow(title)


def opens(person: Person, number: str) -> None:
    """The page behind a number; numbers keep their letters."""
    person.click(person.page.locator("main").get_by_role("link", name=number, exact=True).first)


def line_of(person: Person, number: str) -> Locator:
    """The line of a table that says this number."""
    return person.page.locator("main tbody tr").filter(has_text=number).first


# ---- scoring ----


def president_gives_it_to_two(president: Person, people: list[Person]) -> None:
    """Two evaluators of the list, with a term."""
    room(president, "Evaluation")
    for label, person in zip(("First evaluator", "Second evaluator"), people, strict=True):
        president.choose(label, person.user.full_name)
    president.type({"Score until": timezone.localdate() + datetime.timedelta(days=14)})
    president.press("Assign")
    president.sees(*(person.user.full_name for person in people))


def opens_sheet(evaluator: Person, number: str) -> None:
    """From the list of one's assignments."""
    evaluator.menu("My assignments")
    evaluator.click(evaluator.page.locator("tr").filter(has_text=number).locator("td a"))


def evaluator_steps_aside(evaluator: Person, number: str) -> None:
    """A conflict is described in a sentence; what was chosen stands when it is not."""
    evaluator.menu("My assignments")
    opens_sheet(evaluator, number)
    evaluator.tick("I have a conflict of interest.")
    evaluator.push("Give the statement")
    evaluator.told_no("Describe the conflict in a sentence.")
    expect(evaluator.field("I have a conflict of interest.")).to_be_checked()
    evaluator.fill({"What the conflict is": CONFLICT})
    evaluator.press("Give the statement")
    evaluator.sees(
        "You stated a conflict of interest; the commission gives the application to somebody else."
    )
    assert evaluator.page.locator("main form").count() == 0


def president_picks_another(president: Person, number: str, instead: Person) -> None:
    """The desk says that a scorer is missing, though the other one still works."""
    president.menu("Desk")
    president.follow("Choose who scores")
    opens(president, number)
    president.sees(CONFLICT)
    president.choose("Evaluator", instead.user.full_name)
    president.press("Assign")


def evaluator_states_no_conflict(evaluator: Person, number: str) -> None:
    """Before the statement only the header is shown."""
    opens_sheet(evaluator, number)
    evaluator.tick("I have no conflict of interest with this applicant or this project.")
    evaluator.press("Give the statement")


def evaluator_scores_by_keys(evaluator: Person, total: int) -> None:
    """Without a mouse: from line to line by key, saved by itself, read again after the page was closed."""
    page, keys = evaluator.page, evaluator.page.keyboard
    most = [int(field.get_attribute("max")) for field in page.locator("[data-points]").all()]
    left = total
    for limit in most:
        points, left = min(left, limit), left - min(left, limit)
        keys.press("Alt+PageDown")
        keys.type(str(points))
        keys.press("Tab")
        keys.insert_text(evaluator.own(REASON))
    expect(page.locator("[data-total]")).to_have_text(str(total))
    page.clock.fast_forward(11_000)
    expect(page.locator(".autosave")).to_have_attribute("data-state", "saved")
    page.reload()
    expect(page.locator("[data-total]")).to_have_text(str(total))
    evaluator.sees("All sub-criteria have points and a reason.")
    check_page(page)


def evaluator_locks(evaluator: Person, number: str) -> None:
    """The password is asked again; a wrong one locks nothing and the tick stays."""
    press_key(evaluator, evaluator.page.locator("button[name=lock]"))
    agreed = "I scored this application alone, by the criteria of the call."
    evaluator.tick(agreed)
    evaluator.type({"Your password": "nije-to"})
    evaluator.push("Lock the sheet")
    evaluator.told_no("This is not your password.")
    expect(evaluator.field(agreed)).to_be_checked()
    reach(evaluator, evaluator.field("Your password"))
    evaluator.page.keyboard.type(PASSWORD)
    with evaluator.page.expect_navigation(wait_until="domcontentloaded"):
        evaluator.page.keyboard.press("Enter")
    assert re.fullmatch("[0-9a-f]{64}", evaluator.fact("SHA-256"))
    assert number in evaluator.page.content()


def president_sees_the_gap(president: Person, number: str, gap: int) -> None:
    """Marked in the table, said in a sentence on the page of the application."""
    room(president, "Evaluation")
    expect(line_of(president, number).locator(".gap-large")).to_contain_text(f"{gap}")
    opens(president, number)
    president.sees("The sheets differ by %(gap)s points. Read both before the ranking list is made.", gap=gap)


def evaluator_asks_for_a_correction(evaluator: Person, number: str) -> None:
    """A locked sheet is corrected on request; two words are no reason and are not lost."""
    opens_sheet(evaluator, number)
    evaluator.page.locator("summary", has_text=evaluator.words("Ask for a correction of the sheet")).click()
    evaluator.fill({"What is to be corrected and why": "Pogrešno."})
    evaluator.push("Ask for the correction")
    evaluator.told_no("Write what is to be corrected and why: at least %(least)s characters.", least=20)
    expect(evaluator.field("What is to be corrected and why")).to_have_value(evaluator.own("Pogrešno."))
    evaluator.fill({"What is to be corrected and why": WHY})
    evaluator.press("Ask for the correction")


def president_allows_it(president: Person) -> None:
    """From the desk; the answer has its reason."""
    president.menu("Desk")
    president.follow("Answer a request to correct a score sheet")
    president.sees(WHY)
    president.fill({"Reason of the answer": ALLOWED})
    president.press("Allow the correction")
    president.sees("The sheet is open for correction; its scorer is told.")


def evaluator_corrects(evaluator: Person, number: str, points: dict[int, int], total: int) -> None:
    """The open sheet with its old points; locked again, the old one stays to be read."""
    opens_sheet(evaluator, number)
    evaluator.sees(ALLOWED)
    for line, given in points.items():
        evaluator.page.locator("[data-points]").nth(line).fill(str(given))
    evaluator.press("Save and lock …")
    evaluator.type({"Your password": PASSWORD})
    evaluator.tick("I scored this application alone, by the criteria of the call.")
    evaluator.press("Lock the sheet")
    assert evaluator.fact("Total") == str(total)
    old = evaluator.page.locator("details").filter(has_text="SHA-256")
    expect(old).to_have_count(1)


# ---- ranking and money ----


def president_orders_the_equals(president: Person, points: str, first: str) -> None:
    """Two share the first place; their order has its reason."""
    room(president, "Ranking list")
    president.press("Make the ranking list")
    rows = president.page.locator("#list + .table-scroll tbody tr")
    assert [row.locator("td").nth(0).inner_text() for row in rows.all()] == ["1", "1", "3", "4"]
    for row in rows.all()[:2]:
        expect(row).to_contain_text(points)
    president.follow("Order them")
    boxes = president.page.locator("main select")
    for box in boxes.all():
        label = president.page.locator(f"label[for={box.get_attribute('id')}]").inner_text()
        box.select_option("1" if president.own(first) in label else "2")
    president.push("Save the order")
    assert president.page.locator(".error-summary").count() == 1
    president.fill({"Why in this order": ORDER})
    president.press("Save the order")
    expect(rows.first).to_contain_text(president.own(first))


def president_computes(president: Person, names: dict[str, str]) -> None:
    """Each way has its name; a sum above the money of the call is refused with its figures, nothing typed is lost."""
    president.follow("Simulator: compare more variants")
    for name, mode in names.items():
        president.fill({"Name of the variant": name})
        president.field("Mode").select_option(mode)
        if mode == "full":
            president.type({"Money": "99.000,00"})
            president.push("Compute")
            expect(president.field("Name of the variant")).to_have_value(president.own(name))
            president.type({"Money": ""})
        president.press("Compute")


def figures(president: Person, at: int) -> list[str]:
    """What the simulator says of one variant: money, supported, awarded, left, gain, lose, passed over."""
    row = president.page.locator("#variants + .table-scroll tbody tr").nth(at)
    return [" ".join(cell.inner_text().split()) for cell in row.locator("td").all()]


def given(president: Person, row: str) -> list[str]:
    """What each variant gives one application."""
    line = president.page.locator("#lines ~ .table-scroll tbody tr").filter(has_text=president.own(row))
    return [" ".join(cell.inner_text().split()) for cell in line.locator("td.given").all()]


def president_chooses(president: Person, name: str) -> str:
    """The chosen variant is locked; gives its SHA-256."""
    row = president.page.locator("#variants + .table-scroll tbody tr").filter(has_text=president.own(name))
    president.click(row.locator("button[name=choose]"))
    president.follow("Simulator: compare more variants")
    president.sees("The chosen variant is locked:")
    return president.page.locator(".hash").first.inner_text()


def president_publishes_the_list(president: Person) -> None:
    """Confirmed, then published."""
    president.follow("Ranking and allocation", within=".crumbs")
    president.press("Confirm the ranking list")
    president.press("Publish the ranking list")


# ---- decision, letters, budget ----


def president_drafts_and_signs(president: Person, number: str) -> None:
    """A reason in own words for who gets nothing; the first signature; the second is not offered."""
    room(president, "Decision on allocation")
    president.press("Draft the decision")
    president.click(line_of(president, number).get_by_role("link", name=president.words("Change the reason")))
    president.fill({"Explanation": NOT_NOW})
    president.press("Save")
    president.sees(NOT_NOW)
    president.press("Sign first")
    assert president.page.locator("button[value=sign]").count() == 0


def head_signs_second(head: Person) -> None:
    """Another person finds it on the desk."""
    head.menu("Desk")
    head.follow("Sign the decision as the second person")
    head.press("Sign as the second person")


def president_reads_and_sends(president: Person, number: str, sum: Decimal, letters: int) -> None:
    """The letter is read as its reader will see it, gets own words, and goes out with the publication."""
    room(president, "Decision on allocation")
    president.click(president.page.locator("main a[href$='/letters/']").first)
    president.click(line_of(president, number).get_by_role("link"))
    president.reads(president.money(sum))
    check_page(president.page)
    president.fill({"First words": WELCOME})
    president.press("Save and show")
    expect(president.page.locator(".letter")).to_contain_text(president.own(WELCOME))
    assert not Email.objects.filter(message__contains=president.own(WELCOME)).exists()
    room(president, "Decision on allocation")
    president.press("Publish the decision")
    president.click(president.page.locator("main a[href$='/letters/']").first)
    said = "%(sent)s of %(all)s letters sent; %(corrected)s with words of your own."
    president.sees(said, sent=letters, all=letters, corrected=1)


def letters_are_delivered(person: Person, address: str) -> None:
    """The clock rings and the worker delivers."""
    send_mail.delay()
    rows = Email.objects.filter(to__contains=address, message__contains=person.own(WELCOME))
    for _second in range(40):
        if rows.filter(status=STATUS.sent).exists():
            return
        person.page.wait_for_timeout(250)
    raise AssertionError(list(rows.values("status")))


def officer_asks_the_budgets(officer: Person) -> None:
    """All who got less than they asked, by one day."""
    room(officer, "Decision on allocation")
    officer.follow("Answers to the awards")
    officer.type({"Answer by": timezone.localdate() + datetime.timedelta(days=8)})
    officer.press("Ask for the budgets")
    assert officer.fact("Waiting for the organisation") == "3"


def ngo_adapts(ngo: Person, number: str, sum: Decimal) -> None:
    """Begun with the award in proportion; a sum that does not fit is said with both figures, the text stays."""
    ngo.open("/portal/")
    ngo.click(ngo.page.locator("main").get_by_role("link").filter(has_text=number).first)
    field = ngo.page.locator("input[name^=sum_]")
    fits = field.input_value()
    field.fill("5000")
    ngo.fill({"What changes in the project": "Dvije radionice manje."})
    ngo.push("Hand in the adapted budget")
    ngo.told_no("The lines make %(sum)s, the award is %(award)s.", sum=ngo.money(5000), award=ngo.money(sum))
    field.fill(fits)
    ngo.press("Hand in the adapted budget")
    ngo.sees("Dvije radionice manje.")


def officer_accepts(officer: Person, number: str) -> None:
    """From the desk; the contract follows it."""
    officer.menu("Desk")
    officer.click(officer.page.locator("main a[href*='/awards/']").first)
    officer.sees("Dvije radionice manje.")
    officer.press("Accept the adapted budget")
    officer.sees("Draft the contract")


def citizen_reads_it(citizen: Person, sums: dict[str, int], sha256: str, hidden: list[str]) -> None:
    """Places, points without names, sums, reasons; the locked variant computed again."""
    citizen.open(f"{citizen.prefix}/calls/")
    citizen.follow(CALL)
    for title, sum in sums.items():
        row = citizen.page.locator("#results ~ .table-scroll tbody tr").filter(has_text=citizen.own(title))
        expect(row).to_contain_text(citizen.money(sum) if sum else citizen.own(NOT_NOW))
    citizen.sees(ORDER)
    citizen.page.locator("summary", has_text=citizen.words("How the money was given out")).click()
    citizen.reads(sha256)
    link = citizen.page.get_by_role("link", name=citizen.words("The chosen variant as plain text"))
    assert hashlib.sha256(citizen.get(link.get_attribute("href"))).hexdigest() == sha256
    told = [citizen.page.content()]
    row = citizen.page.locator("#results ~ .table-scroll tbody tr").filter(has_text=citizen.own(SHORE))
    citizen.click(row.get_by_role("link").last)
    citizen.sees(REASON)
    told.append(citizen.page.content())
    assert [name for name in hidden for page in told if citizen.own(name) in page or name in page] == []
