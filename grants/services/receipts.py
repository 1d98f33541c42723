"""The receipt of an application, linked once it is issued."""

from grants.models import Application
from grants.services.applications import written
from office import mail
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
