"""Receipts of an application and of its completion, linked once they are issued."""

from grants.models import Application
from grants.services.applications import written
from office import mail
from office.audit import record
from office.models import IssuedDocument, User
from office.service import locked, service


@service
def keep_receipt(*, application: Application, document: IssuedDocument, by: User) -> Application:
    """Link the issued receipt and send its number; a second receipt changes nothing."""
    application = locked(application)
    if application.receipt_id:
        return application
    application.receipt = document
    application.save(update_fields=["receipt"])
    mail.send(
        "grants/emails/receipt.txt",
        to=application.submitted_by,
        about=application,
        context={"application": application, "at": written(application.submitted_at), "document": document},
    )
    return application


@service
def keep_completion_receipt(
    *, application: Application, document: IssuedDocument, parts: list[str], by: User
) -> Application:
    """Link the receipt of the completion and send its number with the parts that came; a second one changes nothing."""
    application = locked(application)
    completion = application.completion
    if completion.receipt_id:
        return application
    completion.receipt = document
    completion.save(update_fields=["receipt"])
    record("issue_completion_receipt", application, by=by, note=completion.number)
    mail.send(
        "grants/emails/completion_received.txt",
        to=by,
        about=application,
        context={
            "application": application,
            "at": written(completion.completed_at),
            "document": document,
            "parts": parts,
        },
    )
    return application
