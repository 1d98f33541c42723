"""A list of organisations in Chromium: file, columns, preview, a doubtful row, applied by the worker, undone."""

import re

import pytest
from playwright.sync_api import expect

from ngo_registry.models import Organisation, RegisterImport
from tests.browser.axe import check_page
from tests.browser.steps.people import Person, account
from tests.factories.registry import OrganisationFactory

pytestmark = pytest.mark.browser
LIST = "Broj upisa;Naziv;Mesto;Kolona 4\n9001;Udruženje Novo;Bar;22. 11. 2020.\n;NVO Žena danas;Bar;\n9002;;Kotor;x\n"


@pytest.mark.timeout(900)
def test_columns_preview_apply_undo(live, worker, new_page, tmp_path):
    """Each page is looked at by axe; the register changes only when the person says so, and back."""
    OrganisationFactory(number="77", name="Žena danas", place="Bar")
    officer = Person(
        new_page(), live.url, "en", account("ref@example.test", "Ana Perović", "en", "administrator")
    )
    officer.sign_in()
    page = officer.page
    page.context.set_default_timeout(60_000)
    path = tmp_path / "lista.csv"
    path.write_bytes(LIST.encode("cp1250"))
    officer.open("/staff/register/")
    officer.follow("Import a list")
    check_page(page)
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_label("Name of the new source").fill("Izvod registra")
    officer.press("Read the file")
    assert page.get_by_text("Windows-1250").first.is_visible()
    check_page(page)
    page.get_by_label("What the column “Kolona 4” holds").select_option("registered_on")
    officer.press("Show what would change")
    check_page(page)
    assert Organisation.objects.count() == 1
    page.get_by_role("link", name=re.compile("Decide.*NVO Žena danas")).click()
    check_page(page)
    page.get_by_role("button", name="Another one, new to the register").click()
    page.goto(page.url.split("?")[0] + "?show=rejected")
    check_page(page)
    officer.press("Apply to the register")
    page.locator("summary", has_text="Undo the whole import").wait_for()
    assert Organisation.objects.count() == 3
    check_page(page)
    officer.fill({"Reason": "pogrešan izvod"})
    officer.press("Undo the whole import")
    page.get_by_text("removes the organisations").wait_for(state="detached")
    page.locator(".tag", has_text="undone").wait_for()
    # The import is undone a moment before its work is over; until then the page loads itself anew.
    expect(page.locator(".job[data-hx-get]")).to_have_count(0)
    page.wait_for_load_state()
    check_page(page)
    assert (Organisation.objects.count(), RegisterImport.objects.get().taken_back) == (1, 2)
