"""The look as people meet it: both scripts, dark, small, keyboard alone, without JavaScript, on paper."""

import gzip
import re

import pytest

from office.models import RoleGrant, User
from office.roles import Role
from tests.browser.axe import check_page, faults, html_faults, sideways

pytestmark = pytest.mark.browser
PASSWORD = "a-long-password-2026"
OWN_PAGES = [
    "/cnr/about/", "/cnr/contact/", "/cnr/privacy/", "/cnr/accessibility/", "/cnr/nothing-here/",
    "/cnr-cyrl/about/", "/en/about/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/",
]  # fmt: skip
CLOSED_PAGES = ["/staff/components/", "/accounts/2fa/", "/accounts/password/change/", "/accounts/email/"]
FOCUS = "() => [document.activeElement.tagName, document.activeElement.className]"
RING = "() => getComputedStyle(document.activeElement).outlineStyle"


@pytest.fixture
def officer(fresh_database):
    """A person of the office with a password."""
    person = User.objects.create_user(
        "officer@demo.test", PASSWORD, full_name="Milica Vuković", language="cnr"
    )
    RoleGrant.objects.create(user=person, role=Role.OFFICE_OFFICER, valid_from="2020-01-01")
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


def log_in(page, url, person):
    """Sign in as a person does."""
    page.goto(f"{url}/accounts/login/")
    page.locator("input[name=login]").fill(person.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button.btn-primary").click()
    page.wait_for_load_state()


def test_own_pages_are_accessible_and_valid(live, page, tmp_path):
    """Every page of the kernel in the three languages: axe, dark, 320 px, HTML without errors."""
    saved = []
    for number, path in enumerate(OWN_PAGES):
        answer = page.goto(live.url + path)
        assert answer.status == (404 if "nothing" in path else 200), path
        check_page(page)
        saved.append(tmp_path / f"{number}.html")
        saved[-1].write_bytes(answer.body())
    assert html_faults(saved) == []


def test_closed_pages_are_accessible_and_valid(live, page, officer, tmp_path):
    """The gallery of components and the pages of the account, as a person of the office sees them."""
    log_in(page, live.url, officer)
    saved = []
    for number, path in enumerate(CLOSED_PAGES):
        answer = page.goto(live.url + path)
        assert (answer.status, page.url) == (200, live.url + path)
        check_page(page)
        saved.append(tmp_path / f"closed{number}.html")
        saved[-1].write_bytes(answer.body())
    assert html_faults(saved) == []
    page.goto(f"{live.url}/staff/components/")
    page.locator(".languages button[value='cnr-cyrl']").click()
    page.wait_for_load_state()
    assert (page.url, page.locator("html").get_attribute("lang")) == (
        f"{live.url}/staff/components/",
        "cnr-Cyrl",
    )
    assert faults(page) + sideways(page) == []


def test_keyboard_language_theme_and_paper(live, page):
    """Skip link first, visible focus all the way, language keeps the query, the chosen theme stays."""
    page.goto(f"{live.url}/cnr/about/?q=1")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == ["A", "skip-link"]
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "content"
    page.goto(f"{live.url}/cnr/about/?q=1")
    stops = page.locator("a:visible, button:visible, summary:visible, input:visible").count()
    rings = []
    for _stop in range(stops - 2):  # the radios of the theme are one stop
        page.keyboard.press("Tab")
        rings.append(page.evaluate(RING))
    assert set(rings) == {"solid"}

    page.locator(".languages a", has_text="Ћирилица").click()
    page.wait_for_load_state()
    assert page.url == f"{live.url}/cnr-cyrl/about/?q=1"
    assert page.locator("html").get_attribute("lang") == "cnr-Cyrl"

    page.locator("#theme-switch input[value=dark]").check()
    page.goto(f"{live.url}/cnr/contact/")
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    page.emulate_media(media="print")
    hidden = [
        page.locator(name).first.is_visible() for name in (".masthead-menu", ".languages", ".theme-switch")
    ]
    assert hidden == [False, False, False]


def test_errors_take_the_focus(live, page):
    """A refused form: the title says so, the focus is on the summary, its link goes into the field."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{live.url}/accounts/login/")
    page.locator("main form button.btn-primary").click()
    page.wait_for_load_state()
    assert page.title().split()[0] == "Greška:"
    assert page.evaluate(FOCUS) == ["DIV", "error-summary"]
    assert page.locator(".error-summary li").count() == 2
    page.locator(".error-summary a").first.click()
    assert page.evaluate("() => document.activeElement.id") == "id_login"
    order = [
        page.locator(f"#div_id_password {part}").bounding_box()["y"]
        for part in (".form-text", ".error-text", "input")
    ]
    assert order == sorted(order)
    check_page(page)


def test_without_javascript_and_light_of_weight(live, new_page):
    """No script: the menu opens, the system's dark holds. A first visit costs at most 100 kB."""
    page = new_page(java_script_enabled=False, color_scheme="dark", viewport={"width": 360, "height": 740})
    page.goto(f"{live.url}/cnr/about/")
    page.locator(".menu-phone summary").click()
    assert page.locator(".menu-phone li a").first.is_visible()
    background = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    assert background == "rgb(16, 23, 31)"

    page, weights = new_page(), {}
    page.on("response", lambda answer: weights.update({answer.url: weight(answer)}))
    page.goto(f"{live.url}/cnr/about/")
    page.wait_for_load_state("networkidle")
    assert sum(weights.values()) <= 100_000, weights


def weight(answer):
    """Bytes of an answer as a server sends it: text compressed."""
    body = answer.body()
    return len(body) if re.search(r"\.(woff2|png)", answer.url) else len(gzip.compress(body, 6))


def test_saving_by_itself_and_counting(live, page):
    """After ten quiet seconds the form is sent and the time is said; a conflict stops it."""
    answers = [
        (200, '{"saved_at": "14:03", "version": 5}'),
        (409, '{"message": "Neko drugi piše.", "url": "/x"}'),
    ]
    sent = []

    def answer(route):
        sent.append(route.request.post_data or "")
        status, body = answers[len(sent) - 1]
        route.fulfill(status=status, body=body, content_type="application/json")

    page.route("**/autosave-here", answer)
    page.clock.install()
    page.goto(f"{live.url}/cnr/about/")
    page.evaluate(FORM)
    for script in ("autosave", "counter"):
        with page.expect_response(lambda got, script=script: script in got.url):
            page.evaluate(LOAD, f"/static/office/js/{script}.js")
    page.wait_for_selector(".counter")
    page.locator("#text").fill("ab\ncd")
    page.clock.fast_forward(11_000)
    page.wait_for_selector(".autosave[data-state=saved]")
    assert page.locator(".autosave").inner_text() == "Sačuvano u 14:03"
    assert page.locator("input[name=version]").input_value() == "5"
    assert page.locator(".counter").inner_text() == "Preostalo znakova: 4"
    page.locator("#text").fill("abcdefghijkl")
    page.clock.fast_forward(11_000)
    page.wait_for_selector(".autosave[data-state=conflict]")
    assert page.locator(".autosave a").get_attribute("href") == "/x"
    assert page.locator(".counter-over").inner_text() == "Znakova previše: 2"
    page.locator("#text").fill("abc")
    page.clock.fast_forward(30_000)
    assert len(sent) == 2


def test_a_table_too_wide_for_a_phone_is_read_as_a_list(live, new_page):
    """Each cell says its column, the table stays a table to a screen reader; wide again, it stands as before."""
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{live.url}/cnr/about/")
    page.evaluate(TABLE)
    with page.expect_response(lambda got: "tables.js" in got.url):
        page.evaluate(LOAD, "/static/office/js/tables.js?again")
    page.wait_for_selector("table.stacked")
    label = "e => getComputedStyle(e, '::before').content"
    cells = page.locator("tbody td")
    assert [cells.nth(n).evaluate(label) for n in range(3)] == ['"Organ"', '"Dodijeljeno"', "none"]
    assert page.locator("tfoot td").evaluate(label) == '"Dodijeljeno"'
    assert page.get_by_role("row", name="Udruženje").get_by_role("cell", name="1.000.000.000,00").is_visible()
    assert page.locator(".table-scroll").get_attribute("tabindex") is None
    check_page(page)
    page.set_viewport_size({"width": 1280, "height": 740})
    page.wait_for_selector("table:not(.stacked)")
    assert cells.first.evaluate(label) == "none"
    assert page.locator(".table-scroll").get_attribute("tabindex") == "0"


TABLE = """() => { document.querySelector('main').innerHTML = `<h1>T</h1>
<div class="table-scroll" tabindex="0" role="region" aria-label="Dodjele"><table class="table"><caption>Dodjele</caption>
<thead><tr><th scope="col">Primalac</th><th scope="col">Organ</th><th scope="col" class="num">Dodijeljeno</th>
<th scope="col"><span class="visually-hidden">Promijeni</span></th></tr></thead>
<tbody><tr><th scope="row">Udruženje mladih sa hendikepom</th><td>Ministarstvo ekologije i razvoja sjevera</td>
<td class="num">1.000.000.000,00 €</td><td><a href="/x">Ukloni</a></td></tr></tbody>
<tfoot><tr><th scope="row" colspan="2">Ukupno</th><td class="num">1.000.000.000,00 €</td></tr></tfoot></table></div>`; }"""
LOAD = "(src) => { const s = document.createElement('script'); s.src = src; document.body.append(s); }"
FORM = """() => { document.querySelector('main').innerHTML = `
<form data-autosave action="/autosave-here" method="post">
<label for="text">t</label><textarea id="text" name="text" maxlength="10" data-counter></textarea>
<input type="hidden" name="version" value="4"><p class="autosave" role="status" data-saved="Sačuvano u 00:00"
data-compare="Uporedi" data-conflict="x" data-failed="y"></p></form>`; }"""
