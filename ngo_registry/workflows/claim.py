"""The way of a claim: a person asks to act for an organisation."""

from django.utils.translation import gettext_lazy as _

from ngo_registry.models import ClaimRequest
from ngo_registry.rules import check_decides_claims, check_not_own_claim, check_own_claim
from office.workflow import Transition, Workflow

S = ClaimRequest.State

CLAIM = Workflow(
    subject="ngo_registry.claimrequest",
    states=S,
    initial=S.FILED,
    transitions=(
        Transition("send_code", frozenset({S.FILED}), S.CODE_SENT, _("Send a code"), (check_own_claim,)),
        Transition(
            "confirm_code", frozenset({S.CODE_SENT}), S.ACCEPTED, _("Confirm the code"), (check_own_claim,)
        ),
        Transition(
            "accept",
            frozenset({S.FILED}),
            S.ACCEPTED,
            _("Let in"),
            (check_decides_claims, check_not_own_claim),
        ),
        Transition(
            "refuse",
            frozenset({S.FILED}),
            S.REFUSED,
            _("Refuse"),
            (check_decides_claims, check_not_own_claim),
            note_required=True,
        ),
        Transition(
            "withdraw", frozenset({S.FILED, S.CODE_SENT}), S.WITHDRAWN, _("Withdraw"), (check_own_claim,)
        ),
    ),
    final=frozenset({S.ACCEPTED, S.REFUSED, S.WITHDRAWN}),
)
