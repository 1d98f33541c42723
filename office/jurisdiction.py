"""Whose office this deployment is: names, languages, currency, calendar and what the office does at all."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from office.deadlines import WorkCalendar, work_calendar

FOLDER = Path(__file__).resolve().parent / "rulebooks"
FEATURES = frozenset(
    {
        "own_register",  # the office itself keeps the register of organisations
        "parties",  # and the register of political parties
        "priorities",  # a yearly decision on priority areas stands above the calls
        "evaluators_list",  # independent evaluators score, from a yearly list
        "council",  # a council of state bodies and organisations
        "commission_scores",  # the members of the commission score
        "body_decides",  # the body itself decides on the commission's list
        "objections",  # inspection of documents and objections before the decision
        "calendar_plan",  # bodies send a yearly plan of calls
    }
)


class WrongOffice(SystemExit):
    """The deployment names no known office, or its file is broken; the start stops with a sentence."""


@dataclass(frozen=True, slots=True)
class LocalText:
    """A name the law gives in both scripts, with its English; shown in the language of the page."""

    latn: str
    cyrl: str
    en: str

    def for_language(self, language: str) -> str:
        """The text for a language code of the portal."""
        if language.startswith("en"):
            return self.en
        return self.cyrl if language in {"sr", "cnr-cyrl", "sr-cyrl"} else self.latn

    def __str__(self) -> str:
        return self.for_language(get_language() or "")


@dataclass(frozen=True)
class Jurisdiction:
    """One office as its file in office/rulebooks describes it."""

    code: str
    portal_name: str
    name: LocalText
    short_name: LocalText
    parent: LocalText
    emblem: LocalText
    place: LocalText
    report_addressee: LocalText
    languages: tuple[str, ...]
    currency: str
    country: str
    time_zone: str
    holiday_categories: tuple[str, ...]
    default_kind: str
    kinds: Mapping[str, str]
    features: frozenset[str]
    tax_number: str
    tax_number_digits: int
    municipalities: str
    areas: str
    address: str
    email: str
    phone: str
    website: str
    links: tuple[str, ...]
    gazette: str  # how the official gazette is cited
    sample_unit: int  # what one euro of an example is in the currency, roughly

    @property
    def calendar(self) -> WorkCalendar:
        """Working days and zone of the office."""
        return work_calendar(self.country, self.time_zone, categories=self.holiday_categories)

    @property
    def holidays(self) -> WorkCalendar:
        """The same calendar, under the name the deadlines use."""
        return self.calendar

    def kind_of(self, body: Any) -> str:
        """Kind of rulebook that binds a body; without a body the office's own."""
        return self.default_kind if body is None else self.kinds.get(str(body.kind), self.default_kind)


def known() -> list[str]:
    """Codes of the offices this installation has a file for."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def path_of(code: str) -> Path:
    """File of an office; WrongOffice lists the known ones."""
    if code not in known():
        raise WrongOffice(
            f"OFFICE_JURISDICTION={code!r} is not known. Set it to one of: {', '.join(known())}."
        )
    return FOLDER / f"{code}.toml"


@lru_cache(maxsize=16)
def load(code: str) -> Jurisdiction:
    """The office of a code, read from its file; WrongOffice says what is missing or wrong there."""
    path = path_of(code)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))["office"]
    except tomllib.TOMLDecodeError as error:
        raise WrongOffice(f"{path.name}: not valid TOML: {error}.") from error
    except KeyError as error:
        raise WrongOffice(f"{path.name}: the table [office] is missing.") from error
    return Jurisdiction(code=code, **{key: _read(path.name, table, key) for key in _keys(path.name, table)})


def current() -> Jurisdiction:
    """The office of this deployment (a test may choose another by OFFICE_JURISDICTION)."""
    return load(settings.OFFICE_JURISDICTION)


def has_feature(feature: str) -> bool:
    """True when this office does this at all."""
    if feature not in FEATURES:
        raise ValueError(f"No such feature: {feature!r}. Known: {', '.join(sorted(FEATURES))}.")
    return feature in current().features


def _keys(file: str, table: Mapping[str, Any]) -> list[str]:
    """Keys of [office], all there and none unknown."""
    expected = [each.name for each in fields(Jurisdiction) if each.name != "code"]
    for key in expected:
        if key not in table:
            raise WrongOffice(f"{file}: office.{key} is missing.")
    for key in table:
        if key not in expected:
            raise WrongOffice(f"{file}: office.{key} is not a known key.")
    return expected


def _read(file: str, table: Mapping[str, Any], key: str) -> Any:
    """One value of [office] in its type."""
    kind = next(each.type for each in fields(Jurisdiction) if each.name == key)
    value = table[key]
    if kind is LocalText:
        if not isinstance(value, dict) or set(value) != {"latn", "cyrl", "en"}:
            raise WrongOffice(f"{file}: office.{key} must give latn, cyrl and en.")
        return LocalText(**value)
    if kind is str or kind is int:
        if type(value) is not kind:
            raise WrongOffice(f"{file}: office.{key} must be {'text' if kind is str else 'a whole number'}.")
        return value
    if key == "kinds":
        return dict(value)
    if not isinstance(value, list):
        raise WrongOffice(f"{file}: office.{key} must be a list.")
    if key == "features":
        unknown = sorted(set(value) - FEATURES)
        if unknown:
            raise WrongOffice(f"{file}: office.features: {unknown[0]!r} is not a known feature.")
        return frozenset(value)
    return tuple(value)
