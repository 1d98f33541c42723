"""The way of a file of spending rows: checked, ordered, applied, undone."""

from django.utils.translation import gettext_lazy as _

from office.refusal import Refused
from office.roles import Permission as P
from office.workflow import Transition, Workflow
from reports.models import SpendingImport, SpendingReturn

S = SpendingImport.State


def check_brings_in(by, batch):
    """A file of many bodies is the office's; a body brings in its own (`by` is None for the command)."""
    if by is None or by.can(P.COLLECT_SPENDING):
        return
    if batch.body is None or not by.can(P.FILL_SPENDING, batch.body):
        raise Refused(_("The spending of a body is entered by the body or by the office."))


def check_rests(by, batch):
    """Nothing is decided about a file while the worker works on it."""
    if batch.job is not None and not batch.job.is_over:
        raise Refused(_("The file is being applied; wait for the end of the work."))


def check_changes_something(by, batch):
    """A file that changes nothing is not applied."""
    if not batch.summary.get("created") and not batch.summary.get("updated"):
        raise Refused(_("The file brings nothing new: all its rows are there already or were rejected."))


def check_not_handed_in(by, batch):
    """What the office has accepted is not taken back; what was handed in only by the office."""
    states = set(batch.changes.order_by().values_list("spending__state", flat=True))
    if SpendingReturn.State.ACCEPTED in states:
        raise Refused(
            _(
                "Spending that this file changed has been accepted already; open it again before undoing the import."
            )
        )
    if SpendingReturn.State.SUBMITTED in states and not (by is None or by.can(P.COLLECT_SPENDING)):
        raise Refused(_("The spending has been submitted; it is not changed any more."))


def check_last(by, batch):
    """Files are undone in the opposite order of their coming."""
    later = {"row__changes__batch__state": S.APPLIED, "row__changes__batch__pk__gt": batch.pk}
    if batch.changes.filter(**later).exists():
        raise Refused(_("A later file changed the same rows; undo that one first."))


IMPORT = Workflow(
    subject="reports.spendingimport",
    states=S,
    initial=S.CHECKED,
    transitions=(
        Transition(
            "order",
            frozenset({S.CHECKED, S.ORDERED}),
            S.ORDERED,
            _("Apply the file"),
            (check_brings_in, check_rests, check_changes_something),
        ),
        Transition("apply", frozenset({S.CHECKED, S.ORDERED}), S.APPLIED, _("Applied"), (check_brings_in,)),
        Transition(
            "give_up",
            frozenset({S.CHECKED, S.ORDERED}),
            S.CANCELLED,
            _("Give up"),
            (check_brings_in, check_rests),
        ),
        Transition(
            "undo",
            frozenset({S.APPLIED}),
            S.UNDONE,
            _("Undo the whole import"),
            (check_brings_in, check_not_handed_in, check_last),
            note_required=True,
        ),
    ),
    final=frozenset({S.UNDONE, S.CANCELLED}),
)
