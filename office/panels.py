"""What higher apps may show on pages of lower ones; the composition root names the providers in settings."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Panel:
    """A part of a page: a title, a template and what the template needs."""

    title: Any
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50
    anchor: str = ""


@dataclass(frozen=True)
class DeskItem:
    """One thing that waits for a person, with its legal deadline and the exact screen."""

    title: str
    url: str
    kind: Any
    due: datetime.datetime | datetime.date | None = None
    law: str = ""
    about: str = ""


@dataclass(frozen=True)
class NewsItem:
    """Something public that happened to an organisation or a party, as feeds and digests tell it."""

    about: int  # key of the organisation; in news of the register of parties that of the party
    at: datetime.datetime
    title: str
    text: str = ""
    anchor: str = ""  # part of its page
    key: str = ""  # names the thing for good, so that a reader of feeds shows it once


@dataclass(frozen=True)
class Hit:
    """One thing that a search of the whole portal found."""

    title: str
    url: str
    meta: str = ""
    official: bool = False  # a name as registered: no program of the browser translates it


@dataclass(frozen=True)
class HitGroup:
    """What one room found: its first few hits, how many there are, and where all of them are listed."""

    title: Any
    hits: list[Hit]
    count: int
    url: str
    more: bool = False  # there are more than `count`
    corrected: str = ""  # what was searched instead of what was typed
    order: int = 50


@dataclass(frozen=True)
class MoneyBeside:
    """An award of public money that stands beside an application: the same applicant, or a title alike."""

    title: str
    recipient: str
    body: str
    year: int
    amount: Decimal
    url: str
    same: bool  # the same applicant; else only a title alike


def collect(providers: Iterable[str], *args: Any) -> list[Any]:
    """Everything the named providers offer for these arguments."""
    return [part for path in providers for part in import_string(path)(*args)]
