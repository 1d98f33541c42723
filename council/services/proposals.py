"""Proposals of candidates as NGOs draft them, hand them in and take them back."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from council.conditions import conditions_of
from council.models import NominationCall, NominationSeat, Proposal, ProposalCondition, ProposalFile
from council.names import candidate_key
from council.rules import check_proposes
from council.services.letters import send_receipt
from council.workflows.proposal import PROPOSAL
from ngo_registry.models import Organisation
from ngo_registry.rules import check_active, check_acts_for
from office.audit import record
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import Rules, from_version
from office.service import locked, service
from office.uploads import store

State = Proposal.State
WRITTEN = ("candidate_name", "candidate_email", "candidate_phone", "experience", "ngo_work")


@service
def start_draft(
    *,
    call: NominationCall,
    organisation: Organisation,
    by: Any,
    at: datetime.datetime,
    seat: NominationSeat | None = None,
    candidate_name: str = "",
) -> Proposal:
    """Open (or find again) the organisation's draft for one place of an open call."""
    call = locked(call)
    check_acts_for(by, organisation)
    check_active(organisation)
    law = rules_of(call).council.nomination_days.law
    _check_in_time(call, at)
    seat = seat or call.seats.order_by("order", "pk").first()
    present = (
        call.proposals.filter(organisation=organisation, seat=seat).exclude(state=State.WITHDRAWN).first()
    )
    if present and present.state == State.DRAFT:
        return present
    if present:
        raise Refused(
            _(
                "Your organisation already proposed a candidate for this place (receipt %(number)s): "
                "one candidate is allowed."
            )
            % {"number": present.number},
            law=law,
        )
    proposal = Proposal.objects.create(
        call=call,
        seat=seat,
        organisation=organisation,
        candidate_name=candidate_name,
        candidate_key=candidate_key(candidate_name),
        created_by=by,
    )
    ProposalCondition.objects.bulk_create(
        ProposalCondition(proposal=proposal, key=c.key, order=c.order, law=c.law)
        for c in conditions_of(rules_of(call))
    )
    record("draft", proposal, by=by, to_state=proposal.state)
    return proposal


@service
def save_draft(*, proposal: Proposal, by: Any, stated: Iterable[str] | None = None, **facts: str) -> Proposal:
    """Write what the organisation filled in so far; nothing is judged yet."""
    proposal = _draft(proposal, by)
    unknown = set(facts) - set(WRITTEN)
    if unknown:
        raise TypeError(f"a proposal has no {sorted(unknown)}")
    for name, value in facts.items():
        setattr(proposal, name, value)
    proposal.candidate_name = " ".join(proposal.candidate_name.split())
    proposal.candidate_key = candidate_key(proposal.candidate_name)
    proposal.save()
    if stated is not None:
        chosen = set(stated)
        for condition in proposal.conditions.all():
            condition.stated = condition.key in chosen
            condition.save(update_fields=["stated"])
    return proposal


@service
def add_file(*, proposal: Proposal, kind: str, upload: Any, by: Any) -> ProposalFile:
    """Keep a paper of the draft; a bad file is refused and the draft stays as it was."""
    proposal = _draft(proposal, by)
    stored = store(upload, by=by)
    paper = ProposalFile.objects.create(proposal=proposal, kind=kind, stored=stored)
    record("add_file", proposal, by=by, data={"kind": kind, "sha256": stored.sha256})
    return paper


@service
def remove_file(*, paper: ProposalFile, by: Any) -> None:
    """Take a paper out of the draft."""
    proposal = _draft(paper.proposal, by)
    record("remove_file", proposal, by=by, data={"kind": paper.kind, "sha256": paper.stored.sha256})
    paper.delete()


