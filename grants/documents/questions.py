"""Answers to the questions of a call in words, from what was frozen when the application was handed in."""

from decimal import Decimal
from typing import Any

from grants.documents.readings import SUM, Cell, Part, Table
from grants.questions import day_words, serves_words
from office.templatetags.saradnja import amount, number, script

Frozen = dict[str, Any]


def questions_of(frozen: Frozen, standing: str) -> Part:
    """Further questions of a standing section, with their answers."""
    return read(standing, "", [each for each in frozen.get("questions", []) if each["standing"] == standing])


def part_of_own(frozen: Frozen) -> list[Part]:
    """Sections that only this call has, in their order."""
    together: dict[str, list[Frozen]] = {}
    for each in frozen.get("questions", []):
        if not each["standing"]:
            together.setdefault(each["page"], []).append(each)
    return [read(page, script(group[0]["title"]), group) for page, group in together.items()]


def read(key: str, title: str, answers: list[Frozen]) -> Part:
    """Questions with their answers as names and texts; tables with rows stand as tables."""
    tables = [each for each in answers if each["kind"] == "table" and each["answer"]["rows"]]
    rows = [(words_of(each), said(each)) for each in answers if each not in tables]
    return Part(key, title, rows, [table_of(each) for each in tables])


def words_of(answer: Frozen) -> str:
    """The question, and the criterion its answer serves."""
    words = str(script(answer["question"]))
    if answer["criterion"]:
        words = f"{words} {serves_words(answer['criterion'], Decimal(answer['points']))}"
    return words


def said(answer: Frozen) -> str:
    """The answer as the page writes it."""
    kind, value = answer["kind"], answer["answer"]
    if not value or kind == "table":
        return ""
    if kind in {"one", "many"}:
        return "\n".join(str(script(each)) for each in value)
    if kind == "file":
        return str(value["name"])
    return cell_words(kind, value)


def cell_words(kind: str, value: str) -> str:
    """One value by its kind."""
    if not value:
        return ""
    if kind == "sum":
        return str(amount(Decimal(value)))
    if kind == "number":
        found = Decimal(value)
        return str(number(found, 0 if found == found.to_integral_value() else 2))
    if kind == "date":
        return day_words(value)
    return str(script(value))


def table_of(answer: Frozen) -> Table:
    """A table with its columns; sums and numbers stand at the right."""
    frozen = answer["answer"]
    looks = [SUM if kind in {"sum", "number"} else "" for kind in frozen["kinds"]]
    head: list[Cell] = [(script(label), look) for label, look in zip(frozen["head"], looks, strict=True)]
    rows = [
        [
            (cell_words(kind, value) or "–", look)
            for kind, value, look in zip(frozen["kinds"], row, looks, strict=True)
        ]
        for row in frozen["rows"]
    ]
    return Table(words_of(answer), head, rows, [])
