"""A rejection is the work of two people: one proposes it, another confirms it or returns it with a remark."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, GrantLetter, RejectionProposal
from grants.services.checks import check_list_done, failed_items
from grants.services.letters import put_in_post
from grants.workflows.application import APPLICATION
from grants.workflows.rejection import REJECTION
from office import mail
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.service import locked, service

S = Application.State


def open_proposal(application: Application) -> RejectionProposal | None:
    """The proposal that waits for a second person."""
    return application.rejection_proposals.filter(state=RejectionProposal.State.PROPOSED).first()


def check_rejectable(application: Application) -> str:
    """The check is done and something is not met, or the served term has passed; gives the first article."""
    if application.state == S.RETURNED:
        due = application.completion.due
        if due is None:
            raise Refused(_("The letter that asks for completion is not served yet: its term has not begun."))
        if timezone.now() <= due:
            raise Refused(_("The term for completion still runs."))
        return ""
    check_list_done(application)
    failed = failed_items(application)
    if not failed:
        raise Refused(_("Every condition is met: there is no reason to reject."))
    return failed[0].law


@service
def propose_rejection(*, application: Application, reason: str, law: str = "", by: User) -> RejectionProposal:
    """Propose to reject an application that stayed incomplete; nothing changes until another person confirms."""
    application = locked(application)
    APPLICATION.check(application, "reject", by=by, note=reason)
    first = check_rejectable(application)
    if open_proposal(application):
        raise Refused(_("A rejection of this application is proposed already and waits for a second person."))
    proposal = RejectionProposal.objects.create(
        application=application,
        reason=reason.strip(),
        law=law or first,
        proposed_at=timezone.now(),
        proposed_by=by,
    )
    record("propose_rejection", application, by=by, note=reason, data={"law": proposal.law})
    return proposal


def held(proposal: RejectionProposal) -> RejectionProposal:
    """The proposal under its lock, the application first."""
    application = locked(proposal.application)
    proposal = locked(proposal)
    proposal.application = application
    return proposal


@service
def confirm_rejection(*, proposal: RejectionProposal, by: User) -> Application:
    """The second person confirms: the application is rejected and the act goes to the applicant."""
    proposal = held(proposal)
    application = proposal.application
    REJECTION.check(proposal, "confirm", by=by)
    check_rejectable(application)
    REJECTION.apply(proposal, "confirm", by=by, answered_at=timezone.now(), answered_by=by)
    APPLICATION.apply(
        application,
        "reject",
        by=by,
        note=proposal.reason,
        rejection_reason=proposal.reason,
        rejection_law=proposal.law,
    )
    put_in_post(application, GrantLetter.Kind.REJECTION, proposal.reason, by, law=proposal.law)
    return application


@service
def return_rejection(*, proposal: RejectionProposal, answer: str, by: User) -> RejectionProposal:
    """The second person does not agree and says why; the check goes on."""
    proposal = held(proposal)
    facts = {"answered_at": timezone.now(), "answered_by": by, "answer": answer.strip()}
    REJECTION.apply(proposal, "return", by=by, note=answer, **facts)
    record("return_rejection", proposal.application, by=by, note=answer)
    mail.send(
        "grants/emails/rejection_returned.txt",
        to=proposal.proposed_by,
        about=proposal.application,
        context={"application": proposal.application, "answer": answer.strip()},
    )
    return proposal


@service
def take_back_rejection(*, proposal: RejectionProposal, by: User) -> RejectionProposal:
    """Who proposed the rejection takes it back."""
    proposal = held(proposal)
    return REJECTION.apply(proposal, "take_back", by=by, answered_at=timezone.now(), answered_by=by)
