"""States of a commission."""

from django.utils.translation import gettext_lazy as _

from grants.models import Commission
from grants.rules import check_manages_commission
from office.refusal import Refused
from office.workflow import Transition, Workflow

S = Commission.State


def check_calls_over(by, commission):
    """A commission ends after its last call is decided or annulled."""
    if commission.calls.filter(state__in=["draft", "published"]).exists():
        raise Refused(_("A call of this commission is not decided yet."))


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
            (check_manages_commission, check_calls_over),
            note_required=True,
        ),
    ),
    final=frozenset({S.ENDED}),
)
