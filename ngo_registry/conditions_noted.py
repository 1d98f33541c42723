"""Conditions with what officers answered beside the check."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from ngo_registry.condition import Condition
from ngo_registry.models import ConditionNote, RegisterFiling

S = RegisterFiling.State
NOTED = frozenset({S.SUBMITTED, S.IN_PROCESS, S.COMPLETION_ASKED, S.APPEALED})
Answer = ConditionNote.Answer


def last_notes(filing: RegisterFiling) -> dict[str, ConditionNote]:
    """The last note at each condition."""
    return {row.key: row for row in filing.condition_notes.all()}


def notes_at(filing: RegisterFiling, key: str) -> list[ConditionNote]:
    """All notes at one condition, in their order."""
    return [row for row in filing.condition_notes.all() if row.key == key]


def answered(filing: RegisterFiling, rows: list[Condition]) -> list[Condition]:
    """An officer may find that a condition is not met; what only a person can judge is met when an officer says so."""
    if filing.state not in NOTED:
        return rows
    # a note alone changes no answer
    answers = {row.key: row.answer for row in filing.condition_notes.all() if row.answer}
    return [with_answer(row, answers[row.key]) if row.key in answers else row for row in rows]


def with_answer(row: Condition, answer: str) -> Condition:
    """The condition after the officer's answer; a machine's no stays a no until facts or papers change."""
    if answer == Answer.NO:
        said = _("The officer found that it is not met.")
        return replace(row, met=False, evidence=f"{row.evidence} {said}".strip(), look=False)
    if not row.look:
        return row
    met = True if answer == Answer.YES else None
    return replace(row, met=met, evidence=f"{row.evidence} {_('Answered by the officer.')}", look=False)


def named(rows: Iterable[Condition], key: str) -> Condition | None:
    """The condition of this key."""
    return next((row for row in rows if row.key == key), None)
