"""States of a commission."""

from django.utils.translation import gettext_lazy as _

from grants.models import Commission
from grants.rules import check_manages_commission
from office.workflow import Transition, Workflow

S = Commission.State

COMMISSION = Workflow(
    subject="grants.commission",
    states=S,
    initial=S.FORMING,
    transitions=(
        Transition(
            "form", frozenset({S.FORMING}), S.FORMED, _("Form the commission"), (check_manages_commission,)
        ),
        Transition(
            "end",
            frozenset({S.FORMED}),
            S.ENDED,
            _("End the work of the commission"),
            (check_manages_commission,),
            note_required=True,
        ),
    ),
    final=frozenset({S.ENDED}),
)
