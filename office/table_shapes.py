"""What the cells of a column look like: days, numbers, text; shown before anything is taken from the file."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext_lazy

from office.money import parse_amount

DAY = re.compile(
    r"(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
    r"|(?P<d2>\d{1,2})\s*[./-]\s*(?P<m2>\d{1,2})\s*[./-]\s*(?P<y2>\d{4})\s*\.?)"
)
DIGITS = re.compile(r"\d+")
SHOWN, LEAST = 3, 0.6  # sample cells; the share of cells that gives a column its shape
# The direction, width and control marks of copied text: nobody sees them, and they make equal words differ.
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
SHAPES = {
    "empty": gettext_lazy("empty"),
    "day": gettext_lazy("days"),
    "number": gettext_lazy("digits"),
    "amount": gettext_lazy("sums"),
    "text": gettext_lazy("text"),
}


@dataclass(frozen=True)
class Shape:
    """How a column looks, with a few of its cells and one of them as it is read."""

    kind: str
    samples: list[str]
    read_as: str = ""
    filled: int = 0


def seen(text: str) -> str:
    """The text without what nobody sees."""
    return UNSEEN.sub("", text) if UNSEEN.search(text) else text


@lru_cache(maxsize=4_000)  # the same days stand in many rows
def parse_day(text: str) -> datetime.date:
    """A day written 22.11.2026., 22. 11. 2026, 22/11/2026 or 2026-11-22; ValueError when it is none."""
    found = DAY.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    year, month, day = (found[a] or found[b] for a, b in (("y", "y2"), ("m", "m2"), ("d", "d2")))
    return datetime.date(int(year), int(month), int(day))


def kind_of_cell(text: str) -> str:
    """Day, number, amount or text."""
    if DIGITS.fullmatch(text.replace(" ", "")):
        return "number"
    try:
        parse_day(text)
    except ValueError:
        return "amount" if amount_in(text) is not None else "text"
    return "day"


def amount_in(text: str) -> Decimal | None:
    """A sum written in any usual way, its currency aside."""
    plain = re.sub(r"(?i)\b(kn|din|rsd|eur)\b\.?|€", "", text).strip()
    try:
        return parse_amount(plain)
    except ValueError:
        return None


def shape_of(cells: Iterable[str]) -> Shape:
    """The shape most cells have; text when they differ."""
    filled = [cell for cell in cells if cell]
    samples = list(dict.fromkeys(cell[:80] for cell in filled))[:SHOWN]
    if not filled:
        return Shape("empty", [])
    kinds = [kind_of_cell(cell) for cell in filled]
    kind = max(dict.fromkeys(kinds), key=kinds.count)
    if kinds.count(kind) < LEAST * len(kinds):
        kind = "text"
    first = next((cell for cell, each in zip(filled, kinds, strict=True) if each == kind), "")
    if kind == "day":
        return Shape(kind, samples, parse_day(first).isoformat(), len(filled))
    return Shape(kind, samples, str(amount_in(first)) if kind == "amount" else "", len(filled))
