"""Letters and acts that are delivered: asked for, drawn, served; terms run from the day of service."""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from ngo_registry import articles
from ngo_registry.documents.letters import completion_facts
from ngo_registry.models import Letter, RegisterFiling
from ngo_registry.queries.told import told_at
from ngo_registry.rules import check_edits_register, is_applicant
from ngo_registry.services.checks import keep_as_asked
from ngo_registry.workflows import FILING
from office import jurisdiction
from office.audit import record
from office.deadlines import add_days
from office.jobs import order_job
from office.mail import send
from office.models import IssuedDocument, User
from office.numbers import next_number
from office.refusal import Refused
from office.rulebooks import rules_for
from office.service import locked, service
from office.services.documents import issue_document

DEFAULT_COMPLETION_DAYS = 8
LETTER = "ngo_registry.letter"


@service
def ask_completion(*, filing: RegisterFiling, note: str, by: User) -> RegisterFiling:
    """The applicant is told what is missing; the term of the decision stands still until the papers come."""
    filing = FILING.apply(
        locked(filing),
        "ask_completion",
        by=by,
        note=note,
        completion_asked_at=timezone.now(),
        completion_text=note,
        completion_due=None,
        completion_posted_on=None,
        completion_received_on=None,
        complete_at=None,
        due=None,
    )
    keep_as_asked(filing)
    number = next_number("letter", year=timezone.localdate().year)
    letter = put_in_post(filing, Letter.Kind.COMPLETION, number, by, text=note)
    order_job(LETTER, subject=letter, by=by)
    return filing


def put_in_post(filing: RegisterFiling, kind: str, number: str, by: User, *, text: str = "") -> Letter:
    """A letter that waits to be served; the applicant is told that it is there."""
    letter = Letter.objects.create(filing=filing, kind=kind, number=number, text=text, created_by=by)
    facts = {"filing": filing, "letter": letter}
    for address, language in told_at(filing).items():
        send("ngo_registry/emails/letter.txt", to=address, about=filing, context=facts, language=language)
    return letter


def term_of(letter: Letter, day: datetime.date) -> datetime.date | None:
    """Last day of the term that the service of this letter begins."""
    rules = rules_for(None, day).register
    calendar = jurisdiction.current().calendar
    if letter.kind == Letter.Kind.COMPLETION:
        return add_days(day, rules.completion_days.value or DEFAULT_COMPLETION_DAYS, calendar)
    negative = letter.filing.state in {RegisterFiling.State.REFUSED, RegisterFiling.State.DISMISSED}
    if letter.kind == Letter.Kind.DECISION and negative and rules.lawsuit_days.value:
        return add_days(day, rules.lawsuit_days.value, calendar)
    return None


@service
def record_service(*, letter: Letter, how: str, on: datetime.date, note: str = "", by: User) -> Letter:
    """An officer writes how and when the letter reached the applicant; terms run from that day."""
    check_edits_register(by, letter.filing)
    return served(letter, how, on, note, by)


@service
def acknowledge(*, letter: Letter, by: User) -> Letter:
    """The applicant opens the letter in the portal: served on this day."""
    if not is_applicant(by, letter.filing):
        raise Refused(_("Only the applicant may do this."))
    return served(letter, Letter.Served.PORTAL, timezone.localdate(), "", by)


def served(letter: Letter, how: str, on: datetime.date, note: str, by: User) -> Letter:
    """Day and way of service, written once."""
    filing, letter = locked(letter.filing), locked(letter)
    letter.filing = filing
    if letter.served_on:
        raise Refused(_("The service of this letter is already recorded."), law=articles.LAW)
    if not timezone.localdate(letter.created_at) <= on <= timezone.localdate():
        raise Refused(_("The day of service lies between the day of the letter and today."), field="on")
    letter.served_on, letter.served_how, letter.served_note = on, how, note
    letter.served_at, letter.served_by = timezone.now(), by
    letter.term_ends = term_of(letter, on)
    letter.save()
    if letter.kind == Letter.Kind.COMPLETION and filing.state == RegisterFiling.State.COMPLETION_ASKED:
        filing.completion_due = letter.term_ends
        filing.save(update_fields=["completion_due"])
    record("serve", filing, by=by, data={"letter": letter.number, "how": how, "on": on})
    return letter


@service
def issue_letter(*, letter: Letter, by: User | None) -> IssuedDocument:
    """Draw the request for completion; a second call gives what is already there."""
    letter = locked(letter)
    if letter.document_id:
        return letter.document
    language = settings.OFFICE_LANGUAGES[0]
    letter.document = issue_document(
        **completion_facts(letter, language),
        language=language,
        subject=letter.filing,
        by=by,
        issued_on=timezone.localdate(letter.created_at),
    )
    letter.save(update_fields=["document"])
    return letter.document
