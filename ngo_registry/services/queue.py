"""Verbs on several filings of the queue at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ngo_registry.models import RegisterFiling
from ngo_registry.rules import check_edits_register
from ngo_registry.services.filings import take
from office.models import User
from office.refusal import Refused
from office.service import service


@dataclass
class Taken:
    """How many were taken, and why others were not."""

    done: int = 0
    left: list[str] = field(default_factory=list)


@service
def take_several(*, filings: Iterable[RegisterFiling], by: User) -> Taken:
    """Take each that still waits; one that a colleague took meanwhile stays theirs and is told."""
    check_edits_register(by, None)
    result = Taken()
    for filing in sorted(filings, key=lambda row: row.pk):
        try:
            take(filing=filing, by=by)
        except Refused as no:
            result.left.append(f"{filing}: {no.reason}")
        else:
            result.done += 1
    return result
