"""What staff may do to a message: have it sent once more."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from post_office.models import STATUS, Email

from office.audit import record, subject_of
from office.mail import ABOUT
from office.refusal import Refused
from office.service import locked, service


@service
def forget_about(*, things: Iterable[Model], by: Any) -> int:
    """Messages about these things leave the outbox with their addresses; what waits is not sent any more."""
    about = [f"{subject_of(thing)}:{thing.pk}" for thing in things]
    _count, kinds = Email.objects.filter(**{f"headers__{ABOUT}__in": about}).delete() if about else (0, {})
    return int(kinds.get(Email._meta.label, 0))


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
