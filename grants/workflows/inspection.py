"""States of an inspection of applications."""

from django.utils.translation import gettext_lazy as _

from grants.models import Inspection
from grants.rules import check_checks_application
from office.workflow import Transition, Workflow

S = Inspection.State


def check_receives(by, inspection):
    """Who does the formal check also shows the applications."""
    check_checks_application(by, inspection.application)


INSPECTION = Workflow(
    subject="grants.inspection",
    states=S,
    initial=S.ASKED,
    transitions=(
        Transition(
            "appoint",
            frozenset({S.ASKED, S.APPOINTED}),
            S.APPOINTED,
            _("Give an appointment"),
            (check_receives,),
        ),
        Transition(
            "hold",
            frozenset({S.ASKED, S.APPOINTED}),
            S.HELD,
            _("Record the inspection"),
            (check_receives,),
        ),
        Transition(
            "miss",
            frozenset({S.APPOINTED}),
            S.MISSED,
            _("The applicant did not come"),
            (check_receives,),
        ),
    ),
    final=frozenset({S.HELD, S.MISSED}),
)
