"""Kinds of recipients, told from the number and the words of the name; a guess, never a fact of a register (pure)."""

import re

from office.scripts import fold
from reports.models import SpendingRow

K = SpendingRow.Recipient
NO_NUMBER, ABROAD = "11111111", "22222222"  # stand for "no number found" and "seat abroad": they name nobody
WORDS = (
    (K.RELIGIOUS, r"\b(eparhija|biskupija|(?<!bela )crkva|crkve|nadbiskupija|muftijstvo)\b"),
    (K.FOUNDATION, r"\b(fondacija|fond|zaduzbina|foundation)\b"),
    (K.PUBLIC, r"\b(javno preduzece|javno komunalno|javna ustanova)\b"),
    (
        K.COMPANY,
        r"\b(doo|d o o|ad|a d|preduzece|ogranicenom odgovornos\w+|privredno drustvo|kompanija|komanditno|ortacko|o d|"
        r"akcionarsko drustvo|od$)\b",
    ),
    (K.PUBLIC, r"\b(izdavacka ustanova)\b"),
    (
        K.ASSOCIATION,
        r"\b(udruzenje|udruzenja|savez|asocijacija|nvo|drustvo gradana|organizacija gradana|udruga|gradansko)\b",
    ),
    (K.INSTITUTION, r"\b(fakultet|univerzitet|institut|skola|ustanova|biblioteka|muzej|dom kulture)\b"),
)


def kind_of(name: str, number: str) -> str:
    """The likely kind: sole traders and foreign seats by number, others by words, associations also by their 28… numbers."""
    if number.startswith("PR"):
        return K.SOLE_TRADER
    if number == ABROAD:
        return K.FOREIGN
    folded = fold(name)
    for kind, pattern in WORDS:
        if re.search(pattern, folded):
            return kind
    return K.ASSOCIATION if number.startswith("28") else K.UNKNOWN


def real_number(number: str) -> str:
    """The number when it names one organisation, else nothing."""
    return "" if number in {NO_NUMBER, ABROAD} or not number.strip() else number.strip()
