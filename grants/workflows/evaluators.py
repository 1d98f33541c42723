"""States around evaluators: the call for them, a candidacy, the draw, a statement of work, the guidelines."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models import Candidacy, EvaluatorCall, EvaluatorDraw, Guideline, WorkStatement
from grants.rules import check_sits_on_commission
from grants.workflows.decision import check_keeps_list
from office.refusal import Refused
from office.roles import Permission as P
from office.workflow import Transition, Workflow

EC, CS, DS, WS, GS = (
    EvaluatorCall.State,
    Candidacy.State,
    EvaluatorDraw.State,
    WorkStatement.State,
    Guideline.State,
)


def check_is_candidate(by, candidacy):
    """Only the person the candidacy is about."""
    if candidacy.user_id != by.pk:
        raise Refused(_("This is done by the candidate."))


def check_decides_complaint(by, candidacy):
    """The office decides, by another person than the one who refused."""
    check_keeps_list(by, candidacy)
    if candidacy.decided_by_id == by.pk:
        raise Refused(_("The complaint is decided by another person than the one who refused the candidate."))


def check_is_over(by, call):
    """The call is concluded when its term has passed and every candidate has an answer."""
    if call.deadline and timezone.now() <= call.deadline:
        raise Refused(_("The call is still open."))
    if call.candidacies.filter(state__in=[CS.SUBMITTED, CS.CONTESTED]).exists():
        raise Refused(_("There are candidates without a decision."))


def check_receives(by, call):
    """A call is extended and corrected while candidacies are received; afterwards another one is published."""
    if call.deadline and timezone.now() > call.deadline:
        raise Refused(_("The term has passed. Publish a supplementary call instead."))


def check_draws(by, draw):
    """The commission draws."""
    check_sits_on_commission(by, draw.call)


def check_pays_out(by, statement):
    """Fees are paid by the payroll."""
    if not by.can(P.KEEP_PAYROLL):
        raise Refused(_("Fees of evaluators are paid by the payroll officer."))


EVALUATOR_CALL = Workflow(
    subject="grants.evaluatorcall",
    states=EC,
    initial=EC.DRAFT,
    transitions=(
        Transition(
            "publish",
            frozenset({EC.DRAFT}),
            EC.PUBLISHED,
            _("Publish the call for evaluators"),
            (check_keeps_list,),
        ),
        Transition(
            "extend",
            frozenset({EC.PUBLISHED}),
            EC.PUBLISHED,
            _("Extend the term"),
            (check_keeps_list, check_receives),
            note_required=True,
        ),
        Transition(
            "correct",
            frozenset({EC.PUBLISHED}),
            EC.PUBLISHED,
            _("Correct the call"),
            (check_keeps_list, check_receives),
            note_required=True,
        ),
        Transition(
            "conclude",
            frozenset({EC.PUBLISHED}),
            EC.CONCLUDED,
            _("Conclude the call for evaluators"),
            (check_keeps_list, check_is_over),
        ),
        Transition(
            "cancel",
            frozenset({EC.PUBLISHED}),
            EC.CANCELLED,
            _("Annul the call for evaluators"),
            (check_keeps_list,),
            note_required=True,
        ),
    ),
    final=frozenset({EC.CONCLUDED, EC.CANCELLED}),
)

CANDIDACY = Workflow(
    subject="grants.candidacy",
    states=CS,
    initial=CS.DRAFT,
    transitions=(
        Transition(
            "submit", frozenset({CS.DRAFT}), CS.SUBMITTED, _("Submit the candidacy"), (check_is_candidate,)
        ),
        Transition(
            "withdraw",
            frozenset({CS.DRAFT, CS.SUBMITTED}),
            CS.WITHDRAWN,
            _("Withdraw the candidacy"),
            (check_is_candidate,),
        ),
        Transition(
            "accept", frozenset({CS.SUBMITTED}), CS.ACCEPTED, _("Accept the candidate"), (check_keeps_list,)
        ),
        Transition(
            "refuse",
            frozenset({CS.SUBMITTED}),
            CS.REFUSED,
            _("Refuse the candidate"),
            (check_keeps_list,),
            note_required=True,
        ),
        Transition(
            "complain",
            frozenset({CS.REFUSED}),
            CS.CONTESTED,
            _("Complain against the refusal"),
            (check_is_candidate,),
            note_required=True,
        ),
        Transition(
            "uphold",
            frozenset({CS.CONTESTED}),
            CS.SUBMITTED,
            _("Uphold the complaint: check the candidate anew"),
            (check_decides_complaint,),
            note_required=True,
        ),
        Transition(
            "confirm",
            frozenset({CS.CONTESTED}),
            CS.CONFIRMED,
            _("Reject the complaint"),
            (check_decides_complaint,),
            note_required=True,
        ),
    ),
    final=frozenset({CS.WITHDRAWN, CS.ACCEPTED, CS.CONFIRMED}),
)

DRAW = Workflow(
    subject="grants.evaluatordraw",
    states=DS,
    initial=DS.PREPARED,
    transitions=(
        Transition("seed", frozenset({DS.PREPARED}), DS.SEEDED, _("Record the seed"), (check_draws,)),
        Transition(
            "draw",
            frozenset({DS.SEEDED}),
            DS.DRAWN,
            pgettext_lazy("step of a draw", "Draw the evaluators"),
            (check_draws,),
        ),
        Transition(
            "abandon",
            frozenset({DS.PREPARED, DS.SEEDED}),
            DS.ABANDONED,
            _("Give the draw up"),
            (check_draws,),
            note_required=True,
        ),
    ),
    final=frozenset({DS.DRAWN, DS.ABANDONED}),
)

WORK = Workflow(
    subject="grants.workstatement",
    states=WS,
    initial=WS.ISSUED,
    transitions=(
        Transition(
            "pay", frozenset({WS.ISSUED}), WS.PAID, _("Record the payment of the fee"), (check_pays_out,)
        ),
        Transition(
            "annul",
            frozenset({WS.ISSUED}),
            WS.ANNULLED,
            _("Annul the statement"),
            (check_keeps_list,),
            note_required=True,
        ),
    ),
    final=frozenset({WS.PAID, WS.ANNULLED}),
)

GUIDELINE = Workflow(
    subject="grants.guideline",
    states=GS,
    initial=GS.DRAFT,
    transitions=(
        Transition(
            "publish", frozenset({GS.DRAFT}), GS.PUBLISHED, _("Publish this version"), (check_keeps_list,)
        ),
    ),
    final=frozenset({GS.PUBLISHED}),
)
