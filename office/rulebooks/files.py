"""The rulebooks that come with the portal: TOML files beside this module, read and checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from office.jurisdiction import FOLDER, known
from office.rulebooks.parse import RulebookError, build, dump, value_types
from office.rulebooks.shape import SECTIONS

OWN_KIND = "call:"  # before the kind of a version that one call has for itself
HEAD = {"code": str, "kind": str, "title": str, "legal_basis": str, "in_force_from": date}


@dataclass(frozen=True, slots=True)
class FileVersion:
    """One version of a rulebook as its file gives it, already checked against the shape."""

    code: str
    kind: str
    title: str
    legal_basis: str
    in_force_from: date
    values: dict[str, Any]


def read_versions(code: str, folder: Path = FOLDER) -> list[FileVersion]:
    """All versions of an office's file, oldest first; RulebookError names file, key and what is expected."""
    file = f"{code}.toml"
    tables = {other: _tables(other, folder) for other in _others(code, folder)}
    mine = tables[code]
    by_code = {row["code"]: row for rows in tables.values() for row in rows}
    if not mine:
        raise RulebookError(f"{file}: no [[rulebook]] is given; expected at least one.")
    versions = [_version(file, row, by_code) for row in mine]
    return sorted(versions, key=lambda version: (version.in_force_from, version.code))


def completed(values: Mapping[str, Any], *, jurisdiction: str, code: str, kind: str) -> Mapping[str, Any]:
    """Stored values in today's shape: keys the portal learned later come from the file of the same version,
    or of the newest one of its kind; keys it has forgotten are left out."""
    wanted = {name: value_types(name).keys() for name in SECTIONS}
    if all(values.get(name, {}).keys() == keys for name, keys in wanted.items()):
        return values
    shipped = _shipped(jurisdiction, code.partition(".")[0], kind.removeprefix(OWN_KIND))
    return {
        name: {key: values.get(name, {}).get(key, shipped[name][key]) for key in keys}
        for name, keys in wanted.items()
    }


@lru_cache(maxsize=64)
def _shipped(jurisdiction: str, code: str, kind: str) -> dict[str, Any]:
    """Values of the file's version with this code, or of its newest one of this kind."""
    versions = read_versions(jurisdiction)
    return max(versions, key=lambda each: (each.code == code, each.kind == kind, each.in_force_from)).values


def _others(code: str, folder: Path) -> list[str]:
    names = known() if folder == FOLDER else sorted(path.stem for path in folder.glob("*.toml"))
    return [code, *(name for name in names if name != code)]


def _tables(code: str, folder: Path) -> list[dict[str, Any]]:
    """The [[rulebook]] tables of one file, with their heads checked."""
    file = f"{code}.toml"
    try:
        rows = tomllib.loads((folder / file).read_text(encoding="utf-8")).get("rulebook", [])
    except tomllib.TOMLDecodeError as error:
        raise RulebookError(f"{file}: not valid TOML: {error}.") from error
    for row in rows:
        for key, kind in HEAD.items():
            if not isinstance(row.get(key), kind):
                words = "a date" if kind is date else "text"
                raise RulebookError(f"{file}: rulebook.{key} is missing or wrong; expected {words}.")
    return list(rows)


def _version(file: str, row: dict[str, Any], by_code: Mapping[str, dict[str, Any]]) -> FileVersion:
    head = {key: row[key] for key in HEAD}
    where = f"{file} [{row['code']}]"
    values = _values(where, row, by_code, seen=())
    facts = {key: head[key] for key in ("code", "title", "legal_basis", "in_force_from")}
    return FileVersion(**head, values=dump(build(values, where=where, **facts)))


def _values(
    where: str, row: Mapping[str, Any], by_code: Mapping[str, dict[str, Any]], seen: tuple[str, ...]
) -> dict[str, Any]:
    """Sections of a rulebook laid over those of the rulebook it extends."""
    base: dict[str, Any] = {}
    parent = row.get("extends")
    if parent is not None:
        if parent not in by_code or parent in seen:
            raise RulebookError(f"{where}: extends {parent!r}; expected the code of another rulebook.")
        base = _values(where, by_code[parent], by_code, (*seen, parent))
    for name, section in row.items():
        if name in HEAD or name == "extends":
            continue
        if not isinstance(section, Mapping):
            raise RulebookError(f"{where}: {name} must be a table.")
        base[name] = {
            **base.get(name, {}),
            **{key: _none(where, name, key, each) for key, each in section.items()},
        }
    return base


def _none(where: str, name: str, key: str, row: Any) -> Any:
    """TOML has no empty value: none = true says that the law sets none."""
    if not isinstance(row, Mapping) or "none" not in row:
        return row
    if row["none"] is not True or "value" in row:
        raise RulebookError(f"{where}: {name}.{key}: write either value = … or none = true.")
    return {**{each: row[each] for each in row if each != "none"}, "value": None}
