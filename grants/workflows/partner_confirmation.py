"""States of the question to a partner: asked, answered, taken back."""

from django.utils.translation import gettext_lazy as _

from grants.filing_checks import check_asks_partner, check_is_partner
from grants.models import PartnerConfirmation
from office.workflow import Transition, Workflow

S = PartnerConfirmation.State

PARTNER_CONFIRMATION = Workflow(
    subject="grants.partnerconfirmation",
    states=S,
    initial=S.ASKED,
    transitions=(
        Transition(
            "confirm", frozenset({S.ASKED}), S.CONFIRMED, _("Confirm the partnership"), (check_is_partner,)
        ),
        Transition(
            "refuse",
            frozenset({S.ASKED}),
            S.REFUSED,
            _("Refuse the partnership"),
            (check_is_partner,),
            note_required=True,
        ),
        Transition(
            "withdraw",
            frozenset({S.CONFIRMED}),
            S.WITHDRAWN,
            _("Withdraw the confirmation"),
            (check_is_partner,),
            note_required=True,
        ),
        Transition(
            "take_back",
            frozenset({S.ASKED}),
            S.TAKEN_BACK,
            _("Take the question back"),
            (check_asks_partner,),
        ),
        Transition(
            "ask_again",
            frozenset(S),
            S.ASKED,
            _("Ask again"),
            (check_asks_partner,),
        ),
    ),
    final=frozenset(),
)
