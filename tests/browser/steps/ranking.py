"""Step 7: ranking, equals ordered with a reason, both variants, the decision of two signatures, its publication."""

from playwright.sync_api import expect

from tests.browser.steps.papers import text_of
from tests.browser.steps.people import Person, plain

REASON = "Projekat obuhvata više opština."


def opens(person: Person, call: str, room: str) -> None:
    """A room of the call."""
    person.menu("Public calls")
    person.follow(call)
    person.follow(room)


def president_ranks(president: Person, call: str, final: int, first: str) -> None:
    """Equal points share the place; this application is put first, and the reason is written."""
    opens(president, call, "Ranking list")
    president.press("Make the ranking list")
    rows = president.page.locator("#list + .table-scroll tbody tr")
    expect(rows).to_have_count(2)
    for row in rows.all():
        assert row.locator("td").nth(0).inner_text() == "1"
        expect(row).to_contain_text(str(final))
    president.sees("Variants are computed when all equals are ordered.")
    president.follow("Order them")
    for box in president.page.locator("main select").all():
        label = president.page.locator(f"label[for={box.get_attribute('id')}]").inner_text()
        box.select_option("1" if first in label else "2")
    president.push("Save the order")
    assert president.page.locator(".error-summary").count() == 1  # no order without its reason
    president.fill({"Why in this order": REASON})
    president.press("Save the order")
    expect(rows.first).to_contain_text(first)


def president_compares(president: Person, full: tuple[int, int], floor: tuple[int, int]) -> None:
    """Both ways of giving the money stand side by side; 80 % to all is chosen; the list is published."""
    president.press("Compare the variants")
    rows = president.page.locator("#variants + .table-scroll tbody tr")
    for row, (given, left) in zip(rows.all(), (full, floor), strict=True):
        told = [plain(cell.inner_text()) for cell in row.locator("td.num").all()]
        assert told[-2:] == [president.money(given), president.money(left)]
    president.click(rows.nth(1).get_by_role("button"))
    president.press("Confirm the ranking list")
    president.press("Publish the ranking list")


def president_drafts_and_signs(president: Person, call: str, given: int) -> None:
    """The first signature; the second is another person's."""
    opens(president, call, "Decision on allocation")
    president.press("Draft the decision")
    president.reads(president.money(given))
    president.press("Sign first")
    assert (
        president.page.get_by_role("button", name=president.words("Sign as the second person")).count() == 0
    )


def head_signs_second(head: Person, call: str) -> None:
    """The head of the office finds it on the desk."""
    opens(head, call, "Decision on allocation")
    head.press("Sign as the second person")


def president_publishes(president: Person, call: str) -> str:
    """Every applicant is written to; gives the number of the decision."""
    opens(president, call, "Decision on allocation")
    president.press("Publish the decision")
    return president.fact("Number")


def citizen_reads_the_results(citizen: Person, call: str, number: str, sums: dict[str, int]) -> str:
    """Places, points, sums, reasons; ranking list and decision as documents; gives the code of the decision."""
    citizen.open(f"{citizen.prefix}/calls/")
    citizen.follow(call)
    citizen.refresh()
    citizen.reads(number)
    for name, amount in sums.items():
        row = (
            citizen.page.locator("#results ~ .table-scroll tbody tr").filter(has_text=citizen.own(name)).first
        )
        assert row.locator("td").first.inner_text() == "1"
        expect(row).to_contain_text("85")
        expect(row).to_contain_text(citizen.money(amount))
        expect(row).to_contain_text(citizen.own(REASON))
    assert "85" in text_of(citizen.paper("Ranking list"))
    text = text_of(citizen.paper("Decision on the allocation of funds"))
    assert number in text
    return text
