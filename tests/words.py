"""Finds words of the wrong script on a page: what a reader of one script should not meet."""

import re
from html.parser import HTMLParser

from office.languages import html_lang, script_of
from office.scripts import kept_spans

SILENT = {
    "script",
    "style",
    "code",
    "pre",
    "kbd",
    "svg",
    "template",
    "textarea",
}  # what is edited stays as it was written
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = ("alt", "title", "aria-label", "placeholder", "data-label", "content")
WRONG = {"cyrillic": re.compile("[A-Za-zÀ-ɏ]{2,}"), "latin": re.compile("[Ѐ-ԯ]+")}


class Reader(HTMLParser):
    """Collects what a page says in its own language: text and spoken attributes."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang, self.silent, self.said = lang, [], []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave out code, names that are not translated, and parts in another language."""
        given = dict(attrs)
        quiet = tag in SILENT or given.get("translate") == "no" or given.get("lang", self.lang) != self.lang
        if not quiet and not any(self.silent):
            self.said += [given[name] for name in SPOKEN if given.get(name) and spoken(tag, name, given)]
            if tag == "input" and given.get("type") in {"submit", "button"}:
                self.said.append(given.get("value") or "")
        if tag not in VOID:
            self.silent.append(quiet)

    def handle_endtag(self, tag: str) -> None:
        """One level up."""
        if self.silent and tag not in VOID:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        """Text that is said."""
        if data.strip() and not any(self.silent):
            self.said.append(" ".join(data.split()))


def spoken(tag: str, name: str, given: dict[str, str | None]) -> bool:
    """Of `content` only that of descriptions is read by people."""
    return name != "content" or (tag == "meta" and given.get("name") == "description")


def strangers(page: str, language: str) -> list[str]:
    """Pieces of the page with words of the other script; none on a page that is whole."""
    reader = Reader(html_lang(language))
    reader.feed(page)
    return of_other_script(reader.said, language)


def of_other_script(said: list[str], language: str) -> list[str]:
    """Those of the texts that hold words of the other script."""
    wrong = WRONG[script_of(language)]
    return [text for text in said if wrong.search(text) and wrong.search(without_kept(text))]


def without_kept(text: str) -> str:
    """The text without addresses, acronyms and other tokens that stay Latin."""
    for start, end in reversed(kept_spans(text)):
        text = f"{text[:start]} {text[end:]}"
    return text
