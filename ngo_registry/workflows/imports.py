"""The way of an imported file: read, checked, ordered, applied, undone."""

from django.utils.translation import gettext_lazy as _

from ngo_registry.models import RegisterImport
from ngo_registry.rules import check_imports
from office.refusal import Refused
from office.workflow import Transition, Workflow

S = RegisterImport.State
OPEN = frozenset({S.READ, S.CHECKED})


def check_brings_in(by, batch):
    """Those whose work it is (`by` is None for the command)."""
    if by is not None:
        check_imports(by, batch)


def check_rests(by, batch):
    """Nothing is decided about a file while the worker works on it."""
    if batch.job is not None and not batch.job.is_over:
        raise Refused(_("The portal is working on this file; wait for the end of the work or stop it."))


def check_changes_something(by, batch):
    """A file that changes nothing is not applied."""
    if not batch.created and not batch.updated and not batch.unchanged:
        raise Refused(
            _("No row of the file can be taken over: decide the doubtful ones or correct the rejected ones.")
        )


def check_file_is_kept(by, batch):
    """A file that came through the command was not kept and cannot be read again."""
    if batch.file_id is None:
        raise Refused(_("The file itself was not kept; send it again to read it another way."))


def check_rows_are_kept(by, batch):
    """What an older portal imported kept no rows and cannot be taken back by itself."""
    if not batch.rows.filter(outcome__in=("created", "updated")).exists():
        raise Refused(_("This import wrote nothing, or its rows were not kept: there is nothing to undo."))


IMPORT = Workflow(
    subject="ngo_registry.registerimport",
    states=S,
    initial=S.READ,
    transitions=(
        Transition(
            "reread",
            OPEN,
            S.READ,
            _("Read the file another way"),
            (check_brings_in, check_rests, check_file_is_kept),
        ),
        Transition(
            "check",
            OPEN,
            S.CHECKED,
            _("Show what the file would change"),
            (check_brings_in,),
        ),
        Transition(
            "order",
            frozenset({S.CHECKED, S.ORDERED}),
            S.ORDERED,
            _("Apply to the register"),
            (check_brings_in, check_rests, check_changes_something),
        ),
        Transition("apply", frozenset({S.CHECKED, S.ORDERED}), S.APPLIED, _("Applied"), (check_brings_in,)),
        Transition(
            "order_undo",
            frozenset({S.APPLIED, S.UNDOING}),
            S.UNDOING,
            _("Undo the whole import"),
            (check_brings_in, check_rests, check_rows_are_kept),
            note_required=True,
        ),
        Transition(
            "undo",
            frozenset({S.APPLIED, S.UNDOING}),
            S.UNDONE,
            _("Undone"),
            (check_brings_in,),
            note_required=True,
        ),
        Transition(
            "keep",
            frozenset({S.UNDOING}),
            S.APPLIED,
            _("Leave it applied"),
            (check_brings_in, check_rests),
        ),
        Transition(
            "give_up",
            OPEN | {S.ORDERED},
            S.CANCELLED,
            _("Give up"),
            (check_brings_in, check_rests),
        ),
    ),
    final=frozenset({S.UNDONE, S.CANCELLED}),
)
