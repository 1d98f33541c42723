"""States of a session of a commission, from its call to the confirmed minutes."""

from django.utils.translation import gettext_lazy as _

from grants.models import CommissionMember, CommissionSession
from grants.rules import member_seat
from office.refusal import Refused
from office.roles import Permission as P
from office.workflow import Transition, Workflow

S = CommissionSession.State


def check_keeps_minutes(by, session):
    """Members of the commission and officers of its body call sessions and keep their minutes."""
    commission = session.commission
    if not (member_seat(by, commission) or by.can(P.MANAGE_COMMISSIONS, commission.body)):
        raise Refused(_("Sessions are kept by members of the commission and officers of the body."))


def check_signs_minutes(by, session):
    """The president confirms the minutes."""
    seat = member_seat(by, session.commission)
    if seat is None or seat.role != CommissionMember.Role.PRESIDENT:
        raise Refused(_("The minutes are confirmed by the president of the commission."))


SESSION = Workflow(
    subject="grants.commissionsession",
    states=S,
    initial=S.CALLED,
    transitions=(
        Transition("open", frozenset({S.CALLED}), S.OPEN, _("Open the session"), (check_keeps_minutes,)),
        Transition("close", frozenset({S.OPEN}), S.HELD, _("Close the session"), (check_keeps_minutes,)),
        Transition(
            "confirm", frozenset({S.HELD}), S.CONFIRMED, _("Confirm the minutes"), (check_signs_minutes,)
        ),
        Transition(
            "cancel",
            frozenset({S.CALLED}),
            S.CANCELLED,
            _("The session is not held"),
            (check_keeps_minutes,),
            note_required=True,
        ),
    ),
    final=frozenset({S.CONFIRMED, S.CANCELLED}),
)
