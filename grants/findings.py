"""A condition of an application, what the system found of it, and both together for one application."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from grants.models import Application
from office.rulebooks import Rules


@dataclass(frozen=True, slots=True)
class Finding:
    """What the system found: met, not met, or None when only a person can tell.

    `evidence` says what was seen; `ask` tells the applicant what to do; `wrong` marks a value that is there
    but not allowed, against one that is still missing.
    """

    met: bool | None
    evidence: str = ""
    ask: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its words, its article, the part of the form it belongs to, and how it is found."""

    key: str
    text: Any
    section: str
    find: Callable[[Application, Rules], Finding]
    law: Callable[[Rules], str] = lambda rules: ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A condition with what was found for one application."""

    key: str
    text: Any
    section: str
    law: str
    met: bool | None
    evidence: str
    ask: str
    wrong: bool
