"""States of a public call; whether it is open today is the calendar's business (Call.phase)."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Call
from grants.rules import check_president, check_works_on_call
from office.refusal import Refused
from office.workflow import Transition, Workflow

S = Call.State


def check_publishes(by, call):
    """The commission issues the call (Art. 32v): its president publishes."""
    check_president(by, call)


def check_still_open(by, call):
    """A deadline that has passed is not moved: everybody has seen it pass."""
    if call.deadline is None or timezone.now() >= call.deadline + datetime.timedelta(seconds=1):
        raise Refused(_("The deadline has passed; it cannot be extended any more."))


def check_still_open_for_correction(by, call):
    """What everybody applied by is not corrected after the deadline."""
    if call.deadline is None or timezone.now() >= call.deadline + datetime.timedelta(seconds=1):
        raise Refused(_("The deadline has passed; the call is not corrected any more."))


def check_decision_published(by, call):
    """A call is decided by its published decision."""
    decision = getattr(call, "decision", None)
    if decision is None or decision.state != decision.State.PUBLISHED:
        raise Refused(_("The decision on the allocation of funds is not published yet."))


CALL = Workflow(
    subject="grants.call",
    states=S,
    initial=S.DRAFT,
    transitions=(
        Transition("publish", frozenset({S.DRAFT}), S.PUBLISHED, _("Publish the call"), (check_publishes,)),
        Transition(
            "extend",
            frozenset({S.PUBLISHED}),
            S.PUBLISHED,
            _("Extend the deadline"),
            (check_president, check_still_open),
            note_required=True,
        ),
        Transition(
            "correct",
            frozenset({S.PUBLISHED}),
            S.PUBLISHED,
            _("Correct the call"),
            (check_president, check_still_open_for_correction),
            note_required=True,
        ),
        Transition(
            "cancel",
            frozenset({S.PUBLISHED}),
            S.CANCELLED,
            _("Annul the call"),
            (check_president,),
            note_required=True,
        ),
        Transition(
            "decide", frozenset({S.PUBLISHED}), S.DECIDED, _("Mark as decided"), (check_decision_published,)
        ),
        Transition("close", frozenset({S.DECIDED}), S.CLOSED, _("Close the call"), (check_works_on_call,)),
        Transition(
            "annul_decision",
            frozenset({S.DECIDED, S.CLOSED}),
            S.PUBLISHED,
            _("Enter the judgment that annuls the decision"),
            (check_works_on_call,),
            note_required=True,
        ),
    ),
    final=frozenset({S.CANCELLED}),
)
