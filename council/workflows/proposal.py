"""States of a proposal of a candidate."""

from django.utils.translation import gettext_lazy as _

from council.models import NominationCall, Proposal
from council.rules import check_checks_proposal, check_proposes
from office.refusal import Refused
from office.workflow import Transition, Workflow

S = Proposal.State


def check_call_published(by, proposal: Proposal) -> None:
    """Proposals move only while their call stands."""
    if proposal.call.state != NominationCall.State.PUBLISHED:
        raise Refused(
            _("The call is no longer open to this step: its state is “%(state)s”.")
            % {"state": proposal.call.get_state_display()}
        )


def check_time_over(by, proposal: Proposal) -> None:
    """Proposals are judged after the deadline, all alike."""
    if not proposal.call.is_past_deadline:
        raise Refused(
            _("Proposals are checked after the deadline: until then an organisation may withdraw its own.")
        )


PROPOSAL = Workflow(
    subject="council.proposal",
    states=S,
    initial=S.DRAFT,
    transitions=(
        Transition(
            "submit",
            frozenset({S.DRAFT}),
            S.SUBMITTED,
            _("Hand in the proposal"),
            (check_proposes, check_call_published),
        ),
        Transition(
            "withdraw",
            frozenset({S.DRAFT, S.SUBMITTED}),
            S.WITHDRAWN,
            _("Withdraw the proposal"),
            (check_proposes, check_call_published),
        ),
        Transition(
            "accept",
            frozenset({S.SUBMITTED, S.INVALID}),
            S.VALID,
            _("Valid"),
            (check_checks_proposal, check_call_published, check_time_over),
        ),
        Transition(
            "reject",
            frozenset({S.SUBMITTED, S.VALID}),
            S.INVALID,
            _("Not valid"),
            (check_checks_proposal, check_call_published, check_time_over),
            note_required=True,
        ),
    ),
    final=frozenset({S.WITHDRAWN}),
)
