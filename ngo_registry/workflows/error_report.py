"""The way of a report of an error: somebody takes it, corrects what is wrong, answers or closes it with a reason."""

from django.utils.translation import gettext_lazy as _

from ngo_registry.models import ErrorReport
from ngo_registry.rules import (
    check_answers_reports,
    check_edits_register,
    check_holds_report,
    check_not_holds_report,
)
from office.workflow import Transition, Workflow

S = ErrorReport.State
HELD = frozenset({S.TAKEN, S.CORRECTING})

ERROR_REPORT = Workflow(
    subject="ngo_registry.errorreport",
    states=S,
    initial=S.RECEIVED,
    transitions=(
        Transition("take", frozenset({S.RECEIVED}), S.TAKEN, _("Take the report"), (check_answers_reports,)),
        Transition(
            "take_over", HELD, S.TAKEN, _("Take over"), (check_answers_reports, check_not_holds_report)
        ),
        Transition(
            "give_back", HELD, S.RECEIVED, _("Give back"), (check_answers_reports, check_holds_report)
        ),
        Transition(
            "begin_change",
            frozenset({S.TAKEN}),
            S.CORRECTING,
            _("Begin a change of entered data"),
            (check_edits_register, check_holds_report),
        ),
        Transition(
            "answer",
            HELD,
            S.ANSWERED,
            _("Answer"),
            (check_answers_reports, check_holds_report),
        ),
        Transition(
            "close",
            frozenset({S.RECEIVED, S.TAKEN, S.CORRECTING}),
            S.CLOSED,
            _("Close without an answer"),
            (check_answers_reports, check_holds_report),
            note_required=True,
        ),
    ),
    final=frozenset({S.ANSWERED, S.CLOSED}),
)
