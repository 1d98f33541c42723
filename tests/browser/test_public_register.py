"""A citizen in Chromium: finds an organisation, takes and verifies its extract, reports an error, watches, ends it."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from post_office.models import Email

from ngo_registry.models import ErrorReport, RegisterEntry, Watcher
from ngo_registry.services.figures import count_figures
from ngo_registry.services.lookup import refresh_search
from tests.browser.axe import check_page
from tests.browser.steps.people import Person, account
from tests.factories.registry import OrganisationFactory

pytestmark = pytest.mark.browser
NAME = "Udruženje Zelena rijeka"
MAIL = "citalac@example.test"


def looked_at(page: Page, name: str) -> None:
    """The page has no fault of accessibility and nothing sideways; a picture where one is asked for."""
    check_page(page)
    if folder := os.environ.get("SARADNJA_PICTURES"):
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def ngo(fresh_database):
    """An organisation with a history, and others beside it."""
    row = OrganisationFactory(name=NAME, number="2020-00777", former_names="Klub ribolovaca")
    OrganisationFactory.create_batch(3)
    RegisterEntry.objects.create(
        number="U-2024-0001", organisation=row, kind="change", on="2024-05-06", act_number="UPI-9",
        facts={"address": ["Stara 1", "Trg slobode 1"]},
    )  # fmt: skip
    refresh_search(whole=True, by=None)
    count_figures(by=None)
    return row


def link_of(part: str) -> str:
    """The newest link of a message whose address holds this."""
    words = [word for email in Email.objects.order_by("-pk") for word in email.message.split()]
    return next(word for word in words if part in word)


@pytest.mark.timeout(600)
def test_a_citizen_finds_takes_reports_and_watches(live, worker, new_page, ngo):
    page = new_page()
    page.context.set_default_timeout(60_000)
    citizen = Person(page, live.url, "cnr")
    citizen.open("/cnr/")
    finds_by_suggestion(page)
    looked_at(page, "organisation")
    takes_and_verifies_the_extract(page)
    citizen.open(f"/cnr/register/{ngo.number}/")
    reports_an_error(citizen)
    clerk = Person(
        new_page(), live.url, "cnr", account("ana@example.test", "Ana Perović", "cnr", "registry_officer")
    )
    clerk.sign_in()
    answers(clerk)
    assert "Ispravljeno je." in Email.objects.get(to=[MAIL]).message
    citizen.open(f"/cnr/register/{ngo.number}/")
    watches_and_ends(citizen)


def finds_by_suggestion(page: Page) -> None:
    """Three letters in the other script without accents, a rest, an arrow, Enter."""
    field = page.locator("#front-search")
    field.press_sequentially("зелена ри")
    page.locator("[role=option]").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    check_page(page)
    field.press("Escape")
    assert page.locator("[role=option]").count() == 0 and field.get_attribute("aria-expanded") == "false"
    field.press("j")
    field.press("Backspace")
    page.locator("[role=option]").first.wait_for()
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "front-search-suggestions-0"
    with page.expect_navigation():
        field.press("Enter")
    expect(page.locator("h1")).to_have_text(NAME)


def takes_and_verifies_the_extract(page: Page) -> None:
    """The button, a few seconds, the PDF, its code."""
    page.get_by_role("button", name="Zatraži izvod (PDF)").click()
    page.locator(".files a").wait_for(timeout=60_000)
    looked_at(page, "extract")
    with page.expect_download() as coming:
        page.evaluate("() => { document.querySelector('.files a').setAttribute('download', ''); }")
        page.locator(".files a").click()
    assert Path(coming.value.path()).read_bytes().startswith(b"%PDF")
    page.locator("dl.facts a").click()
    expect(page.locator("main")).to_contain_text("Dokument je vjerodostojan i važi.")


def reports_an_error(citizen: Person) -> None:
    """What is wrong, what is right, where to answer; an empty form says what is missing."""
    citizen.follow("Report an error")
    looked_at(citizen.page, "report-error")
    citizen.push("Send the report")
    citizen.told_no("What is wrong")
    citizen.fill({"What is wrong": "Adresa nije tačna."})
    citizen.type({"E-mail for the answer": MAIL})
    citizen.press("Send the report")
    citizen.reads(ErrorReport.objects.get().number)
    looked_at(citizen.page, "report-sent")


def answers(clerk: Person) -> None:
    """From the desk to the answer."""
    clerk.open("/staff/")
    clerk.follow(NAME)
    looked_at(clerk.page, "staff-report")
    clerk.press("Take the report")
    clerk.follow("Answer")
    looked_at(clerk.page, "staff-answer")
    clerk.fill({"Answer": "Ispravljeno je."})
    clerk.press("Send the answer")
    clerk.sees("No report waits.")
    looked_at(clerk.page, "staff-reports")


def watches_and_ends(citizen: Person) -> None:
    """Ordered, confirmed from the mail, seen, ended; the address is gone."""
    citizen.follow("Watch by e-mail")
    looked_at(citizen.page, "watch")
    citizen.type({"Your e-mail": MAIL})
    citizen.press("Send me the link")
    citizen.sees("Look in your mail")
    citizen.open("/" + link_of("/confirm/").split("/", 3)[3])
    looked_at(citizen.page, "watch-confirm")
    citizen.press("Yes, write to me")
    citizen.reads(NAME)
    assert MAIL not in citizen.page.content()
    looked_at(citizen.page, "watch-manage")
    citizen.press("End everything and delete my address")
    citizen.sees("The watch is ended")
    assert not Watcher.objects.exists()


def test_list_and_statistics_in_all_scripts_and_without_javascript(live, new_page, ngo):
    page = new_page()
    for number, path in enumerate((
        "/cnr/register/?q=ribolovaca", "/cnr-cyrl/register/?entered=2020&kind=association",
        "/en/register/?q=zzzz&entered=2020",
        "/cnr/register/statistics/", "/cnr-cyrl/register/statistics/?year=2020", "/en/register/statistics/?kind=association",
        f"/cnr-cyrl/register/{ngo.number}/", f"/en/register/{ngo.number}/extract/", "/en/register/watch/?q=zelena",
        "/cnr-cyrl/register/watch/asked/",
    )):  # fmt: skip
        assert page.goto(live.url + path).status == 200
        Person(page, live.url, path.split("/")[1]).reads_one_script()
        looked_at(page, f"public-{number}")
    plain = new_page(java_script_enabled=False)
    plain.goto(f"{live.url}/en/register/")
    plain.locator("#id_q").fill("zelena rijeka")
    plain.locator(".find button").click()
    expect(plain.locator(".result-count")).to_have_text(re.compile("1 organisation"))
    expect(plain.locator(".listing")).not_to_contain_text("found by")  # its name shows it
