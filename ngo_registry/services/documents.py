"""Acts of the register: the decision, its extract, the refusal."""

from django.conf import settings
from django.utils import timezone

from ngo_registry.documents.acts import decision_facts, extract_facts
from ngo_registry.documents.party_acts import party_decision_facts, party_extract_facts
from ngo_registry.models import RegisterFiling
from ngo_registry.services.extracts import keep_state
from office.audit import subject_of
from office.models import IssuedDocument, User
from office.service import locked, service
from office.services.documents import issue_document, replace_document

State = RegisterFiling.State
DECIDED = (State.ENTERED, State.REFUSED, State.DISMISSED)


@service
def issue_filing_documents(*, filing: RegisterFiling, by: User | None) -> IssuedDocument:
    """Draw the decision and, after an entry, the extract; a second call gives what is already there."""
    filing = locked(filing)
    outcome = outcome_of_act(filing)
    if filing.decision_id or outcome not in DECIDED:
        return filing.decision
    language = settings.OFFICE_LANGUAGES[0]
    filing.decision = issue_document(
        **(party_decision_facts if filing.of_party else decision_facts)(filing, outcome, language),
        language=language,
        subject=filing,
        by=by,
        public=False,
        issued_on=timezone.localdate(filing.decided_at),
    )
    filing.letters.filter(number=filing.decision_number).update(document=filing.decision)
    if outcome == State.ENTERED:
        renew_extract(filing, language, by)
    filing.save(update_fields=["decision", "extract"])
    return filing.decision


def outcome_of_act(filing: RegisterFiling) -> str:
    """What the act says; a complaint that came before the act was drawn changes nothing in it."""
    waiting = filing.complaints.filter(outcome="").first() if filing.state == State.APPEALED else None
    return waiting.against if waiting else filing.state


def renew_extract(filing: RegisterFiling, language: str, by: User | None) -> None:
    """The extract shows the facts after the act; the one before it no longer holds."""
    holder = filing.party if filing.of_party else filing.organisation
    facts = (party_extract_facts if filing.of_party else extract_facts)(filing, language)
    before = IssuedDocument.objects.filter(
        kind=facts["kind"],
        subject=subject_of(holder),
        subject_id=str(holder.pk),
        status=IssuedDocument.Status.VALID,
    )
    old = list(before)
    filing.extract = issue_document(
        **facts,
        language=language,
        subject=holder,
        by=by,
        public=True,
        issued_on=timezone.localdate(filing.decided_at),
    )
    if not filing.of_party:
        keep_state(filing.extract, filing.organisation)
    for document in old:
        replace_document(document=document, successor=filing.extract, by=by, reason=filing.decision_number)
