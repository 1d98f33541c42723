"""By what a row of the list was found: its name, a former name, a number; the reader is told when it is not plain."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from ngo_registry.models import Organisation
from office.scripts import fold

WORD = re.compile(r"[^\W_]+")


def matched(row: Organisation, words: str) -> str:
    """What of the organisation holds the searched words; nothing when that is its name, which everybody sees."""
    typed = fold(words)
    if not typed:
        return ""
    if any(sign.isdigit() for sign in words):
        compact = re.sub(r"[\s./-]", "", words).lower()
        for label, number in numbers(row):
            if number and compact == re.sub(r"[\s./-]", "", number).lower():
                return label
    for all_begun in (False, True):
        for label, text in texts(row):
            if holds(fold(text), typed.split(), all_begun):
                return label
    return _("the first letters of the name") if begins_as(row, typed) else _("several facts together")


def numbers(row: Organisation) -> Iterator[tuple[str, str]]:
    """Numbers that name an organisation, with what each is called."""
    yield _("register number"), row.number
    yield _("tax number"), row.pib
    yield _("registration number"), row.mb


def texts(row: Organisation) -> Iterator[tuple[str, str]]:
    """Searched words of an organisation, the plainest first; most rows are found by the first."""
    yield "", row.name
    yield _("name in the other script"), row.name_cyrillic
    yield _("short name"), row.short_name
    yield _("former name"), row.former_names
    yield _("name in another language"), row.other_names
    yield _("name and place"), f"{row.name} {row.short_name} {row.place}"


def holds(text: str, typed: list[str], all_begun: bool) -> bool:
    """All words stand in the text, the last one perhaps only begun, or each of them."""
    found = WORD.findall(text)
    words = [part for word in typed for part in WORD.findall(word)]
    begun, whole = (words, []) if all_begun else (words[-1:], words[:-1])
    return (
        bool(words)
        and set(whole) <= set(found)
        and all(any(each.startswith(one) for each in found) for one in begun)
    )


def begins_as(row: Organisation, typed: str) -> bool:
    """The typed letters are the first letters of the words of the name."""
    letters = re.sub(r"\W", "", typed)
    names = (fold(row.name), fold(row.short_name))
    return any("".join(word[0] for word in name.split()).startswith(letters) for name in names if name)


def with_matches(rows: list[Any], words: str) -> list[Any]:
    """The same rows, each with what of it was found."""
    for row in rows:
        row.matched = matched(row, words)
    return rows
