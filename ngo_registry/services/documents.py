"""Acts of the register: the decision, its extract, the refusal."""

from django.conf import settings

from ngo_registry.documents.acts import decision_facts, extract_facts
from ngo_registry.models import RegisterFiling
from office.models import IssuedDocument, User
from office.service import locked, service
from office.services.documents import issue_document


@service
def issue_filing_documents(*, filing: RegisterFiling, by: User | None) -> IssuedDocument:
    """Draw the decision and, after an entry, the extract; a second call gives what is already there."""
    filing = locked(filing)
    if filing.decision_id:
        return filing.decision
    language = settings.OFFICE_LANGUAGES[0]
    filing.decision = issue_document(
        **decision_facts(filing, language),
        language=language,
        subject=filing,
        by=by,
        public=False,
        issued_on=filing.decided_at.date(),
    )
    if filing.state == RegisterFiling.State.ENTERED and filing.filing_kind == RegisterFiling.Kind.ENTRY:
        filing.extract = issue_document(
            **extract_facts(filing, language),
            language=language,
            subject=filing.organisation,
            by=by,
            public=True,
            issued_on=filing.decided_at.date(),
        )
    filing.save(update_fields=["decision", "extract"])
    return filing.decision
