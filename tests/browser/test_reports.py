"""The pages of spending, awards and open data in Chromium: axe, contrast in the dark, 320 pixels."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from tests.browser.axe import check_page
from tests.browser.test_look import PASSWORD, log_in
from tests.factories.office import person
from tests.reports.test_import_screens import HEAD, ROWS, applied, sent
from tests.reports.test_open_data import spent

pytestmark = pytest.mark.browser
KINDS = ("association", "foundation", "company")


def test_pages_of_spending_and_awards(live, page):
    officer = person("officer", "administrator", language="cnr-cyrl")
    officer.set_password(PASSWORD)
    officer.save()
    officer.emailaddress_set.create(email=officer.email, verified=True, primary=True)
    rejected = sent(officer, f"{HEAD}{ROWS}3;Opština B;Udruženje Tri;;Treći;12O0\n")
    applied(officer, HEAD + ROWS)
    changed = sent(officer, HEAD + ROWS.replace("800", "900") + "7;Opština B;Udruženje Pet;;Peti;5\n")
    for n in range(8):
        spent(2022 + n % 3, awarded=Decimal(1000 * (n + 1)), recipient_kind=KINDS[n % 3])
    log_in(page, live.url, officer)
    imports = "/staff/spending/imports"
    for path in (
        f"{imports}/", f"{imports}/{rejected.pk}/", f"{imports}/{changed.pk}/", "/staff/spending/2024/",
        "/cnr/grants/", "/cnr-cyrl/grants/?kind=ngo", "/en/open-data/",
    ):  # fmt: skip
        assert page.goto(live.url + path).status == 200
        assert page.url == live.url + path
        if folder := os.environ.get("SCREENSHOTS"):
            name = path.strip("/").replace("/", "-").replace("?", "-")
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
        check_page(page)
