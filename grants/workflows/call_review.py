"""A round of the office's review of a drafted call, and the planned hour of its publication."""

from django.utils.translation import gettext_lazy as _

from grants.models import CallReview, PlannedPublication
from grants.rules import check_president, check_works_on_call
from office.refusal import Refused
from office.roles import Permission as P
from office.workflow import Transition, Workflow

R = CallReview.State
S = PlannedPublication.State


def check_reviews(by, review):
    """The office reviews calls of bodies; whoever sent the draft does not give the opinion on it."""
    if not by.can(P.REVIEW_CALLS, review.call.body):
        raise Refused(_("The opinion on a call is given by the office."))
    if review.asked_by_id == by.pk:
        raise Refused(_("You sent this draft yourself; somebody else of the office gives the opinion."))


def check_has_remarks(by, review):
    """Remarks are sent when there are some."""
    if not review.remarks.exists():
        raise Refused(_("Write at least one remark first."))


def check_has_no_remarks(by, review):
    """The office agrees with a draft on which it has nothing to say."""
    if review.remarks.exists():
        raise Refused(_("Remarks are written already: send them, or remove them first."))


def check_works(by, thing):
    """Members of the commission and officers of the body."""
    check_works_on_call(by, thing.call)


def check_presides(by, thing):
    """The president of the commission publishes, so the president plans the hour and calls it off."""
    check_president(by, thing.call)


def check_system(by, thing):
    """What only the calendar does."""
    if by is not None:
        raise Refused(_("This is done by the portal at the planned hour."))


REVIEW = Workflow(
    subject="grants.callreview",
    states=R,
    initial=R.ASKED,
    transitions=(
        Transition(
            "send_remarks",
            frozenset({R.ASKED}),
            R.REMARKS,
            _("Send the remarks"),
            (check_reviews, check_has_remarks),
        ),
        Transition(
            "agree", frozenset({R.ASKED}), R.AGREED, _("Agree"), (check_reviews, check_has_no_remarks)
        ),
        Transition("take_back", frozenset({R.ASKED}), R.WITHDRAWN, _("Take the draft back"), (check_works,)),
    ),
    final=frozenset({R.REMARKS, R.AGREED, R.WITHDRAWN}),
)

PUBLICATION = Workflow(
    subject="grants.plannedpublication",
    states=S,
    initial=S.PLANNED,
    transitions=(
        Transition("publish", frozenset({S.PLANNED}), S.DONE, _("Publish at the hour"), (check_system,)),
        Transition("refuse", frozenset({S.PLANNED}), S.FAILED, _("Refuse at the hour"), (check_system,)),
        Transition("call_off", frozenset({S.PLANNED}), S.CANCELLED, _("Call it off"), (check_presides,)),
    ),
    final=frozenset({S.DONE, S.FAILED, S.CANCELLED}),
)
