"""States of a body's yearly spending and of the office's report."""

from django.utils.translation import gettext_lazy as _

from office.refusal import Refused
from office.roles import Permission as P
from office.workflow import Transition, Workflow
from reports.models import Report, SpendingReturn

S, R = SpendingReturn.State, Report.State


def check_fills(by, spending):
    """An officer of the body, or the office for it."""
    if not (by.can(P.FILL_SPENDING, spending.body) or by.can(P.COLLECT_SPENDING)):
        raise Refused(_("The spending of a body is entered by the body or by the office."))


def check_collects(by, spending):
    """The office accepts and returns."""
    if not by.can(P.COLLECT_SPENDING):
        raise Refused(_("The office accepts and returns the spending of bodies."))


def check_builds(by, report):
    """The office orders, sends and publishes reports (`by` is None when the worker has built it)."""
    if by is not None and not by.can(P.BUILD_REPORTS):
        raise Refused(_("Reports are made by the office."))


def check_approves(by, report):
    """A second person approves."""
    if not by.can(P.APPROVE_REPORTS):
        raise Refused(_("Reports are approved by the head of the office."))
    if report.ordered_by_id == by.pk:
        raise Refused(_("A report is approved by another person than the one who ordered it."))


SPENDING = Workflow(
    subject="reports.spendingreturn",
    states=S,
    initial=S.DRAFT,
    transitions=(
        Transition(
            "submit", frozenset({S.DRAFT, S.RETURNED}), S.SUBMITTED, _("Submit to the office"), (check_fills,)
        ),
        Transition(
            "return", frozenset({S.SUBMITTED}), S.RETURNED, _("Return"), (check_collects,), note_required=True
        ),
        Transition("accept", frozenset({S.SUBMITTED}), S.ACCEPTED, _("Accept"), (check_collects,)),
        Transition(
            "reopen",
            frozenset({S.ACCEPTED}),
            S.RETURNED,
            _("Open again"),
            (check_collects,),
            note_required=True,
        ),
    ),
    final=frozenset(),
)

REPORT = Workflow(
    subject="reports.report",
    states=R,
    initial=R.ORDERED,
    transitions=(
        Transition("build", frozenset({R.ORDERED}), R.BUILT, _("Built"), (check_builds,)),
        Transition("approve", frozenset({R.BUILT}), R.APPROVED, _("Approve"), (check_approves,)),
        Transition("send", frozenset({R.APPROVED}), R.SENT, _("Send"), (check_builds,)),
        Transition("publish", frozenset({R.SENT}), R.PUBLISHED, _("Publish"), (check_builds,)),
        Transition(
            "discard",
            frozenset({R.ORDERED, R.BUILT}),
            R.DISCARDED,
            _("Set aside"),
            (check_builds,),
            note_required=True,
        ),
    ),
    final=frozenset({R.PUBLISHED, R.DISCARDED}),
)