@service
def submit_proposal(*, proposal: Proposal, by: Any, at: datetime.datetime) -> Proposal:
    """Hand in the proposal: in time by the arrival of the request, whole, once; a number is given."""
    call = locked(proposal.call)
    proposal = locked(proposal)
    proposal.call = call
    if proposal.state in {State.SUBMITTED, State.VALID, State.INVALID}:
        raise Refused(
            _("This proposal was already handed in under %(number)s.") % {"number": proposal.number}
        )
    check_active(proposal.organisation)
    PROPOSAL.check(proposal, "submit", by=by)
    _check_in_time(call, at)
    _check_registered_before(proposal)
    missing = missing_of(proposal)
    if missing:
        raise Refused(_("The proposal is not complete: %(missing)s.") % {"missing": "; ".join(missing)})
    PROPOSAL.apply(
        proposal,
        "submit",
        by=by,
        submitted_at=at,
        submitted_by=by,
        number=next_number("proposal", body=call.body),
    )
    send_receipt(proposal)
    return proposal


@service
def withdraw_proposal(*, proposal: Proposal, by: Any, at: datetime.datetime, note: str = "") -> Proposal:
    """Take the proposal back; possible until the deadline, after it the proposal counts."""
    call = locked(proposal.call)
    proposal = locked(proposal)
    proposal.call = call
    PROPOSAL.check(proposal, "withdraw", by=by, note=note)
    if proposal.state != State.DRAFT:
        _check_in_time(call, at)
    return PROPOSAL.apply(proposal, "withdraw", by=by, note=note)


def missing_of(proposal: Proposal) -> list[str]:
    """What must still be written or stated before the proposal can be handed in."""
    missing = []
    if len(proposal.candidate_name.split()) < 2:
        missing.append(_("name and surname of the candidate"))
    if not proposal.experience.strip():
        missing.append(_("experience of the candidate"))
    unstated = sum(1 for condition in proposal.conditions.all() if not condition.stated)
    if unstated:
        missing.append(_("statements on conditions that are not ticked: %(count)s") % {"count": unstated})
    return missing


def missing_papers_of(proposal: Proposal) -> list[str]:
    """Papers the practice asks for and the draft does not hold; it warns, it does not stop."""
    Paper = ProposalFile.Kind
    usual = (Paper.ACTIVITY, Paper.TAX, Paper.NGO_STATEMENT, Paper.CV, Paper.CANDIDATE_STATEMENT)
    present = {paper.kind for paper in proposal.files.all()}
    return [str(kind.label) for kind in usual if kind not in present]


def rules_of(call: NominationCall) -> Rules:
    """The rulebook the call froze at its publication; Refused while the call is not published."""
    if call.rulebook is None:
        raise Refused(_("This call is not published yet."))
    return from_version(call.rulebook)


def _check_in_time(call: NominationCall, at: datetime.datetime) -> None:
    if call.state != NominationCall.State.PUBLISHED:
        raise Refused(
            _("This call takes no proposals: its state is “%(state)s”.") % {"state": call.get_state_display()}
        )
    if not call.is_open(at):
        raise Refused(
            _("The deadline passed on %(deadline)s and the request came at %(at)s. Your draft is kept.")
            % {
                "deadline": date_format(timezone.localtime(call.deadline), "d.m.Y. H:i:s"),
                "at": date_format(timezone.localtime(at), "d.m.Y. H:i:s"),
            },
            law=rules_of(call).council.nomination_days.law,
        )


def _check_registered_before(proposal: Proposal) -> None:
    entered = proposal.organisation.registered_on
    published = timezone.localtime(proposal.call.published_at).date()
    condition = proposal.conditions.filter(key="registered").first()
    if condition and entered and entered > published:
        raise Refused(
            _("The organisation was entered in the register after the call was published."), law=condition.law
        )


def _draft(proposal: Proposal, by: Any) -> Proposal:
    proposal = locked(proposal)
    check_proposes(by, proposal)
    if proposal.state != State.DRAFT:
        raise Refused(
            _("A proposal that was handed in is not changed; until the deadline you may withdraw it.")
        )
    return proposal
