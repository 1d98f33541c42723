"""Notes at conditions, replaced papers, and the state in which a filing was sent back for completion."""

from typing import Any

from django.utils.translation import gettext as _

from ngo_registry.condition import Condition
from ngo_registry.conditions_noted import NOTED
from ngo_registry.models import ConditionNote, EarlierPaper, FounderStatement, RegisterFiling, StateAsAsked
from ngo_registry.queries.since_asked import state_of
from ngo_registry.rules import check_edits_register
from ngo_registry.statements import keys_of
from office.audit import record
from office.models import StoredFile, User
from office.refusal import Refused
from office.service import locked, service

Answer = ConditionNote.Answer


@service
def note_condition(
    *, filing: RegisterFiling, condition: Condition, answer: str, note: str, by: User
) -> ConditionNote:
    """An officer notes what was found at one condition; the answer may only be stricter than that of the check."""
    check_edits_register(by, filing)
    filing = locked(filing)
    if filing.state not in NOTED:
        raise Refused(_("Conditions are noted while the filing is being decided on."))
    if not note.strip():
        raise Refused(_("Write what you found."), field="note")
    if answer in {Answer.YES, Answer.NOT_APPLICABLE} and condition.met is False and not condition.look:
        raise Refused(
            _(
                "The check found that this condition is not met: it is met when the facts or the papers change."
            ),
            law=condition.law,
            field="answer",
        )
    row = ConditionNote.objects.create(
        filing=filing, key=condition.key, title=condition.title[:300], answer=answer, note=note.strip(), by=by
    )
    record("note a condition", filing, by=by, data={"condition": condition.key, "answer": answer})
    return row


def keep_earlier(filing: RegisterFiling, papers: dict[str, Any], by: User) -> None:
    """The file that a new one replaces stays reachable as an earlier version."""
    for field, stored in papers.items():
        before = getattr(filing, field)
        if isinstance(before, StoredFile) and before != stored:
            EarlierPaper.objects.create(filing=filing, field=field, file=before, replaced_by=by)


def keep_as_asked(filing: RegisterFiling) -> None:
    """How the filing stands while its completion is asked."""
    StateAsAsked.objects.create(filing=filing, state=state_of(filing))


def check_signed_once(row: FounderStatement) -> None:
    """Online the second statement of a founder is refused at once; from paper it is entered and left out of the count."""
    keys = set(keys_of(row.name, row.born_on, row.jmbg))
    others = FounderStatement.objects.filter(filing=row.filing, set_aside=False).exclude(pk=row.pk)
    known = others.values_list("name", "born_on", "jmbg")
    if any(keys & set(keys_of(*each)) for each in known):
        raise Refused(_("The statement of this founder is already in the filing."), field="name")
