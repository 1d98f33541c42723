"""What staff may do to a message: have it sent once more."""

from typing import Any

from django.utils.translation import gettext as _
from post_office.models import STATUS, Email

from office.audit import record
from office.refusal import Refused
from office.service import locked, service


@service
def resend(*, email: Email, by: Any) -> Email:
    """Put a message that failed, or was sent, back into the queue."""
    email = locked(email)
    if email.status in {STATUS.queued, STATUS.requeued}:
        raise Refused(_("This message already waits to be sent."))
    email.status, email.scheduled_time, email.number_of_retries = STATUS.queued, None, None
    email.save(update_fields=["status", "scheduled_time", "number_of_retries"])
    record("resend", email, by=by)
    return email
