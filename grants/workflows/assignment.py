"""States of an assignment: statement first, then points, then the locked sheet."""

from django.utils.translation import gettext_lazy as _

from grants.models import Assignment
from grants.rules import check_answers_correction, check_is_scorer, check_works_on_call
from office.refusal import Refused
from office.roles import Permission as P
from office.workflow import Transition, Workflow

S = Assignment.State


def check_assigns(by, assignment):
    """The commission assigns and takes back."""
    check_works_on_call(by, assignment.application.call)


def check_reopens(by, assignment):
    """A locked sheet is opened again by who answers requests for correction, never by its own scorer."""
    check_answers_correction(by, assignment)


def check_ends_by_list(by, assignment):
    """Who is no longer on the list of evaluators scores no more; locked sheets stay."""
    if assignment.evaluator_id is None or not by.can(P.MANAGE_EVALUATORS):
        raise Refused(_("Assignments end this way when the office adopts a new version of the list."))


ASSIGNMENT = Workflow(
    subject="grants.assignment",
    states=S,
    initial=S.ASSIGNED,
    transitions=(
        Transition(
            "accept",
            frozenset({S.ASSIGNED}),
            S.ACCEPTED,
            _("I have no conflict of interest"),
            (check_is_scorer,),
        ),
        Transition(
            "declare_conflict",
            frozenset({S.ASSIGNED, S.ACCEPTED}),
            S.CONFLICT,
            _("I have a conflict of interest"),
            (check_is_scorer,),
            note_required=True,
        ),
        Transition(
            "refuse",
            frozenset({S.ASSIGNED, S.ACCEPTED}),
            S.VOID,
            _("I cannot take this application on"),
            (check_is_scorer,),
            note_required=True,
            only_if=lambda assignment: assignment.evaluator_id is not None,
        ),
        Transition(
            "lock", frozenset({S.ACCEPTED}), S.SUBMITTED, _("Lock the score sheet"), (check_is_scorer,)
        ),
        Transition(
            "take_back",
            frozenset({S.ASSIGNED, S.ACCEPTED}),
            S.VOID,
            _("Take back"),
            (check_assigns,),
            note_required=True,
        ),
        Transition(
            "end_by_list",
            frozenset({S.ASSIGNED, S.ACCEPTED}),
            S.VOID,
            _("Void: no longer on the list"),
            (check_ends_by_list,),
            note_required=True,
        ),
        Transition(
            "annul",
            frozenset({S.SUBMITTED}),
            S.VOID,
            _("Void: annulled by a court"),
            (check_assigns,),
            note_required=True,
        ),
        Transition(
            "reopen",
            frozenset({S.SUBMITTED}),
            S.ACCEPTED,
            _("Allow the correction"),
            (check_reopens,),
            note_required=True,
        ),
    ),
    final=frozenset({S.CONFLICT, S.VOID}),
)
