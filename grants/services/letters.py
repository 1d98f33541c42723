"""Letters to applicants: made with a number, told by e-mail, drawn as acts, served; terms run from the service."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, GrantLetter
from grants.rules import check_checks_application, check_is_applicant
from office import mail
from office.audit import record
from office.deadlines import add_days, end_of
from office.jobs import order_job
from office.jurisdiction import current
from office.models import User
from office.numbers import next_number
from office.refusal import Refused
from office.service import locked, service

DRAW = "grants.letter"
Kind = GrantLetter.Kind


def put_in_post(
    application: Application,
    kind: str,
    text: str,
    by: User,
    *,
    law: str = "",
    days: int | None = None,
    number: str = "",
) -> GrantLetter:
    """A letter that waits to be served; the contact is told by e-mail that it is in the portal."""
    call = application.call
    letter = GrantLetter.objects.create(
        application=application,
        kind=kind,
        number=number or next_number("letter", year=timezone.localdate().year, body=call.body),
        text=text,
        law=law,
        days=days,
        made_at=timezone.now(),
        made_by=by,
    )
    mail.send(
        "grants/emails/letter.txt",
        to=application.contact_email or application.submitted_by.email,
        language=application.submitted_by.language,
        about=application,
        context={"application": application, "letter": letter},
    )
    order_job(DRAW, subject=letter, by=by)
    return letter


@service
def record_service(
    *, letter: GrantLetter, how: str, on: datetime.date, note: str = "", by: User
) -> GrantLetter:
    """An officer or a member writes how and when the letter reached the applicant."""
    check_checks_application(by, letter.application)
    if how == GrantLetter.Served.PORTAL:
        raise Refused(_("In the portal the applicant opens the letter; nobody writes it down instead."))
    if not note.strip():
        raise Refused(_("Write the proof: the number of the receipt, who took the letter."), field="note")
    return served(letter, how, on, note.strip(), by)


@service
def acknowledge(*, letter: GrantLetter, by: User) -> GrantLetter:
    """The applicant opens the letter in the portal: served on this day."""
    check_is_applicant(by, letter.application)
    return served(letter, GrantLetter.Served.PORTAL, timezone.localdate(), "", by)


def received_by_answering(application: Application, by: User) -> None:
    """Who hands in the completion has received the letter that asked for it."""
    letter = application.letters.filter(kind=Kind.COMPLETION, served_on__isnull=True).last()
    if letter is not None:
        served(letter, GrantLetter.Served.PORTAL, timezone.localdate(), "", by)


def served(letter: GrantLetter, how: str, on: datetime.date, note: str, by: User) -> GrantLetter:
    """Day and way of service, written once; the term that begins with it is counted."""
    application, letter = locked(letter.application), locked(letter)
    letter.application = application
    if letter.served_on:
        raise Refused(_("The service of this letter is already recorded."))
    if not timezone.localdate(letter.made_at) <= on <= timezone.localdate():
        raise Refused(_("The day of service lies between the day of the letter and today."), field="on")
    letter.served_on, letter.served_how, letter.served_note = on, how, note
    letter.served_at, letter.served_by = timezone.now(), by
    if letter.days:
        letter.term_ends = add_days(on, letter.days, current().calendar)
    letter.save()
    if letter.kind == Kind.COMPLETION and letter.term_ends:
        _begin_completion(letter)
    record("serve_letter", application, by=by, data={"letter": letter.number, "how": how, "on": on})
    return letter


def _begin_completion(letter: GrantLetter) -> None:
    """The term for completion runs from the service: to the last second of its last day."""
    completion = letter.application.completion
    completion.due = end_of(letter.term_ends, current().calendar.zone)
    completion.save(update_fields=["due"])
