"""A person without a mouse: every step of the way by Tab, Space, Enter and arrows."""

from pathlib import Path

from playwright.sync_api import FileChooser, Locator, TimeoutError

from tests.browser.steps.people import PAGE, Person

MOST = 150  # stops of one page
FOCUSED = "e => e === document.activeElement"
SEEN = """e => { const box = e.getBoundingClientRect(); const style = getComputedStyle(e);
    return box.width > 0 && style.outlineStyle !== 'none' || e.type === 'radio' || e.type === 'checkbox' || e.type === 'file'
        || style.boxShadow !== 'none'; }"""


def reach(person: Person, what: Locator) -> None:
    """Tab on until the focus is there, and see that it is."""
    what = what.first
    for _stop in range(MOST):
        if what.evaluate(FOCUSED):
            assert what.evaluate(SEEN), what
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"not reached by Tab: {what}")


def press_key(person: Person, what: Locator, key: str = "Enter") -> None:
    """Go there, press, and wait for the page that follows."""
    reach(person, what)
    with person.page.expect_navigation(wait_until="domcontentloaded"):
        person.page.keyboard.press(key)
    person.reads_one_script()


def link(person: Person, title: str, within: str = PAGE) -> None:
    """Follow a link."""
    press_key(person, person.page.locator(within).get_by_role("link", name=person.words(title), exact=True))


def button(person: Person, title: str) -> None:
    """Push a button with the space bar."""
    press_key(
        person, person.page.locator(PAGE).get_by_role("button", name=person.words(title), exact=True), "Space"
    )


def write(person: Person, label: str, text: str) -> None:
    """Type into a field."""
    reach(person, person.field(label))
    person.page.keyboard.type(person.own(text))


def choose(person: Person, label: str, option: str) -> None:
    """Choose in a list by its first letters."""
    field = person.field(label)
    reach(person, field)
    wanted = person.words(option)
    for _step in range(60):
        if field.evaluate("e => e.options[e.selectedIndex].text") == wanted:
            return
        person.page.keyboard.press("ArrowDown")
    raise AssertionError(f"not in the list: {wanted}")


def attach(person: Person, label: str, paper: Path) -> None:
    """Open the chooser of files and choose."""
    person.page.bring_to_front()  # choosers open only in the window people look at
    reach(person, person.field(label))
    chooser(person).set_files(str(paper))
    assert person.field(label).evaluate("e => e.files.length") == 1


def chooser(person: Person) -> FileChooser:
    """The chooser that Space opens; a busy machine may swallow one press, so a person presses again."""
    for patience in (10_000, 20_000):
        try:
            with person.page.expect_file_chooser(timeout=patience) as coming:
                person.page.keyboard.press("Space")
        except TimeoutError:
            continue
        return coming.value
    raise AssertionError("Space opens no chooser of files")
