"""The outbox: a message is a row of the same transaction; the worker delivers it (django-post-office)."""

from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from post_office.models import PRIORITY, STATUS, Email

from office import jurisdiction
from office.audit import subject_of
from office.models.user import User

ABOUT = "X-Saradnja-About"
CLOSED = "X-Saradnja-Closed"  # the address is not shown to staff: who ordered the message has no account


def send(
    template: str,
    *,
    to: User | str,
    context: dict[str, Any],
    language: str | None = None,
    about: models.Model | None = None,
    more: dict[str, str] | None = None,
) -> Email:
    """Queue a message in the running transaction; the first line of the template is the subject.

    `template` is `grants/emails/receipt.txt` (or `grants.receipt`); `to` is a person, whose language is used,
    or an address. `more` are headers beside the usual ones (List-Unsubscribe of mail that people ordered).
    """
    language = language or getattr(to, "language", "") or settings.OFFICE_LANGUAGES[0]
    with translation.override(language):
        subject, text = written(template, {"person": to if isinstance(to, User) else None, **context})
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": language, **(more or {})}
    if about is not None:
        headers[ABOUT] = f"{subject_of(about)}:{about.pk}"
    return queue(subject=subject, text=text, to=[to.email if isinstance(to, User) else to], headers=headers)


def written(template: str, context: dict[str, Any]) -> tuple[str, str]:
    """Subject and text of a message, plain, without escaping for HTML."""
    if not template.endswith(".txt"):
        app, name = template.split(".", 1)
        template = f"{app}/emails/{name}.txt"
    facts = {"office": jurisdiction.current(), "site_url": settings.SITE_URL, **context}
    text = get_template(template).template.render(Context(facts, autoescape=False))
    subject, _blank, body = text.strip().partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"


def queue(
    *, subject: str, text: str, to: list[str], headers: dict[str, str], html: str = "", sender: str = ""
) -> Email:
    """A row of the outbox, its words kept as they are.

    post_office's own `send` renders the finished text once more as a template, so that a name holding `{%`
    would break
    or steer it; therefore the row is made here.
    """
    email = Email(
        from_email=sender or settings.DEFAULT_FROM_EMAIL,
        to=to,
        cc=[],
        bcc=[],
        subject=subject,
        message=text,
        html_message=html,
        headers=headers,
        priority=PRIORITY.medium,
        status=STATUS.queued,
        message_id=make_msgid(),
    )
    email.save()
    return email


class OutboxBackend(BaseEmailBackend):
    """Django's mail (login, reset of a password) goes through the same outbox."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        """Queue each message."""
        for message in email_messages:
            html = next(
                (str(part[0]) for part in getattr(message, "alternatives", []) if part[1] == "text/html"), ""
            )
            headers = {
                "Auto-Submitted": "auto-generated",
                **{k: str(v) for k, v in message.extra_headers.items()},
            }
            queue(
                subject=message.subject,
                text=str(message.body),
                to=message.recipients(),
                headers=headers,
                html=html,
                sender=message.from_email,
            )
        return len(email_messages)
