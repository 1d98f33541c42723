"""States of a session of the Council."""

from django.utils.translation import gettext_lazy as _

from council.models import Session
from council.rules import check_keeps_council
from office.refusal import Refused
from office.workflow import Transition, Workflow

S = Session.State


def check_has_agenda(by, session: Session) -> None:
    """A session is held on its agenda."""
    if not session.items.exists():
        raise Refused(_("Add at least one point of the agenda first."))


def check_has_minutes(by, session: Session) -> None:
    """Only written minutes are adopted."""
    if not session.minutes and session.minutes_file_id is None:
        raise Refused(_("Write the minutes or attach their file first."))


SESSION = Workflow(
    subject="council.session",
    states=S,
    initial=S.SCHEDULED,
    transitions=(
        Transition(
            "hold",
            frozenset({S.SCHEDULED}),
            S.HELD,
            _("Enter that it was held"),
            (check_keeps_council, check_has_agenda),
        ),
        Transition(
            "adopt_minutes",
            frozenset({S.HELD}),
            S.MINUTES_ADOPTED,
            _("Minutes adopted"),
            (check_keeps_council, check_has_minutes),
        ),
        Transition(
            "cancel",
            frozenset({S.SCHEDULED}),
            S.CANCELLED,
            _("Cancel the session"),
            (check_keeps_council,),
            note_required=True,
        ),
    ),
    final=frozenset({S.MINUTES_ADOPTED, S.CANCELLED}),
)
