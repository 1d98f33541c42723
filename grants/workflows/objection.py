"""States of an objection to the preliminary ranking list."""

from django.utils.translation import gettext_lazy as _

from grants.models import Objection
from grants.rules import check_not_exempt, check_president, check_sits_on_commission
from office.workflow import Transition, Workflow

S = Objection.State


def check_replies(by, objection):
    """The president signs the reply of the commission, unless exempted from this application."""
    application = objection.application
    check_president(by, application.call)
    check_sits_on_commission(by, application.call)
    check_not_exempt(by, application)


OBJECTION = Workflow(
    subject="grants.objection",
    states=S,
    initial=S.FILED,
    transitions=(
        Transition(
            "uphold",
            frozenset({S.FILED}),
            S.UPHELD,
            _("Uphold the objection"),
            (check_replies,),
            note_required=True,
        ),
        Transition(
            "dismiss",
            frozenset({S.FILED}),
            S.DISMISSED,
            _("Dismiss the objection"),
            (check_replies,),
            note_required=True,
        ),
    ),
    final=frozenset({S.UPHELD, S.DISMISSED}),
)
