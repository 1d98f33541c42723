"""Pages of applications in Chromium: nothing axe finds, no sideways scroll, a draft that saves itself, two windows."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from grants.models import Application
from grants.services import checks
from tests.browser.axe import check_page
from tests.factories import grants as made
from tests.factories.applications import enter, filed, ready_draft
from tests.words import strangers

pytestmark = pytest.mark.browser
PARTS = ("organisation", "project", "budget", "documents", "declarations")


def window(new_page, live, person, language, **options):
    """A window of this person, in a language."""
    client = enter(Client(), person, language)
    page = new_page(**options)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live.url}])
    return page


def portal(draft, other):
    """Pages of the NGO that differ in their template."""
    return [
        reverse("grants_portal:dashboard"), reverse("grants_portal:applications"),
        reverse("grants_portal:begin", args=[draft.call.slug]),
        reverse("grants_portal:application", args=[draft.pk]),
        *(reverse("grants_portal:section", args=[draft.pk, key]) for key in PARTS),
        reverse("grants_portal:entry_new", args=[draft.pk, "budget"]),
        reverse("grants_portal:check", args=[draft.pk]), reverse("grants_portal:submitted", args=[other.pk]),
        reverse("grants_portal:application", args=[other.pk]), reverse("grants_portal:withdraw", args=[other.pk]),
    ]  # fmt: skip


def staff(row):
    """Pages of the commission."""
    names = ("application", "check", "ask_completion", "rejection_propose", "exempt")
    return [reverse("grants_staff:applications") + f"?call={row.call_id}"] + [
        reverse(f"grants_staff:{name}", args=[row.pk]) for name in names
    ]


@pytest.mark.timeout(900)
def test_pages_for_everybody(live, new_page):
    call = made.published_call(title="Zaštita životne sredine", contact="020 123 456")
    person, organisation = made.ngo_person()
    draft = ready_draft(call, person=person, organisation=organisation, requested=14600)
    facts = {"person": person, "organisation": organisation}
    other = Application.objects.get(pk=filed(made.published_call(title="Mladi"), **facts).pk)
    closed = Application.objects.get(pk=filed(made.closed_call(title="Kultura"), **facts).pk)
    president = made.president(closed.call.commission)
    checks.begin_check(application=closed, by=president)
    for who, pages in ((person, portal(draft, other)), (president, staff(closed))):
        page = window(new_page, live, who, "cnr-cyrl")
        for address in pages:
            page.goto(live.url + address)
            check_page(page)
            assert strangers(page.content(), "cnr-cyrl") == [], address


@pytest.mark.timeout(600)
def test_two_windows_on_one_part_lose_nothing(live, new_page):
    draft = ready_draft()
    address = live.url + reverse("grants_portal:section", args=[draft.pk, "capacity"])
    mine = window(new_page, live, draft.created_by, "en")
    theirs = window(new_page, live, draft.created_by, "en")
    for page in (mine, theirs):
        page.goto(address)
    theirs.get_by_label("Capacity of the organisation").fill("Deset godina rada.")
    theirs.get_by_role("button", name="Save and go back").click()
    expect(theirs.get_by_text("Saved: Capacity and sustainability.")).to_be_visible()
    mine.get_by_role("textbox", name="Capacity of the organisation").fill("Tri zaposlena.")
    mine.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    mine.get_by_role("button", name="Save and go back").click()
    expect(mine.get_by_role("heading", name="Compare both texts")).to_be_visible()
    expect(mine.locator(".versions").get_by_text("Deset godina rada.")).to_be_visible()
    expect(mine.get_by_role("textbox", name="Capacity of the organisation")).to_have_value("Tri zaposlena.")
    mine.get_by_role("button", name="Save and go back").click()
    expect(mine.get_by_text("Saved: Capacity and sustainability.")).to_be_visible()
    draft.refresh_from_db()
    assert draft.capacity == "Tri zaposlena."
    with override("en"):
        assert draft.sections.get(key="capacity").version == 2
