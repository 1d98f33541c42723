"""A person of a journey: an account, a window of one's own, the words of one's language and script."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext, override, pgettext
from playwright.sync_api import Locator, Page, expect

from office.languages import html_lang, script_of
from office.models import Body, RoleGrant, User
from office.scripts import to_cyrillic, to_latin
from office.templatetags import saradnja
from tests.words import strangers

PASSWORD = "duga-lozinka-2026"
SINCE = "2020-01-01"
PAGE = ".columns"
FAULTS = ".error-summary, .messages .notice-bad"


@dataclass
class Person:
    """Somebody at a window; labels come from the catalogs of the person's language."""

    page: Page
    url: str
    language: str
    user: User | None = None
    prefix: str = field(init=False)

    def __post_init__(self) -> None:
        self.prefix = f"/{self.language}"

    def words(self, text: str, **facts: object) -> str:
        """A message of the catalogs in the person's language; other text in the person's script."""
        said = self.ways(text)[0]
        return said % facts if facts else said

    def ways(self, text: str) -> list[str]:
        """How the catalogs may say it (context|message); labels of models begin small there, large on the page."""
        context, _bar, text = text.rpartition("|")
        with override(self.language):
            known = [
                pgettext(context, way) if context else gettext(way)
                for way in (text, text[:1].lower() + text[1:])
            ]
        said = [way for way in known if way.lower() != text.lower()]
        if text[:1].isupper():
            said = [way[:1].upper() + way[1:] for way in said]
        return said or [text if self.language == "en" else self.own(text)]

    def own(self, text: str) -> str:
        """What the person types and reads, in the person's script."""
        return to_cyrillic(text) if script_of(self.language) == "cyrillic" else to_latin(text)

    def money(self, value: object) -> str:
        """A sum as the person's language writes it; between number and currency a plain space, as in all that is read."""
        with override(self.language):
            return plain(saradnja.amount(value))

    def number(self, value: object) -> str:
        """A number as the person's language writes it."""
        with override(self.language):
            return saradnja.number(Decimal(str(value)))

    # ways

    def open(self, path: str) -> None:
        """Type an address."""
        self.came(self.page.goto(self.url + path))
        self.refresh()

    def refresh(self) -> None:
        """Public pages may be a minute old in the browser; who expects news loads them again."""
        if self.user is None:
            self.page.reload()

    def came(self, answer: object) -> None:
        """The page is there and speaks the person's language."""
        assert answer is None or answer.status == 200, (self.page.url, answer.status)
        self.reads_one_script()

    def menu(self, title: str) -> None:
        """Choose in the main menu, where it stands in parts by way of the part."""
        name = self.words(title)
        rows = self.page.locator(".menu-wide, .subnav").get_by_role("link", name=name, exact=True)
        if not rows.count():
            holds = self.page.locator(".menu-phone li").filter(has=self.page.locator("ul"))
            entry = self.page.locator("ul a", has_text=re.compile(f"^{re.escape(name)}$"))
            part = holds.filter(has=entry).locator(".part").text_content()
            self.click(self.page.locator(".menu-wide").get_by_role("link", name=part, exact=True))
        self.click(rows.last)
        below = self.page.locator(".subnav:visible").get_by_role("link", name=name, exact=True)
        if (
            below.count() and below.get_attribute("aria-current") is None
        ):  # a part and an entry of the same name
            self.click(below)
        self.refresh()

    def room(self, title: str) -> None:
        """Go over to another room by the menu of the person."""
        menu = self.page.locator("details.person")
        menu.locator("summary").click()
        self.click(menu.get_by_role("link", name=self.words(title), exact=True))

    def follow(self, title: str, within: str = PAGE, **facts: object) -> None:
        """Follow a link of the page."""
        place = self.page.locator(within)
        self.click(place.get_by_role("link", name=self.words(title, **facts), exact=True).first)

    def press(self, title: str, within: str = PAGE, **facts: object) -> None:
        """Press a button; the page that comes has no fault to tell."""
        self.push(title, within, **facts)
        told = self.page.locator(FAULTS).all_inner_texts()
        assert told == [], told

    def push(self, title: str, within: str = PAGE, **facts: object) -> None:
        """Press a button, whatever the answer."""
        place = self.page.locator(within)
        self.click(place.get_by_role("button", name=self.words(title, **facts), exact=True).first)

    def click(self, what: Locator) -> None:
        """Click and wait for the page that follows."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            what.click()
        self.reads_one_script()

    def reads_one_script(self) -> None:
        """The page that came is in the person's language, and no word of the other script stands on it."""
        page = self.page.content()
        assert f'<html lang="{html_lang(self.language)}"' in page, self.page.url
        told = strangers(page, self.language)
        assert told == [], (self.page.url, told)

    # forms

    def field(self, label: str, within: str = PAGE) -> Locator:
        """The control with this label, optional or not."""
        names = "|".join(map(re.escape, self.ways(label)))
        name = re.compile(rf"^\s*({names})(\s*\(.*\))?\s*$", re.IGNORECASE)
        controls = self.page.locator("input, select, textarea")
        return self.unfolded(self.page.locator(within).get_by_label(name).and_(controls).first)

    def unfolded(self, what: Locator) -> Locator:
        """The same, after the folded part in which it lies was opened."""
        if what.count() and not what.is_visible():
            folded = what.locator("xpath=ancestor::details[not(@open)][1]/summary")
            if folded.count():
                folded.click()
        return what

    def fill(self, given: dict[str, object], within: str = PAGE) -> None:
        """Type into fields by their labels; texts are typed in the person's script."""
        for label, value in given.items():
            self.field(label, within).fill(self.own(value) if isinstance(value, str) else str(value))

    def type(self, given: dict[str, object], within: str = PAGE) -> None:
        """Type signs as they are: numbers, days, addresses."""
        for label, value in given.items():
            self.field(label, within).fill(str(value))

    def choose(self, label: str, option: str, within: str = PAGE) -> None:
        """Choose in a list."""
        self.field(label, within).select_option(label=self.words(option))

    def tick(self, *labels: str, within: str = PAGE) -> None:
        """Tick boxes and radio buttons."""
        for label in labels:
            self.field(label, within).check()

    def attach(self, label: str, paper: Path, within: str = PAGE) -> None:
        """Choose a file."""
        self.field(label, within).set_input_files(str(paper))

    # eyes

    def sees(self, *texts: str, within: str = PAGE, **facts: object) -> None:
        """The page says it, in the person's language and script."""
        for text in texts:
            expect(self.page.locator(within).first).to_contain_text(self.words(text, **facts))

    def reads(self, *texts: object, within: str = PAGE) -> None:
        """The page shows exactly these signs: numbers, sums, codes."""
        for text in texts:
            expect(self.page.locator(within).first).to_contain_text(str(text))

    def row(self, name: str, **facts: object) -> Locator:
        """The row of a table or list that says this name."""
        return (
            self.page.locator(PAGE)
            .locator("tr, li, dl > div")
            .filter(has_text=self.words(name, **facts))
            .first
        )

    def fact(self, term: str) -> str:
        """What a list of facts says of this term."""
        name = re.compile(rf"^\s*{re.escape(self.words(term))}\s*$")
        place = self.page.locator(f"{PAGE} dl > div").filter(has=self.page.locator("dt", has_text=name)).first
        return plain(place.locator("dd").inner_text())

    def tile(self, label: str) -> str:
        """What the tile with this label counts."""
        name = re.compile(rf"^\s*{re.escape(self.words(label))}\s*$")
        label_of = self.page.locator(".tile-label", has_text=name)
        place = self.page.locator(".tiles li").filter(has=label_of).first
        return plain(place.locator(".tile-value").inner_text())

    def cell(self, row: str, column: int) -> str:
        """The text of a cell: of the row that says this name, counted from 0."""
        cells = self.page.locator("main tbody tr").filter(has_text=self.words(row)).first.locator("th, td")
        return plain(cells.nth(column).inner_text())

    def told_no(self, *texts: str, **facts: object) -> None:
        """The page refuses, with this sentence."""
        told = plain(" ".join(self.page.locator(FAULTS).all_inner_texts()))
        for text in texts:
            assert plain(self.words(text, **facts)) in told, told

    def download(self, link: Callable[[], None]) -> bytes:
        """What a click brings as a file."""
        with self.page.expect_download() as coming:
            link()
        return Path(coming.value.path()).read_bytes()

    def paper(self, title: str, seconds: int = 60) -> bytes:
        """A document of the page; when the worker still draws it, the page is looked at again."""
        link = self.page.locator(PAGE).get_by_role("link", name=self.words(title), exact=True)
        for _second in range(seconds):
            if link.count():
                break
            self.page.wait_for_timeout(1000)
            self.page.reload()
        return self.download(link.first.click)

    def get(self, address: str) -> bytes:
        """A file behind an address, with the person's cookies."""
        answer = self.page.request.get(address if address.startswith("http") else self.url + address)
        assert answer.status == 200, (address, answer.status)
        return answer.body()

    def choose_script(self) -> None:
        """A visitor comes to the bare address and chooses; from then on every page speaks so."""
        self.page.goto(self.url)
        self.click(self.page.locator(f".languages a[data-language='{self.language}']"))
        assert self.page.url == f"{self.url}{self.prefix}/"

    def sign_in(self) -> None:
        """With e-mail and password, as every morning."""
        self.page.goto(f"{self.url}/accounts/login/")
        self.page.locator("input[name=login]").fill(self.user.email)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.click(self.page.locator("main form button.btn-primary"))
        expect(self.page.locator("details.person")).to_be_visible()


def plain(text: str) -> str:
    """The text with one plain space wherever it has room, also where a line must not break."""
    return " ".join(text.split())


def account(email: str, name: str, language: str, *roles: str, body: Body | None = None) -> User:
    """An account with a checked e-mail and these roles."""
    user = User.objects.create_user(email, PASSWORD, full_name=name, language=language)
    user.emailaddress_set.create(email=email, verified=True, primary=True)
    for role in roles:
        RoleGrant.objects.create(user=user, role=role, body=body, valid_from=SINCE)
    return user
