"""An official signs in: the second factor is demanded, set up in the screens and asked for; then a passkey alone does.

Chromium's virtual authenticator stands in for the phone; nothing of it is refused by the policy of the page's content.
"""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import processes
from tests.browser.steps.people import PASSWORD, account

pytestmark = pytest.mark.browser
MAIL = "sluzbenik@example.test"
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def portal(fresh_database):
    """The portal as an office runs it, with the second factor required of staff; a passkey needs a name of a host."""
    with processes.served(fresh_database, OFFICE_DEMO="0", DEBUG="1") as found:
        yield found.url.replace("127.0.0.1", "localhost")


def give_password(page: Page, portal: str) -> None:
    """The first factor."""
    page.goto(f"{portal}/accounts/login/")
    page.fill("[name=login]", MAIL)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def again(page: Page) -> None:
    """The password once more, where what is done asks for it."""
    if "/reauthenticate/" in page.url:
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda url: "/reauthenticate/" not in url)


def code_of(secret: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def give_code(page: Page, secret: str) -> None:
    """The code of the app, in the field of the page."""
    page.fill("[name=code]", code_of(secret))
    page.press("[name=code]", "Enter")
    page.wait_for_load_state("domcontentloaded")


def test_an_official_signs_in_with_a_code_and_with_a_passkey(portal, page):
    official = account(MAIL, "Milena Perović", "en", "office_officer")
    give_password(page, portal)
    page.goto(f"{portal}/staff/")
    assert page.url == f"{portal}/accounts/2fa/"
    expect(page.locator("body")).to_contain_text("Set up a second factor first")

    page.goto(f"{portal}/accounts/2fa/totp/activate/")
    again(page)
    secret = page.locator("#authenticator_secret").input_value()
    give_code(page, secret)
    page.wait_for_url("**/recovery-codes/**")
    assert official.authenticator_set.filter(type="totp").exists()
    assert page.goto(f"{portal}/staff/").status == 200
    assert page.url == f"{portal}/staff/"

    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    page.goto(f"{portal}/accounts/2fa/webauthn/add/")
    again(page)
    page.fill("[name=name]", "Telefon")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/add/" not in url)
    assert official.authenticator_set.get(type="webauthn").wrap().is_passwordless

    page.context.clear_cookies()
    give_password(page, portal)
    assert "/2fa/authenticate/" in page.url
    page.fill("[name=code]", "000000")
    page.press("[name=code]", "Enter")
    page.goto(f"{portal}/staff/")
    assert "/2fa/authenticate/" in page.url  # the password alone opens nothing, nor does a wrong code
    give_code(page, secret)
    page.goto(f"{portal}/staff/")
    assert page.url == f"{portal}/staff/"

    page.context.clear_cookies()
    page.goto(f"{portal}/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto(f"{portal}/staff/")
    assert page.url == f"{portal}/staff/"
    assert official.authenticator_set.get(type="webauthn").last_used_at.date() == timezone.now().date()
