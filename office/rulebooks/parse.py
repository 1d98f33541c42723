"""Stored values to typed rules and back; what does not fit the shape is named by key and expected type."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from office.rulebooks.shape import SECTIONS, CriterionRule, DayOfYear, Rule, Rules, SubCriterionRule

RULE_KEYS = frozenset({"value", "law", "source", "confirmed"})


class RulebookError(ValueError):
    """A rulebook does not fit its shape; the message names file, key and what is expected."""


@lru_cache(maxsize=16)
def value_types(section: str) -> dict[str, Any]:
    """Type of the value of every key of a section."""
    return {key: get_args(hint)[0] for key, hint in get_type_hints(SECTIONS[section]).items()}


def is_optional(kind: Any) -> bool:
    """True when the rule may say that there is no such value."""
    return get_origin(kind) in (Union, types.UnionType) and type(None) in get_args(kind)


def plain_type(kind: Any) -> Any:
    """The type without its None."""
    if not is_optional(kind):
        return kind
    return next(each for each in get_args(kind) if each is not type(None))


def build(
    values: Mapping[str, Any],
    *,
    code: str,
    title: str,
    legal_basis: str,
    in_force_from: date,
    where: str = "",
) -> Rules:
    """Typed rules from stored values; RulebookError names the first key that is missing, unknown or wrong."""
    place = f"{where or code}: "
    _same_keys(place, "", SECTIONS, values)
    sections = {name: _section(place, name, values[name]) for name in SECTIONS}
    return Rules(code=code, title=title, legal_basis=legal_basis, in_force_from=in_force_from, **sections)


def dump(rules: Rules) -> dict[str, dict[str, dict[str, Any]]]:
    """Values of rules as plain JSON, the same for the same rules."""
    return {name: {key: dump_rule(each) for key, each in rows} for name, rows in rules.sections()}


def dump_rule(each: Rule[Any]) -> dict[str, Any]:
    """One rule as plain JSON."""
    value = each.value
    if isinstance(value, tuple):
        value = [_dump_criterion(row) if isinstance(row, CriterionRule) else row for row in value]
    elif isinstance(value, Decimal):
        value = _plain(value)
    elif isinstance(value, DayOfYear):
        value = str(value)
    return {"value": value, "law": each.law, "source": each.source, "confirmed": each.confirmed}


def read_value(kind: Any, raw: Any) -> Any:
    """A raw value in its type; ValueError says what is expected."""
    if raw is None:
        if is_optional(kind):
            return None
        raise ValueError(expected(kind))
    try:
        return _reader(plain_type(kind))(raw)
    except ValueError as error:
        if get_origin(plain_type(kind)) is tuple:
            raise
        raise ValueError(expected(kind)) from error


def expected(kind: Any) -> str:
    """What a value of this type looks like, for the person who edits the file."""
    plain = plain_type(kind)
    if get_origin(plain) is Literal:
        text = "one of " + ", ".join(f'"{each}"' for each in get_args(plain))
    elif get_origin(plain) is tuple:
        text = "a list"
    else:
        words = {
            int: "a whole number",
            Decimal: "a number",
            bool: "true or false",
            DayOfYear: 'a day "MM-DD"',
        }
        text = words.get(plain, "text")
    return f"{text}, or none = true" if is_optional(kind) else text


def _same_keys(place: str, prefix: str, shape: Mapping[str, Any], table: Any) -> None:
    if not isinstance(table, Mapping):
        raise RulebookError(f"{place}{prefix.rstrip('.')} must be a table.")
    for key, kind in shape.items():
        if key not in table:
            wanted = "a table" if not prefix else f"{{ value = {expected(kind)} }} with law or source"
            raise RulebookError(f"{place}{prefix}{key} is missing; expected {wanted}.")
    for key in table:
        if key not in shape:
            raise RulebookError(f"{place}{prefix}{key} is not a known key. Known: {', '.join(shape)}.")


def _section(place: str, name: str, table: Any) -> Any:
    kinds = value_types(name)
    _same_keys(place, f"{name}.", kinds, table)
    shape = SECTIONS[name]
    labels = {each.name: each.metadata["label"] for each in fields(shape)}
    return shape(**{key: _rule(f"{place}{name}.{key}", kinds[key], table[key], labels[key]) for key in kinds})


def _rule(place: str, kind: Any, row: Any, label: Any) -> Rule[Any]:
    if not isinstance(row, Mapping) or "value" not in row or set(row) - RULE_KEYS:
        raise RulebookError(f"{place} must give value, law or source, and confirmed = false where unknown.")
    law, source, confirmed = row.get("law", ""), row.get("source", ""), row.get("confirmed", True)
    if not isinstance(law, str) or not isinstance(source, str) or not isinstance(confirmed, bool):
        raise RulebookError(f"{place}: law and source must be text, confirmed true or false.")
    if confirmed and not law and not source:
        raise RulebookError(
            f"{place} names neither law nor source; expected one of them or confirmed = false."
        )
    try:
        value = read_value(kind, row["value"])
    except ValueError as error:
        raise RulebookError(f"{place}: found {row['value']!r}, expected {error}.") from error
    return Rule(value=value, law=law, source=source, confirmed=confirmed, label=label)


def _reader(plain: Any) -> Callable[[Any], Any]:
    """Function that reads one plain type."""
    if get_origin(plain) is Literal:
        return lambda raw: _choice(plain, raw)
    if get_origin(plain) is tuple:
        item = get_args(plain)[0]
        return lambda raw: tuple(_item(item, row) for row in _list(raw))
    return {int: _whole, Decimal: _number, bool: _truth, DayOfYear: _day}[plain]


def _choice(plain: Any, raw: Any) -> str:
    if raw not in get_args(plain):
        raise ValueError(expected(plain))
    return str(raw)


def _list(raw: Any) -> list[Any]:
    if not isinstance(raw, list):
        raise ValueError("a list")
    return raw


def _item(item: Any, row: Any) -> Any:
    if item is CriterionRule:
        return _criterion(row)
    if not isinstance(row, str):
        raise ValueError("a list of texts")
    return row


def _whole(raw: Any) -> int:
    if type(raw) is not int or raw < 0:
        raise ValueError(expected(int))
    return raw


def _number(raw: Any) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str | Decimal):
        raise ValueError(expected(Decimal))
    try:
        number = Decimal(str(raw))
    except InvalidOperation as error:
        raise ValueError(expected(Decimal)) from error
    if not number.is_finite() or number < 0:
        raise ValueError(expected(Decimal))
    return number


def _truth(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise ValueError(expected(bool))
    return raw


def _day(raw: Any) -> DayOfYear:
    try:
        month, day = (int(part) for part in str(raw).split("-"))
        date(2024, month, day)
    except ValueError as error:
        raise ValueError(expected(DayOfYear)) from error
    return DayOfYear(month, day)


def _criterion(row: Any) -> CriterionRule:
    wanted = "criteria, each with name, max_points and sub-criteria that add up to it"
    if not isinstance(row, Mapping):
        raise ValueError(wanted)
    try:
        sub = tuple(
            SubCriterionRule(str(each["name"]), _number(each["max_points"]), _number(each.get("step", 1)))
            for each in row.get("sub", [])
        )
        most, name = _number(row["max_points"]), str(row["name"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(wanted) from error
    if sub and sum((each.max_points for each in sub), Decimal(0)) != most:
        raise ValueError(f"{wanted} (“{name}”: {most})")
    return CriterionRule(name, most, str(row.get("law", "")), bool(row.get("split_confirmed", True)), sub)


def _plain(number: Decimal) -> str:
    """The same writing for the same number: 0.3 for 0.30."""
    return f"{number.normalize():f}"


def _dump_criterion(row: CriterionRule) -> dict[str, Any]:
    return {
        "name": row.name,
        "max_points": _plain(row.max_points),
        "law": row.law,
        "split_confirmed": row.split_confirmed,
        "sub": [
            {"name": each.name, "max_points": _plain(each.max_points), "step": _plain(each.step)}
            for each in row.sub
        ],
    }
