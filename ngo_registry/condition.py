"""What a condition of an entry is."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Condition:
    """One row of the check page; `met` None means that the condition does not concern this filing."""

    key: str
    title: str
    met: bool | None
    evidence: str
    law: str = ""
    section: str = ""
    unconfirmed: bool = False
    file_name: str = ""  # the paper it was read from, whose name is written as its owner wrote it
    formal: bool = False  # a paper or a statement that is missing: completed, or else dismissed
    look: bool = False  # a machine cannot answer it: an officer looks and answers with a note


def in_the_way(rows: Iterable[Condition], *, formal: bool) -> list[Condition]:
    """Conditions a negative act has to give a reason for: a dismissal judges only papers, a refusal all of them."""
    return [row for row in rows if row.met is False and not row.look and (row.formal or not formal)]
