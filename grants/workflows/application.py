"""States of an application, from the draft of the NGO to the decision of the commission."""

from django.utils.translation import gettext_lazy as _

from grants.models import Application
from grants.rules import check_checks_application, check_is_applicant, check_works_on_call
from office.refusal import Refused
from office.workflow import Transition, Workflow

S = Application.State


def check_runs_call(by, application):
    """Scored, awarded and refused follow from acts of the commission (`by` is None when the system draws the sum)."""
    if by is not None:
        check_works_on_call(by, application.call)


def check_follows(by, application):
    """What follows from another act by itself: no person does it."""
    if by is not None:
        raise Refused(_("This follows by itself when the correction of a sheet is allowed."))


APPLICATION = Workflow(
    subject="grants.application",
    states=S,
    initial=S.DRAFT,
    transitions=(
        Transition(
            "submit", frozenset({S.DRAFT}), S.SUBMITTED, _("Submit the application"), (check_is_applicant,)
        ),
        Transition(
            "withdraw",
            frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED}),
            S.WITHDRAWN,
            _("Withdraw"),
            (check_is_applicant,),
            note_required=True,
        ),
        Transition(
            "replace",
            frozenset({S.SUBMITTED}),
            S.WITHDRAWN,
            _("Replaced by a newer version"),
            (check_is_applicant,),
            note_required=True,
        ),
        Transition(
            "ask_completion",
            frozenset({S.SUBMITTED}),
            S.RETURNED,
            _("Ask for completion"),
            (check_checks_application,),
            note_required=True,
        ),
        Transition(
            "complete",
            frozenset({S.RETURNED}),
            S.SUBMITTED,
            _("Hand in the completion"),
            (check_is_applicant,),
        ),
        Transition(
            "find_complete",
            frozenset({S.SUBMITTED}),
            S.ELIGIBLE,
            _("Complete application"),
            (check_checks_application,),
        ),
        Transition(
            "reject",
            frozenset({S.SUBMITTED, S.RETURNED}),
            S.REJECTED,
            _("Reject"),
            (check_checks_application,),
            note_required=True,
        ),
        Transition("score", frozenset({S.ELIGIBLE}), S.SCORED, _("All sheets locked"), (check_runs_call,)),
        Transition(
            "reopen_scoring",
            frozenset({S.SCORED}),
            S.ELIGIBLE,
            _("A sheet is being corrected"),
            (check_follows,),
            note_required=True,
        ),
        Transition(
            "award", frozenset({S.SCORED}), S.AWARDED, _("Award"), (check_runs_call,), note_required=True
        ),
        Transition(
            "refuse",
            frozenset({S.SCORED}),
            S.REFUSED,
            _("Do not support"),
            (check_runs_call,),
            note_required=True,
        ),
        # An objection that is upheld, and a court's judgment, lead back.
        Transition(
            "reinstate",
            frozenset({S.REJECTED}),
            S.ELIGIBLE,
            _("Lift the rejection"),
            (check_runs_call,),
            note_required=True,
        ),
        Transition(
            "annul_outcome",
            frozenset({S.AWARDED, S.REFUSED}),
            S.SCORED,
            _("Outcome annulled"),
            (check_runs_call,),
            note_required=True,
        ),
        Transition(
            "annul_scores",
            frozenset({S.SCORED}),
            S.ELIGIBLE,
            _("Points annulled"),
            (check_runs_call,),
            note_required=True,
        ),
        Transition(
            "annul_check",
            frozenset({S.ELIGIBLE, S.REJECTED}),
            S.SUBMITTED,
            _("Formal check annulled"),
            (check_runs_call,),
            note_required=True,
        ),
    ),
    final=frozenset({S.WITHDRAWN}),
)
