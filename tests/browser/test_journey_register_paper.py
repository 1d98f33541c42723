"""A filing on paper with its three times; a new name later; the register as it was on a past day."""

import datetime

import pgtrigger
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from ngo_registry.models import Organisation, RegisterEntry, RegisterFiling
from ngo_registry.services import filings as services
from office.scripts import to_latin
from tests.browser.axe import check_page
from tests.browser.steps import deciding
from tests.browser.steps.papers import Papers, text_of
from tests.browser.steps.people import Person, account
from tests.browser.steps.register import Association, head_signs_the_entry, officer_enters

pytestmark = pytest.mark.browser
NAME, LATER = "Udruženje „Bijela čaplja“", "Udruženje „Crna čaplja“"
FOUNDERS = ("Ivana Perović", "Marko Ilić", "Jelena Babić")


@pytest.mark.timeout(600)
def test_paper_book_and_past_day(live, worker, new_page, tmp_path):
    """An officer and a head, in Cyrillic."""
    papers, people = Papers(tmp_path), {}
    for key, name, roles in (
        ("officer", "Milica Vukotić", ("registry_officer",)),
        ("head", "Vesna Radović", ("registry_head",)),
    ):
        user = account(f"{key}@example.test", name, "cnr-cyrl", *roles)
        people[key] = Person(new_page(), live.url, "cnr-cyrl", user)
        people[key].page.context.set_default_timeout(60_000)
        people[key].sign_in()
    officer, head = people["officer"], people["head"]
    what = Association(officer.own(NAME), "Tivat", tuple(map(officer.own, FOUNDERS)))
    officer_enters(officer, papers, what)
    came_by_post(officer)
    head_signs_the_entry(head, what)
    was_entered_long_ago()
    changes_its_name(officer, papers)
    deciding.takes(officer, officer.own(LATER))
    deciding.signs(head, officer.own(LATER))
    reads_the_book(officer)
    looks_back(officer)
    keeps_the_folder(officer, papers)


def came_by_post(officer: Person) -> None:
    """Posted, received and entered stand on the file; the rulebook says which of them counts."""
    today = timezone.localdate()
    posted, received = today - datetime.timedelta(days=4), today - datetime.timedelta(days=2)
    officer.follow("Name and seat")
    officer.type({"Day of posting": received, "Day of receipt": posted})
    officer.push("Save and return to the filing")
    officer.told_no("It was received before it was posted: check both days.")
    officer.type({"Day of posting": posted, "Day of receipt": received})
    officer.press("Save and return to the filing")
    facts = [officer.fact(term) for term in ("Posted", "Received", "Day that counts")]
    assert facts[0] in facts[2] and facts[1] not in facts[2]
    assert officer.words("the day of posting") in facts[2]
    assert officer.words("rule not confirmed") in facts[2]
    assert str(today.year) in officer.fact("Entered by the office")
    filing = RegisterFiling.objects.get()
    assert (filing.posted_on, filing.received_on) == (posted, received)
    assert filing.due == services.decision_due(posted)
    check_page(officer.page)


def was_entered_long_ago() -> None:
    """Three years pass: what a test cannot wait for."""
    Organisation.objects.update(registered_on="2023-11-20", founded_on="2023-11-01")
    with pgtrigger.ignore("ngo_registry.RegisterEntry:register_book_never_rewritten"):
        RegisterEntry.objects.update(on="2023-11-20")


def changes_its_name(officer: Person, papers: Papers) -> None:
    """From the organisation's file."""
    officer.menu("Register")
    officer.follow(NAME)
    officer.follow("Change of entered data", within="aside.side")
    check_page(officer.page)
    officer.tick("change of name")
    officer.press("Continue")
    officer.fill({"Name": LATER})
    officer.tick("name of a person|no")
    officer.attach("Decision or minutes on the change", papers("odluka"))
    officer.attach("Statute as it reads after the change", papers("statut"))
    officer.press("Save")
    officer.press("File it")


def reads_the_book(officer: Person) -> None:
    """Two lines, with what was and what is; printed as the book."""
    officer.menu("Register")
    officer.follow("Filings")
    officer.follow("Book of the register")
    check_page(officer.page)
    numbers = list(RegisterEntry.objects.values_list("number", flat=True))
    assert len(set(numbers)) == 2
    officer.reads(*numbers)
    book = text_of(officer.get(officer.page.url + "?pdf=1"))
    assert [number for number in numbers if number not in book] == []
    for name in (NAME, LATER):
        assert to_latin(officer.own(name)) in book or officer.own(name) in book


def looks_back(officer: Person) -> None:
    """Yesterday it had its old name; today the new one; before the entry it was not there."""
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    officer.menu("Register")
    officer.follow("Filings")
    officer.follow("The register on a past day")
    for day, name in ((yesterday, NAME), (timezone.localdate(), LATER)):
        officer.type({"State at the end of the day": day})
        officer.press("Show")
        officer.sees(name)
    officer.type({"State at the end of the day": yesterday})
    officer.press("Show")
    check_page(officer.page)
    officer.follow(NAME)
    check_page(officer.page)
    officer.press("Issue the extract of this day")
    back = "/staff/register/organisations/1/past/?day="
    officer.open(f"{back}{yesterday}")
    drawn = officer.page.locator("main ul.files a")
    for _second in range(60):
        if drawn.count():
            break
        officer.page.wait_for_timeout(1000)
        officer.page.reload()
    state = text_of(officer.get(drawn.first.get_attribute("href")))
    assert officer.own(NAME) in state and officer.own(LATER) not in state
    check_page(officer.page)
    officer.open(f"{back}2019-01-01")
    expect(officer.page.locator("main")).not_to_contain_text(officer.words("Issue the extract of this day"))


def keeps_the_folder(officer: Person, papers: Papers) -> None:
    """A scanned paper of the old folder."""
    officer.follow(Organisation.objects.get().number, within="nav.crumbs")
    officer.follow("Scanned folder", within="aside.side")
    officer.push("Put in the folder")
    officer.told_no("This field is required.")
    officer.fill({"What it is": "stari statut"})
    officer.attach("File", papers("stari statut"))
    officer.press("Put in the folder")
    officer.sees("stari statut")
    check_page(officer.page)
