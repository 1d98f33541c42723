"""States of the ranking list and of the decision on allocation."""

from django.utils.translation import gettext_lazy as _

from grants.models import Decision, EvaluatorList, Ranking
from grants.rules import check_drafts_decision, check_president, check_second_signer, check_works_on_call
from office.jurisdiction import has_feature
from office.refusal import Refused
from office.roles import Permission as P
from office.workflow import Transition, Workflow

R, D, L = Ranking.State, Decision.State, EvaluatorList.State


def check_confirms(by, ranking):
    """The president confirms the list."""
    check_president(by, ranking.call)


def check_reopens(by, ranking):
    """A list is replaced after objections or a judgment, by who works on the call."""
    check_works_on_call(by, ranking.call)


def check_enters_judgment(by, decision):
    """Who works on the call enters the judgment of a court."""
    check_works_on_call(by, decision.call)


def check_renews(by, decision):
    """Who drafts decisions drafts the new one."""
    check_drafts_decision(by, decision.call)


def check_publishes(by, decision):
    """Who signs first also publishes; where the body decides, any of its officers."""
    if has_feature("body_decides"):
        check_drafts_decision(by, decision.call)
    else:
        check_president(by, decision.call)


def check_signs_second(by, decision):
    """Another person than the first signs second."""
    if decision.first_signed_by_id is None:
        raise Refused(_("The first signature is still missing."))
    if decision.first_signed_by_id == by.pk:
        raise Refused(_("The second signature is another person's."))
    check_second_signer(by, decision.call)


def check_keeps_list(by, evaluators):
    """The office makes the list of evaluators."""
    if not by.can(P.MANAGE_EVALUATORS):
        raise Refused(_("The list of evaluators is made by the office."))


RANKING = Workflow(
    subject="grants.ranking",
    states=R,
    initial=R.DRAFT,
    transitions=(
        Transition(
            "confirm", frozenset({R.DRAFT}), R.CONFIRMED, _("Confirm the ranking list"), (check_confirms,)
        ),
        Transition(
            "publish", frozenset({R.CONFIRMED}), R.PUBLISHED, _("Publish the ranking list"), (check_confirms,)
        ),
        Transition(
            "reopen",
            frozenset({R.CONFIRMED, R.PUBLISHED}),
            R.DRAFT,
            _("Make a new list in its place"),
            (check_reopens,),
            note_required=True,
        ),
    ),
    final=frozenset(),
)

DECISION = Workflow(
    subject="grants.decision",
    states=D,
    initial=D.DRAFTED,
    transitions=(
        Transition(
            "sign", frozenset({D.DRAFTED}), D.SIGNED, _("Sign as the second person"), (check_signs_second,)
        ),
        Transition(
            "publish", frozenset({D.SIGNED}), D.PUBLISHED, _("Publish the decision"), (check_publishes,)
        ),
        Transition(
            "annul",
            frozenset({D.PUBLISHED}),
            D.ANNULLED,
            _("Annulled by a court"),
            (check_enters_judgment,),
            note_required=True,
        ),
        Transition(
            "renew",
            frozenset({D.ANNULLED}),
            D.DRAFTED,
            _("Draft a new decision in its place"),
            (check_renews,),
        ),
    ),
    final=frozenset(),
)

EVALUATOR_LIST = Workflow(
    subject="grants.evaluatorlist",
    states=L,
    initial=L.DRAFT,
    transitions=(
        Transition("adopt", frozenset({L.DRAFT}), L.ADOPTED, _("Adopt the list"), (check_keeps_list,)),
    ),
    final=frozenset({L.ADOPTED}),
)
