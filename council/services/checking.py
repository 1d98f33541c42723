"""Proposals of candidates as the office checks them and matches the names in them."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from council.conditions import text_of
from council.models import NominationCall, NominationSeat, Proposal
from council.names import candidate_key
from council.rules import check_runs_call
from council.services.proposals import rules_of
from council.workflows.proposal import PROPOSAL
from office.audit import record
from office.refusal import Refused
from office.service import locked, service

State = Proposal.State


@service
def check_proposal(*, proposal: Proposal, answers: Mapping[str, tuple[bool, str]], by: Any) -> Proposal:
    """Judge condition by condition: key → (fulfilled, reason); valid only when all are fulfilled."""
    call = locked(proposal.call)
    proposal = locked(proposal)
    proposal.call = call
    failed = []
    years = rules_of(call).council.experience_years.value
    for condition in proposal.conditions.all():
        if condition.key not in answers:
            raise Refused(
                _("Answer every condition: “%(text)s”") % {"text": text_of(condition.key, years)},
                law=condition.law,
            )
        met, note = answers[condition.key]
        if not met and not note.strip():
            raise Refused(
                _("Write why this condition is not fulfilled: “%(text)s”")
                % {"text": text_of(condition.key, years)},
                law=condition.law,
                field=f"note_{condition.key}",
            )
        condition.met, condition.note = met, note.strip()
        condition.save(update_fields=["met", "note"])
        if not met:
            failed.append(f"{condition.note} ({condition.law})" if condition.law else condition.note)
    reason = "\n".join(failed)
    name = "reject" if failed else "accept"
    target = State.INVALID if failed else State.VALID
    facts = {"reason": reason, "checked_at": timezone.now(), "checked_by": by}
    if proposal.state == target:
        return _amend_check(proposal, name, by, facts)
    return PROPOSAL.apply(proposal, name, by=by, note=reason, **facts)


@service
def join_candidates(
    *, call: NominationCall, seat: NominationSeat, key: str, into: str, reason: str, by: Any
) -> int:
    """Count two spellings of one person together; gives how many proposals changed."""
    call = locked(call)
    _check_may_match(call, by, reason)
    rows = call.proposals.filed().filter(seat=seat)
    if (
        key == into
        or not rows.filter(candidate_key=into).exists()
        or not rows.filter(candidate_key=key).exists()
    ):
        raise Refused(_("Choose two different spellings among the proposals for this place."), field="into")
    changed = rows.filter(candidate_key=key).update(candidate_key=into)
    seat.tie_decisions.all().delete()
    record("join_candidates", call, by=by, note=reason, data={"seat": seat.name, "from": key, "into": into})
    return changed


@service
def separate_candidate(*, proposal: Proposal, reason: str, by: Any) -> Proposal:
    """Undo a joining: the proposal counts again for the name as it was written."""
    call = locked(proposal.call)
    _check_may_match(call, by, reason)
    proposal = locked(proposal)
    proposal.candidate_key = candidate_key(proposal.candidate_name)
    proposal.save(update_fields=["candidate_key"])
    proposal.seat.tie_decisions.all().delete()
    record("separate_candidate", call, by=by, note=reason, data={"proposal": proposal.number})
    return proposal


def _amend_check(proposal: Proposal, name: str, by: Any, facts: dict[str, Any]) -> Proposal:
    """The same verdict with other reasons: written, and on record."""
    transition = PROPOSAL.transition(name)
    for check in transition.checks:
        check(by, proposal)
    for field, value in facts.items():
        setattr(proposal, field, value)
    proposal.save(update_fields=list(facts))
    record("amend_check", proposal, by=by, note=facts["reason"])
    return proposal


def _check_may_match(call: NominationCall, by: Any, reason: str) -> None:
    check_runs_call(by, call)
    if call.state != NominationCall.State.PUBLISHED:
        raise Refused(_("Names are matched before the list is published."))
    if not reason.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="reason")
