"""States of the answer of an organisation to its award."""

from django.utils.translation import gettext_lazy as _

from grants.models import AwardAnswer
from grants.rules import check_declines_award, check_is_applicant, check_manages_award
from office.workflow import Transition, Workflow

S = AwardAnswer.State


def check_adapts(by, answer):
    """People of the organisation write its budget."""
    check_is_applicant(by, answer.row.application)


def check_reviews(by, answer):
    """Officers of the body accept the adapted budget or return it."""
    check_manages_award(by, answer.row)


def check_declines(by, answer):
    """Only who represents the organisation on the portal refuses its money, before there is a contract."""
    check_declines_award(by, answer.row)


AWARD_ANSWER = Workflow(
    subject="grants.awardanswer",
    states=S,
    initial=S.ASKED,
    transitions=(
        Transition(
            "submit",
            frozenset({S.ASKED, S.RETURNED}),
            S.SUBMITTED,
            _("Hand in the adapted budget"),
            (check_adapts,),
        ),
        Transition(
            "return",
            frozenset({S.SUBMITTED}),
            S.RETURNED,
            _("Return for correction"),
            (check_reviews,),
            note_required=True,
        ),
        Transition(
            "accept", frozenset({S.SUBMITTED}), S.ACCEPTED, _("Accept the adapted budget"), (check_reviews,)
        ),
        Transition(
            "decline",
            frozenset({S.ASKED, S.SUBMITTED, S.RETURNED, S.ACCEPTED}),
            S.DECLINED,
            _("Refuse the award"),
            (check_declines,),
            note_required=True,
        ),
    ),
    final=frozenset({S.DECLINED}),
)
