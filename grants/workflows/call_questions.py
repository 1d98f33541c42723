"""A question on a call: answered, its answer corrected, or not answered with a reason."""

from django.utils.translation import gettext_lazy as _

from grants.models import CallQuestion
from grants.rules import check_works_on_call
from office.workflow import Transition, Workflow

S = CallQuestion.State


def check_answers(by, question):
    """Members of the commission and officers of the body answer."""
    check_works_on_call(by, question.call)


QUESTION = Workflow(
    subject="grants.callquestion",
    states=S,
    initial=S.ASKED,
    transitions=(
        Transition("answer", frozenset({S.ASKED}), S.ANSWERED, _("Answer and publish"), (check_answers,)),
        Transition(
            "change_answer",
            frozenset({S.ANSWERED}),
            S.ANSWERED,
            _("Change the answer"),
            (check_answers,),
            note_required=True,
        ),
        Transition(
            "dismiss",
            frozenset({S.ASKED}),
            S.DISMISSED,
            _("Do not answer"),
            (check_answers,),
            note_required=True,
        ),
    ),
    final=frozenset({S.DISMISSED}),
)
