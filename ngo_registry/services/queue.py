"""Verbs on several filings of the queue at once, and their undoing for a short while."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ngo_registry.models import RegisterFiling
from ngo_registry.rules import check_edits_register
from ngo_registry.rules_of_taking import check_takes_back, last_step
from ngo_registry.services.filings import hand_over, put_back, take
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service


@dataclass
class Done:
    """With which it was done, and why not with the others."""

    done: list[RegisterFiling] = field(default_factory=list)
    left: list[tuple[RegisterFiling, Refused]] = field(default_factory=list)


@service
def take_several(*, filings: Iterable[RegisterFiling], by: User) -> Done:
    """Take each that still waits; one that a colleague took meanwhile stays theirs and is told."""
    check_edits_register(by, None)
    return each_of(filings, take, by=by)


@service
def hand_over_several(*, filings: Iterable[RegisterFiling], to: User, note: str, by: User) -> Done:
    """Another officer carries them on, one note for all; what may not be handed over stays and is told."""
    check_edits_register(by, None)
    if not note.strip():
        raise Refused(_("Write for your colleague how far the filings are."), field="note")
    return each_of(filings, hand_over, to=to, note=note, by=by)


@service
def undo_several(*, filings: Iterable[RegisterFiling], by: User) -> Done:
    """Put back what was just taken, give back what was just handed over; what went on meanwhile stays."""
    check_edits_register(by, None)
    return each_of(filings, undo, by=by)


@service
def undo(*, filing: RegisterFiling, by: User) -> RegisterFiling:
    """The last step, when it was a taking or a handing over of this officer a moment ago, is undone."""
    step = last_step(filing)
    if step is not None and step.action == "hand over":
        return take_hand_over_back(filing=filing, by=by)
    check_takes_back(by, step, "take")  # says why before the table of steps would say only that it is late
    return put_back(filing=filing, by=by)


@service
def take_hand_over_back(*, filing: RegisterFiling, by: User) -> RegisterFiling:
    """The filing returns to who had it, as long as the colleague has done nothing in it."""
    check_edits_register(by, filing)
    filing = locked(filing)
    step = last_step(filing)
    check_takes_back(by, step, "hand over")
    former = User.objects.filter(pk=str(step.data.get("from", "")).rpartition(":")[2] or None).first()
    if former is None:
        raise Refused(_("It is not written who had the filing before; hand it over with a note instead."))
    colleague, filing.taken_by = filing.taken_by, former
    filing.save(update_fields=["taken_by"])
    record("take back", filing, by=by, data={"to": former, "from": colleague})
    return filing


def each_of(filings: Iterable[RegisterFiling], verb: Callable[..., RegisterFiling], **facts: Any) -> Done:
    """The verb on each, in one order so that two officers never wait for each other."""
    result = Done()
    for filing in sorted(filings, key=lambda row: row.pk):
        try:
            result.done.append(verb(filing=filing, **facts))
        except Refused as no:
            result.left.append((filing, no))
    return result
