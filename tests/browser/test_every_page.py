"""Every page of the seeded demo, met by following links as each person: alive, whole, in one language, for everybody."""

import fcntl
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests import processes
from tests.browser.axe import faults, html_faults, sideways
from tests.browser.pages import wrong_words
from tests.seeded import PASSWORD, Seeded, run, seeded
from tests.settings import HOME

OFFICES = {"montenegro": "cnr", "serbia": "sr", "novi_sad": "sr"}
PEOPLE = ("", "staff", "head", "ministry", "commission", "ngo", "evaluator")
WALKERS = (
    "staff",
    "head",
    "ministry",
    "commission",
    "ngo",
    "ngo2",
    "evaluator",
    "evaluator2",
    "payroll",
    "candidate",
    "admin",
)
WALKERS_ABROAD = ("staff", "ministry", "commission", "ngo")
ABROAD = ("", "ministry")  # whose pages are opened in the browser in the other two offices
WALK = "import runpy, sys; sys.argv = ['crawl', *{words!r}]; runpy.run_module('tests.browser.crawl', run_name='__main__')"
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())


class Office:
    """One seeded office: what a walk through it met, and the portal served while somebody looks at it."""

    def __init__(self, portal: Seeded, stack: ExitStack) -> None:
        self.portal, self.stack, self.address = portal, stack, ""
        self.first = OFFICES[portal.office]
        self.folder = HOME / f"walk-{portal.office}-{RUN}"
        self.walks = self.walked()

    def walked(self) -> list[dict[str, Any]]:
        """The walk, made once for all workers of this run."""
        people = WALKERS if self.portal.office == "montenegro" else WALKERS_ABROAD
        found = self.folder / "found.json"
        with (HOME / f"walk-{self.portal.office}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not found.exists():
                for old in HOME.glob(f"walk-{self.portal.office}-*"):
                    for file in old.iterdir():
                        file.unlink()
                    old.rmdir()
                self.folder.mkdir(parents=True)
                run(WALK.format(words=[str(self.folder), *people]), self.portal.environment(), seconds=900)
        return json.loads(found.read_text())

    def url(self) -> str:
        """The address of the served portal."""
        if not self.address:
            env = self.portal.environment()
            more = {name: env[name] for name in ("OFFICE_JURISDICTION", "OFFICE_VAR")}
            self.address = self.stack.enter_context(processes.served(self.portal.name, **more)).url
        return self.address

    def saved(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """Every saved page with its walk."""
        for walk in self.walks:
            for page in walk["pages"]:
                yield walk, page


@pytest.fixture(scope="session")
def offices(django_db_blocker) -> Iterator[dict[str, Office]]:
    """Offices that were opened by this worker."""
    with ExitStack() as stack:

        class Opened(dict):
            def __missing__(self, office: str) -> Office:
                with django_db_blocker.unblock():
                    self[office] = Office(stack.enter_context(seeded(office)), stack)
                return self[office]

        yield Opened()


@pytest.fixture
def office(request, offices) -> Office:
    """The office the test names."""
    return offices[request.param]


every_office = pytest.mark.parametrize("office", OFFICES, indirect=True)


@every_office
def test_no_link_is_dead(office):
    assert sum(len(walk["pages"]) for walk in office.walks) > 200
    assert [f"{walk['person'] or 'citizen'}: {line}" for walk in office.walks for line in walk["bad"]] == []


@every_office
def test_every_page_speaks_one_language_in_one_script(office):
    wrong: dict[str, set[str]] = defaultdict(set)
    for walk, page in office.saved():
        for words in wrong_words(page["said"], walk["language"], office.first):
            wrong[f"{walk['language']}: {words[:120]}"].add(page["path"])
    assert {words: sorted(paths)[:3] for words, paths in wrong.items()} == {}


@every_office
def test_every_page_has_one_heading_and_a_title_of_its_own(office):
    wrong, titles = [], defaultdict(set)
    for walk, page in office.saved():
        if len(page["h1"]) != 1 or not page["h1"][0].strip():
            wrong.append((page["path"], page["h1"]))
        titles[walk["person"], walk["language"], page["title"]].add(view_of(page))
    assert wrong == []
    assert {key: views for key, views in titles.items() if len(views) > 1} == {}


@every_office
def test_html_of_every_page_is_valid(office):
    files: dict[tuple[str, str], str] = {}
    for walk, page in office.saved():
        files.setdefault((page["view"], walk["language"] if walk["person"] == "" else ""), page["file"])
    assert html_faults([office.folder / name for name in files.values()]) == []


def looked_at() -> list[tuple[str, str]]:
    """Who looks at which office in the browser."""
    at_home = [("montenegro", person) for person in PEOPLE]
    return at_home + [(each, person) for each in ("serbia", "novi_sad") for person in ABROAD]


@pytest.mark.browser
@pytest.mark.parametrize(("office", "person"), looked_at(), indirect=["office"])
def test_every_page_is_accessible(offices, office, person, new_page):
    """axe in the light, contrast in the dark, 320 pixels without moving sideways.

    Staff pages abroad that are looked at in the first office are only tried for their width: their words are other ones.
    """
    page = new_page(reduced_motion="reduce")
    if person:
        log_in(page, office.url(), person)
    known: set[str] = set()
    if person and office.portal.office != "montenegro":
        known = {view_of(each) for who in PEOPLE for each in pages_of(offices["montenegro"], who)}
    wrong = []
    for each in to_look_at(office, person):
        page.goto(office.url() + each["path"], wait_until="load")
        found = [] if view_of(each) in known else in_both_themes(page)
        wrong += [(each["path"], fault) for fault in found + sideways(page)]
    assert wrong == []


def in_both_themes(page) -> list[str]:
    """What axe finds in the light, and of contrast in the dark."""
    found = faults(page)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {fault}" for fault in faults(page, ["color-contrast"])]
    page.emulate_media(color_scheme="light")
    return found


def view_of(page: dict[str, Any]) -> str:
    """The view behind a page, whatever it was asked."""
    return page["view"].split("?")[0]


def to_look_at(office: Office, person: str) -> list[dict[str, Any]]:
    """Pages of this person, one of every view, without those that an earlier person showed."""
    people = [each for each in PEOPLE if each == "" or person]
    seen: set[str] = set()
    for each in people[: people.index(person)]:
        if office.portal.office == "montenegro" or each in ABROAD:
            seen |= {view_of(page) for page in pages_of(office, each)}
    fresh = {}
    for page in pages_of(office, person):
        view = view_of(page)
        if view not in seen:
            fresh.setdefault(view, page)
    return list(fresh.values())


def pages_of(office: Office, person: str) -> list[dict[str, Any]]:
    """What the person met in the first language of the office."""
    return next(
        walk["pages"]
        for walk in office.walks
        if walk["person"] == person and walk["language"] == office.first
    )


def log_in(page, url: str, person: str) -> None:
    """Sign in as a person does."""
    page.goto(f"{url}/accounts/login/")
    page.locator("input[name=login]").fill(f"{person}@demo.test")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button.btn-primary").click()
    page.wait_for_load_state()
