"""What is read off a saved page: its words in one script and language, its title, its heading, its HTML."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import polib

from office.languages import html_lang, script_of
from tests.words import Reader, strangers

ROOT = Path(__file__).resolve().parent.parent.parent
SAME = 4  # shorter texts are often the same word in both languages
# Names that people of the demo entered, in their language: a paper a call asks for, a seat of the Council.
ENTERED = {"Statut", "zaštita lica sa invaliditetom"}
LETTERS = re.compile(r"[^\W\d_]")


@cache
def catalog(language: str) -> dict[str, set[str]]:
    """Words of the interface in a language with the English they stand for."""
    file = polib.mofile(
        str(ROOT / "locale" / language.replace("-c", "_C").replace("-l", "_L") / "LC_MESSAGES" / "django.mo")
    )
    told: dict[str, set[str]] = {}
    for entry in file:
        if "%" not in entry.msgid and len(entry.msgid) > SAME and LETTERS.search(entry.msgid):
            told.setdefault(entry.msgstr, set()).add(entry.msgid)
    return told


@cache
def english(language: str) -> dict[str, str]:
    """The same catalog from English into the language."""
    return {source: text for text, sources in catalog(language).items() for source in sources}


def untranslated(page: str, language: str, first: str) -> list[str]:
    """Texts of the interface that stand in another language: Serbian on an English page, English on the others."""
    reader = Reader(html_lang(language))
    reader.feed(page)
    said = set(reader.said)
    if language == "en":
        latin = next(each for each in (first, "cnr", "sr-latn") if script_of(each) == "latin")
        ours = catalog(latin)
        return sorted(text for text in said - ENTERED if text in ours and text not in ours[text])
    theirs = english(language)
    return sorted(text for text in said if theirs.get(text, text) != text)


class Shape(HTMLParser):
    """Title and headings of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = ""
        self.title, self.h1 = "", []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin of a title or heading."""
        if tag == "h1":
            self.h1.append("")
        if self.inside != "svg":  # a drawing has a title of its own
            self.inside = tag if tag in {"title", "h1", "svg"} else self.inside

    def handle_endtag(self, tag: str) -> None:
        """End of it."""
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        """Words of it."""
        if self.inside == "title":
            self.title += data
        elif self.inside == "h1":
            self.h1[-1] += data


def shape(page: str) -> Shape:
    """The title and the headings."""
    found = Shape()
    found.feed(page)
    return found


def wrong_words(page: str, language: str, first: str) -> list[str]:
    """Words of another script or another language."""
    return strangers(page, language) + untranslated(page, language, first)
