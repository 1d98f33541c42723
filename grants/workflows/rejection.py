"""States of a proposal to reject an application: one person proposes, another answers."""

from django.utils.translation import gettext_lazy as _

from grants.models import RejectionProposal
from grants.rules import check_checks_application
from office.refusal import Refused
from office.workflow import Transition, Workflow

S = RejectionProposal.State


def check_second_person(by, proposal):
    """Who proposed does not confirm; the second person has the same right to check."""
    check_checks_application(by, proposal.application)
    if proposal.proposed_by_id == by.pk:
        raise Refused(_("A rejection is confirmed by another person than the one who proposed it."))


def check_own_proposal(by, proposal):
    """Only who proposed takes the proposal back."""
    if proposal.proposed_by_id != by.pk:
        raise Refused(_("A proposal is taken back by the one who made it."))


REJECTION = Workflow(
    subject="grants.rejectionproposal",
    states=S,
    initial=S.PROPOSED,
    transitions=(
        Transition(
            "confirm",
            frozenset({S.PROPOSED}),
            S.CONFIRMED,
            _("Confirm the rejection"),
            (check_second_person,),
        ),
        Transition(
            "return",
            frozenset({S.PROPOSED}),
            S.RETURNED,
            _("Return to the proposer"),
            (check_second_person,),
            note_required=True,
        ),
        Transition(
            "take_back",
            frozenset({S.PROPOSED}),
            S.TAKEN_BACK,
            _("Take the proposal back"),
            (check_own_proposal,),
        ),
    ),
    final=frozenset({S.CONFIRMED, S.RETURNED, S.TAKEN_BACK}),
)
