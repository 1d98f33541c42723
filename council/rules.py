"""WHO may run calls for NGO representatives, propose a candidate and keep the Council."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council.models import NominationCall, Proposal
from ngo_registry.models import NgoMembership, Organisation
from office.models import User
from office.refusal import Refused
from office.roles import Permission as P

WRITERS = (NgoMembership.Role.OWNER, NgoMembership.Role.EDITOR)


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


def check_acts_for(by: User, proposal: Proposal) -> None:
    """A person who writes for the proposing organisation."""
    check_writes_for(by, proposal.organisation)


def check_writes_for(by: User, organisation: Organisation) -> None:
    """An owner or editor of the organisation; a viewer only reads."""
    today = timezone.localdate()
    memberships = NgoMembership.objects.current(today).filter(user=by, organisation=organisation, role__in=WRITERS)
    if not memberships.exists():
        raise Refused(_("Only people who write for the organisation may do this; ask its owner for the right."))


def check_may_propose(organisation: Organisation, law: str = "") -> None:
    """Only an organisation that is in the register and active proposes."""
    if organisation.status != Organisation.Status.ACTIVE:
        raise Refused(
            _("Only an active organisation from the register may propose; its status is “%(status)s”.")
            % {"status": organisation.get_status_display()},
            law=law,
        )
