"""WHO may run calls for NGO representatives, propose a candidate and keep the Council."""

from django.utils.translation import gettext_lazy as _

from council.models import NominationCall, Proposal
from ngo_registry.rules import check_acts_for
from office.models import User
from office.refusal import Refused
from office.roles import Permission as P


def check_runs_call(by: User, call: NominationCall) -> None:
    """Officers of the body run its calls; a call for the Council is run by those who keep the Council."""
    if not by.can(P.MANAGE_NOMINATIONS, call.body):
        raise Refused(_("Calls of this body are run by its own officers and by the office."))
    if call.kind == NominationCall.Kind.COUNCIL and not by.can(P.MANAGE_COUNCIL):
        raise Refused(_("A call for the Council is run by the office that keeps the Council."))


def check_checks_proposal(by: User, proposal: Proposal) -> None:
    """Who runs the call checks its proposals."""
    check_runs_call(by, proposal.call)


def check_keeps_council(by: User, about: object = None) -> None:
    """The Council's secretariat."""
    if not by.can(P.MANAGE_COUNCIL):
        raise Refused(_("The Council is kept by the office for cooperation with NGOs."))


def check_proposes(by: User, proposal: Proposal) -> None:
    """A person who writes for the proposing organisation."""
    check_acts_for(by, proposal.organisation)
