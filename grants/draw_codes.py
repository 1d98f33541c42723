"""Codes under which applications and people of the list stand in a draw, so that everybody can repeat it and nobody
reads from it who scores what. Pure but for the dice."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

Frozen = Mapping[str, list[dict[str, Any]]]
Codes = Mapping[str, Mapping[str, str]]
BYTES = 5  # ten signs: not to be guessed, and short enough to be read out


def new_codes(plain: Frozen) -> dict[str, dict[str, str]]:
    """A fresh code for every application and every person of the input."""
    taken: set[str] = set()
    return {
        "applications": _coded((row["code"] for row in plain["applications"]), "A", taken),
        "evaluators": _coded((str(row["number"]) for row in plain["evaluators"]), "E", taken),
    }


def _coded(names: Iterable[str], letter: str, taken: set[str]) -> dict[str, str]:
    found = {}
    for name in names:
        code = f"{letter}-{secrets.token_hex(BYTES)}"
        while code in taken:
            code = f"{letter}-{secrets.token_hex(BYTES)}"
        taken.add(code)
        found[name] = code
    return found


def coded(plain: Frozen, codes: Codes) -> dict[str, list[dict[str, Any]]]:
    """The input under its codes and in their order, which tells nothing either; KeyError for who has no code."""
    applications, people = codes["applications"], codes["evaluators"]
    return {
        "applications": sorted(
            ({**row, "code": applications[row["code"]]} for row in plain["applications"]),
            key=lambda row: str(row["code"]),
        ),
        "evaluators": sorted(
            ({**row, "number": people[str(row["number"])]} for row in plain["evaluators"]),
            key=lambda row: str(row["number"]),
        ),
        "barred": sorted(
            (
                {
                    "application": applications[row["application"]],
                    "evaluator": people[str(row["evaluator"])],
                }
                for row in plain["barred"]
            ),
            key=lambda row: (row["application"], row["evaluator"]),
        ),
    }


def resolved(codes: Codes, kind: str) -> dict[str, str]:
    """From a code back to the number of the application, or the number on the list."""
    return {code: name for name, code in codes.get(kind, {}).items()}
