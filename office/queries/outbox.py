"""Questions to the outbox."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from post_office.models import STATUS, Email

from office.mail import ABOUT, CLOSED

STATES = {
    STATUS.queued: ("waiting", _("waits to be sent")),
    STATUS.sent: ("sent", _("sent")),
    STATUS.requeued: ("waiting", _("will be tried again")),
    STATUS.failed: ("failed", _("could not be sent")),
}


def messages(*, words: str = "", state: str = "", about: str = "") -> QuerySet[Email]:
    """Messages by words of address or subject, by state, by the thing they are about; newest first."""
    found = Email.objects.order_by("-pk").defer("message", "html_message")
    if words:
        found = found.filter(
            (Q(to__icontains=words) & ~Q(headers__has_key=CLOSED)) | Q(subject__icontains=words)
        )
    if state:
        found = found.filter(status__in=[code for code, (name, _label) in STATES.items() if name == state])
    if about:
        found = found.filter(**{f"headers__{ABOUT}": about})
    return found


def labelled(emails: list[Email]) -> list[Email]:
    """The same messages with the words of their state and what they are about."""
    for email in emails:
        email.state, email.state_label = STATES.get(email.status, ("waiting", _("waits to be sent")))
        email.about = (email.headers or {}).get(ABOUT, "")
        email.address_closed = CLOSED in (email.headers or {})
    return emails


def message(pk: int) -> Email | None:
    """One message with what happened to it."""
    found = Email.objects.prefetch_related("logs").filter(pk=pk).first()
    return labelled([found])[0] if found else None
