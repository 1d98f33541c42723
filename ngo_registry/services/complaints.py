"""A complaint against a refusal or a dismissal: filed within its term, upheld or rejected by an act."""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ngo_registry import articles
from ngo_registry.documents.letters import complaint_facts
from ngo_registry.models import Complaint, Letter, RegisterFiling
from ngo_registry.rules import check_applies, is_applicant
from ngo_registry.services.letters import put_in_post
from ngo_registry.services.terms import complaint_due, counted_day, decision_due
from ngo_registry.workflows import FILING
from office.jobs import order_job
from office.models import IssuedDocument, StoredFile, User
from office.numbers import next_number
from office.refusal import Refused
from office.service import locked, service
from office.services.documents import issue_document

COMPLAINT = "ngo_registry.complaint"
CONFIRM = {RegisterFiling.State.REFUSED: "confirm", RegisterFiling.State.DISMISSED: "confirm_dismissal"}


def contested_act(filing: RegisterFiling) -> Letter | None:
    """The letter by which the contested act is served."""
    return filing.letters.filter(kind=Letter.Kind.DECISION, number=filing.decision_number).last()


@service
def file_complaint(
    *,
    filing: RegisterFiling,
    text: str,
    by: User,
    paper: StoredFile | None = None,
    posted_on: datetime.date | None = None,
    received_on: datetime.date | None = None,
) -> Complaint:
    """The applicant in the portal, or an officer from paper; late in the portal is refused, on paper noted."""
    filing = locked(filing)
    FILING.check(filing, "appeal", by=by)
    if not text.strip():
        raise Refused(_("Write what you contest and why."), field="text")
    if received_on and received_on > timezone.localdate():
        raise Refused(_("This day has not come yet."), field="received_on")
    against, online = filing.state, is_applicant(by, filing)
    if online:
        check_applies(by, filing)
    if filing.complaints.filter(act_number=filing.decision_number).exists():
        raise Refused(_("The complaint against this act was already decided."), law=articles.LAW)
    day = timezone.localdate() if online else counted_day(posted_on, received_on)
    letter = contested_act(filing)
    in_time = letter is None or letter.term_ends is None or day <= letter.term_ends
    if online and not in_time:
        raise Refused(
            _("The term for a complaint ended on %(day)s.")
            % {"day": date_format(letter.term_ends, "DATE_FORMAT")},
            law=articles.LAW,
        )
    FILING.apply(filing, "appeal", by=by, due=complaint_due(day))
    return Complaint.objects.create(
        filing=filing,
        against=against,
        act_number=filing.decision_number,
        text=text,
        paper=paper,
        posted_on=None if online else posted_on,
        received_on=timezone.localdate() if online else (received_on or timezone.localdate()),
        filed_by=by,
        in_time=in_time,
    )


@service
def uphold(*, filing: RegisterFiling, note: str, by: User) -> RegisterFiling:
    """The complaint is upheld: the filing goes back to be decided anew, within a new term."""
    filing = locked(filing)
    FILING.check(filing, "uphold", by=by, note=note)
    complaint = waiting(filing)
    due = decision_due(timezone.localdate(), filing.kind)
    FILING.apply(filing, "uphold", by=by, note=note, decision=None, extract=None, due=due)
    decide(complaint, Complaint.Outcome.UPHELD, note, by)
    return filing


@service
def reject(*, filing: RegisterFiling, note: str, by: User) -> RegisterFiling:
    """The complaint is rejected and the act stands."""
    filing = locked(filing)
    complaint = waiting(filing)
    FILING.apply(filing, CONFIRM[complaint.against], by=by, note=note, due=None)
    decide(complaint, Complaint.Outcome.REJECTED, note, by)
    return filing


def waiting(filing: RegisterFiling) -> Complaint:
    """The complaint that waits for the decision."""
    complaint = filing.complaints.filter(outcome="").first()
    if complaint is None:
        raise Refused(_("No complaint waits for a decision."))
    return locked(complaint)


def decide(complaint: Complaint, outcome: str, note: str, by: User) -> None:
    """Outcome, reasons, number and letter of the act."""
    complaint.outcome, complaint.decision_reason = outcome, note
    complaint.decided_at, complaint.decided_by = timezone.now(), by
    complaint.decision_number = next_number("decision", year=timezone.localdate().year)
    complaint.letter = put_in_post(complaint.filing, Letter.Kind.COMPLAINT, complaint.decision_number, by)
    complaint.save()
    order_job(COMPLAINT, subject=complaint, by=by)


@service
def issue_complaint_decision(*, complaint: Complaint, by: User | None) -> IssuedDocument:
    """Draw the act; a second call gives what is already there."""
    complaint = locked(complaint)
    if complaint.decision_id:
        return complaint.decision
    language = settings.OFFICE_LANGUAGES[0]
    complaint.decision = issue_document(
        **complaint_facts(complaint, language),
        language=language,
        subject=complaint.filing,
        by=by,
        issued_on=timezone.localdate(complaint.decided_at),
    )
    complaint.save(update_fields=["decision"])
    if complaint.letter:
        complaint.letter.document = complaint.decision
        complaint.letter.save(update_fields=["document"])
    return complaint.decision
