"""How many valid proposals each candidate has, and who leads."""

from dataclasses import dataclass

from council.counting import Outcome, Standing, count
from council.models import NominationCall, NominationSeat, Proposal
from ngo_registry.models import Organisation


@dataclass(frozen=True, slots=True)
class CountedCandidate:
    """One candidate of one seat: standing, spellings, and the proposals behind the number."""

    standing: Standing | None
    key: str
    name: str
    spellings: tuple[str, ...]
    valid: tuple[Proposal, ...]
    invalid: tuple[Proposal, ...]
    waiting: tuple[Proposal, ...]

    @property
    def valid_count(self) -> int:
        """Proposals of organisations that fulfil every condition."""
        return len(self.valid)

    @property
    def organisations(self) -> list[Organisation]:
        """Organisations whose valid proposals count."""
        return [proposal.organisation for proposal in self.valid]


@dataclass(frozen=True, slots=True)
class SeatCount:
    """One place of a call with its candidates in order."""

    seat: NominationSeat
    outcome: Outcome
    candidates: tuple[CountedCandidate, ...]

    @property
    def tied(self) -> list[CountedCandidate]:
        """Candidates between whom the office still has to choose."""
        if self.outcome.is_settled:
            return []
        return [row for row in self.candidates if row.standing and row.standing.tied]


def counted_proposals(call: NominationCall) -> list[SeatCount]:
    """Every place of the call with its candidates, most valid proposals first (three queries)."""
    by_seat: dict[int, list[Proposal]] = {}
    filed = call.proposals.filed().select_related("organisation", "call").order_by("submitted_at", "pk")
    for proposal in filed:
        by_seat.setdefault(proposal.seat_id, []).append(proposal)
    seats = call.seats.prefetch_related("tie_decisions").order_by("order", "pk")
    return [_seat_count(seat, by_seat.get(seat.pk, [])) for seat in seats]


def _seat_count(seat: NominationSeat, proposals: list[Proposal]) -> SeatCount:
    State = Proposal.State
    choices = {choice.candidate_key: choice.reason for choice in seat.tie_decisions.all()}
    outcome = count([p.candidate_key for p in proposals if p.state == State.VALID], seat.places, choices)
    standing = {s.key: s for s in outcome.standings}
    groups: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        groups.setdefault(proposal.candidate_key, []).append(proposal)
    position = {s.key: index for index, s in enumerate(outcome.standings)}
    keys = sorted(groups, key=lambda key: (position.get(key, len(position)), key))
    return SeatCount(seat, outcome, tuple(_candidate(key, groups[key], standing.get(key)) for key in keys))


def _candidate(key: str, proposals: list[Proposal], standing: Standing | None) -> CountedCandidate:
    State = Proposal.State
    names = [proposal.candidate_name for proposal in proposals]
    spellings = tuple(dict.fromkeys(names))
    named = [p.candidate_name for p in proposals if p.state == State.VALID] or names
    return CountedCandidate(
        standing=standing,
        key=key,
        name=max(dict.fromkeys(named), key=named.count),
        spellings=spellings,
        valid=tuple(p for p in proposals if p.state == State.VALID),
        invalid=tuple(p for p in proposals if p.state == State.INVALID),
        waiting=tuple(p for p in proposals if p.state == State.SUBMITTED),
    )


def leading(call: NominationCall, seat: NominationSeat | None = None) -> Proposal | None:
    """The first valid proposal of the candidate who leads for the (first) place, with `valid_count` and
    `candidate`; None without a valid proposal or while equal candidates wait for the office's choice."""
    for row in counted_proposals(call):
        if seat is not None and row.seat.pk != seat.pk:
            continue
        first = next((c for c in row.candidates if c.standing and c.standing.selected), None)
        if first is None:
            return None
        proposal = first.valid[0]
        proposal.valid_count = first.valid_count
        proposal.candidate = first
        return proposal
    return None
