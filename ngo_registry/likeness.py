"""What makes two organisations look like one: points and words of each sign, and how sure their sum is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

SHOWN_FROM, LIKELY, VERY_LIKELY = 40, 55, 80


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of likeness."""

    points: int
    words: Any


SIGNS = {
    "number": Sign(90, _("the same number (PIB, registration or register number, leading zeros aside)")),
    "iban": Sign(70, _("the same bank account")),
    "name": Sign(60, _("the same name in the same place, kind of organisation and town aside")),
    "former": Sign(55, _("the name of one is a former name of the other")),
    "letter": Sign(45, _("the names differ in one letter, in the same place")),
    "elsewhere": Sign(40, _("the same whole name, in another municipality")),
    "web": Sign(40, _("the same web site")),
    "email": Sign(40, _("the same e-mail")),
    "domain": Sign(25, _("e-mail at the same domain of their own")),
    "address": Sign(15, _("the same address")),
    "hand": Sign(0, _("compared by an officer")),
}


def score_of(reasons: Iterable[str]) -> int:
    """Points of the signs together, at most 100."""
    return min(100, sum(SIGNS[reason].points for reason in reasons))


def in_words(reasons: Iterable[str]) -> list[Any]:
    """The signs as sentences, the strongest first."""
    known = [SIGNS[reason] for reason in reasons if reason in SIGNS]
    return [sign.words for sign in sorted(known, key=lambda sign: -sign.points)]


def level(score: int) -> Any:
    """How sure it is, in a word."""
    if score >= VERY_LIKELY:
        return _("very likely the same")
    return _("likely the same") if score >= LIKELY else _("possibly the same")
