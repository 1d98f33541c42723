"""The words of a page that stand in another script or in another language."""

import re
from functools import cache
from pathlib import Path

import polib

from office.languages import script_of
from tests.words import of_other_script

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


def untranslated(texts: list[str], language: str, first: str) -> list[str]:
    """Texts of the interface that stand in another language: Serbian on an English page, English on the others."""
    said = set(texts)
    if language == "en":
        latin = next(each for each in (first, "cnr", "sr-latn") if script_of(each) == "latin")
        ours = catalog(latin)
        return sorted(text for text in said - ENTERED if text in ours and text not in ours[text])
    theirs = english(language)
    return sorted(text for text in said if theirs.get(text, text) != text)


def wrong_words(said: list[str], language: str, first: str) -> list[str]:
    """Words of another script or another language."""
    return of_other_script(said, language) + untranslated(said, language, first)
