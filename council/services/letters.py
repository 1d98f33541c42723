"""E-mails about nominations, put in the outbox in the same transaction."""

from council.models import NominationCall, Proposal
from office.mail import send


def send_receipt(proposal: Proposal) -> None:
    """The receipt to the person who handed the proposal in."""
    send(
        "council/emails/nomination_receipt.txt",
        to=proposal.submitted_by,
        context={"proposal": proposal, "call": proposal.call},
        about=proposal,
    )


def tell_list_published(call: NominationCall) -> None:
    """The outcome to everyone who handed in a proposal."""
    for proposal in call.proposals.filed().select_related("submitted_by", "organisation", "seat"):
        send(
            "council/emails/list_published.txt",
            to=proposal.submitted_by,
            context={"proposal": proposal, "call": call},
            about=call,
        )
