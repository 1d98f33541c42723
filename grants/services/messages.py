"""Verbs on the messages of a file: write, mark as read; e-mails say that there is one, never what it says."""

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.filing_checks import check_answers_applicant, check_contact_open
from grants.models import Application, FileMessage, FileMessagePaper
from grants.queries.filing import earlier_versions, replacement_of
from grants.queries.messages import officers_of
from grants.queries.partner_confirmations import members_of
from ngo_registry.rules import check_acts_for
from office import mail, uploads
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service

Side = FileMessage.Side
LONGEST, MOST_FILES, MOST_UNANSWERED = 5000, 5, 20


def check_writes(person: User, application: Application, side: str) -> None:
    """An owner or editor of the applicant, or an officer of the body who does not score."""
    if side == Side.BODY:
        check_answers_applicant(person, application)
    else:
        check_acts_for(person, application.organisation)


def check_may_write(person: User, application: Application, side: str) -> None:
    """The person may, the application is filed, and contact is not closed now."""
    check_writes(person, application, side)
    if not application.number:
        raise Refused(_("Messages belong to a filed application; before that, ask on the page of the call."))
    check_contact_open(application, from_version(application.call.rulebook))


@service
def write_message(
    *, application: Application, side: str, text: str, files: Iterable[UploadedFile] = (), by: User
) -> FileMessage:
    """One message with its files; what the other side wrote before counts as read."""
    application = locked(application)
    check_may_write(by, application, side)
    text, files = text.strip(), list(files)
    check_size(text, files)
    waiting = application.messages.filter(side=side, read_at__isnull=True).count()
    if waiting >= MOST_UNANSWERED:
        raise Refused(
            _("So many of your messages are still unread; wait until the other side has read them.")
        )
    message = FileMessage.objects.create(
        application=application, side=side, text=text, sent_at=timezone.now(), sent_by=by
    )
    for upload in files:
        FileMessagePaper.objects.create(message=message, file=uploads.store(upload, by=by))
    mark(application, side, by)
    record("write_message", application, by=by, data={"side": side, "files": len(files)})
    tell_other_side(application, side)
    return message


def check_size(text: str, files: list[UploadedFile]) -> None:
    """Something is said, not too long, with few files."""
    if not text:
        raise Refused(_("Write the message first."), field="text")
    if len(text) > LONGEST:
        raise Refused(
            _(
                "The message has %(count)s characters; at most %(most)s are allowed. Attach a long text as a file."
            )
            % {"count": len(text), "most": LONGEST},
            field="text",
        )
    if len(files) > MOST_FILES:
        raise Refused(_("At most %(most)s files go with one message.") % {"most": MOST_FILES}, field="files")
    for upload in files:
        uploads.check_total([each.size for each in files if each is not upload], upload)


@service
def mark_read(*, application: Application, side: str, by: User) -> int:
    """Somebody of this side has read what the other side wrote."""
    check_writes(by, application, side)
    return mark(locked(application), side, by)


def mark(application: Application, side: str, by: User) -> int:
    """Unread messages of the other side, also of earlier versions, are read now."""
    keys = [application.pk, *(each.pk for each in earlier_versions(replacement_of(application)))]
    unread = FileMessage.objects.filter(application__in=keys, read_at__isnull=True).exclude(side=side)
    return unread.update(read_at=timezone.now(), read_by=by)


def tell_other_side(application: Application, side: str) -> None:
    """An e-mail that a message waits, without a word of it."""
    if side == Side.BODY:
        people, address = [member.user for member in members_of(application.organisation)], "portal"
    else:
        people, address = officers_of(application.call.body), "staff"
    for person in people:
        mail.send(
            "grants/emails/message_waits.txt",
            to=person,
            about=application,
            context={
                "application": application,
                "address": f"{address}/applications/{application.pk}/messages/",
            },
        )
