"""States of a public call for NGO representatives."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council.models import NominationCall, Proposal
from council.rules import check_runs_call
from office.refusal import Refused
from office.workflow import Transition, Workflow

S = NominationCall.State


def check_has_seats(by, call: NominationCall) -> None:
    """A call says which places it fills."""
    if not call.seats.exists():
        raise Refused(_("Add at least one place to be filled before you publish the call."))


def check_deadline_over(by, call: NominationCall) -> None:
    """Nobody is judged while others may still hand in."""
    if not call.is_past_deadline:
        raise Refused(_("The deadline for proposals has not passed yet."))


def check_all_checked(by, call: NominationCall) -> None:
    """Every proposal has its answer."""
    waiting = call.proposals.filter(state=Proposal.State.SUBMITTED).count()
    if waiting:
        raise Refused(_("Proposals that still wait for the check: %(count)s.") % {"count": waiting})


def has_valid(call: NominationCall) -> bool:
    """Is there at least one valid proposal?"""
    return call.proposals.valid().exists()


NOMINATION = Workflow(
    subject="council.nominationcall",
    states=S,
    initial=S.DRAFT,
    transitions=(
        Transition(
            "publish",
            frozenset({S.DRAFT}),
            S.PUBLISHED,
            pgettext_lazy("nominations", "Publish the call"),
            (check_runs_call, check_has_seats),
        ),
        Transition(
            "publish_list",
            frozenset({S.PUBLISHED}),
            S.LISTED,
            _("Publish the list"),
            (check_runs_call, check_deadline_over, check_all_checked),
            only_if=has_valid,
        ),
        Transition(
            "end_without_valid",
            frozenset({S.PUBLISHED}),
            S.NO_VALID,
            _("End without a valid proposal"),
            (check_runs_call, check_deadline_over, check_all_checked),
            only_if=lambda call: not has_valid(call),
        ),
        Transition(
            "appoint", frozenset({S.LISTED}), S.APPOINTED, _("Enter the appointment"), (check_runs_call,)
        ),
        Transition(
            "cancel",
            frozenset({S.DRAFT, S.PUBLISHED, S.LISTED}),
            S.CANCELLED,
            _("Cancel the call"),
            (check_runs_call,),
            note_required=True,
        ),
    ),
    final=frozenset({S.APPOINTED, S.CANCELLED, S.NO_VALID}),
)
