"""Every paper of both registers, each made once with little: its name and what was drawn."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from ngo_registry.documents.book import book_pdf
from ngo_registry.documents.change_papers import change_paper_pdf, papers_of_change
from ngo_registry.documents.papers import paper_pdf, papers_of
from ngo_registry.models import Complaint, Letter, RegisterFiling
from ngo_registry.queries.book import PARTY, book_lines, part_of
from ngo_registry.services import changes, decisions, filings, letters
from ngo_registry.services.complaints import issue_complaint_decision
from ngo_registry.services.documents import issue_filing_documents
from ngo_registry.services.extracts import draw_extract
from ngo_registry.services.past_extracts import draw_past_extract
from ngo_registry.tasks import filing_receipt
from office.models import Job, User
from tests.factories import parties
from tests.factories.filings import refused, stored, whole_filing
from tests.factories.online import online_draft
from tests.factories.registry import MembershipFactory, UserFactory

CYRILLIC = "cnr-cyrl"
Made = Iterator[tuple[str, Any]]


def taken(filing: RegisterFiling, by: User) -> RegisterFiling:
    """Filed and in process."""
    return filings.take(filing=filings.submit(filing=filing, by=by), by=by)


def papers_to_sign(by: User) -> Made:
    """What founders and bodies print and sign, in Cyrillic; each template once, the long ones of an association."""
    draft = online_draft(by, papers=False)
    for paper in papers_of(draft):
        yield f"to sign: {paper.key}", paper_pdf(draft, paper, CYRILLIC)
    owner = MembershipFactory()
    change = changes.open_change(
        organisation=owner.organisation, change_kind="seat", by=owner.user, origin="online"
    )
    rows = [("sjedište", "Stara 1", "Nova 5")]
    for paper in papers_of_change(change):
        yield f"to sign: {paper.key}", change_paper_pdf(change, paper, lambda _row: rows, CYRILLIC)


def acts_of_organisations(officer: User, head: User) -> Made:
    """An entry, a change, a deletion, a refusal, a dismissal; extracts; letters; the book."""
    filing = decisions.enter(filing=taken(whole_filing(officer), officer), by=head)
    yield "decision: entry", issue_filing_documents(filing=filing, by=head)
    yield "extract after an entry", filing_of(filing).extract
    organisation = filing.organisation
    change = changes.open_change(organisation=organisation, change_kind="seat", by=officer)
    RegisterFiling.objects.filter(pk=change.pk).update(
        address="Nova 5", change_on=timezone.localdate(), change_paper=stored("odluka.pdf")
    )
    change = decisions.enter(filing=taken(filing_of(change), officer), by=head)
    yield "decision: change", issue_filing_documents(filing=change, by=head)
    yield (
        "extract of a past day",
        draw_past_extract(holder=organisation, day=timezone.localdate(), by=officer),
    )
    yield "book", book_pdf(part_of(book_lines(), 1), timezone.localdate(), CYRILLIC)
    deletion = changes.open_deletion(organisation=organisation, by=officer)
    RegisterFiling.objects.filter(pk=deletion.pk).update(
        deletion_ground="own_decision", deletion_reason="odluka skupštine", assets_to="municipality",
        deletion_paper=stored("odluka.pdf"), change_on=timezone.localdate(),
    )  # fmt: skip
    deletion = decisions.enter(filing=taken(filing_of(deletion), officer), by=head)
    yield "decision: deletion", issue_filing_documents(filing=deletion, by=head)
    organisation.refresh_from_db()
    yield "extract at the request of a visitor", draw_extract(organisation=organisation, by=None)
    no = refused(taken(whole_filing(officer, name="Udruženje „Druga“"), officer), head)
    yield "decision: refusal", issue_filing_documents(filing=no, by=head)
    yield from letters_of(no, officer, head)


def letters_of(filing: RegisterFiling, officer: User, head: User) -> Made:
    """The request for completion, the decision on a complaint, the receipt, the dismissal of one filing."""
    letter = Letter.objects.create(
        filing=filing, kind="completion", number="D-1", text="Nedostaje statut.", created_by=officer
    )
    yield "completion", letters.issue_letter(letter=letter, by=officer)
    complaint = Complaint.objects.create(
        filing=filing, against="refused", act_number=filing.decision_number, text="Nije tačno.",
        received_on=timezone.localdate(), filed_by=officer, outcome="rejected", decided_at=timezone.now(),
        decided_by=head, decision_number="R-77", decision_reason="Razlozi stoje.",
    )  # fmt: skip
    yield "decision on a complaint", issue_complaint_decision(complaint=complaint, by=head)
    RegisterFiling.objects.filter(pk=filing.pk).update(state="dismissed", decision=None)
    yield "decision: dismissal", issue_filing_documents(filing=filing_of(filing), by=head)
    ana = UserFactory(language="sr")
    sent = online_draft(ana, name="Udruženje „Treća“")
    RegisterFiling.objects.filter(pk=sent.pk).update(
        state="submitted", case_number="Z-1", submitted_at=timezone.now(), submitted_by=ana,
        received_on=timezone.localdate(),
    )  # fmt: skip
    yield "receipt of a filing", filing_receipt(Job(subject_id=str(sent.pk)))


def acts_of_parties(officer: User, head: User) -> Made:
    """Entry with its sign, extracts, a change, a refusal, the book."""
    filing = parties.waiting_party(officer, sign=parties.kept_sign(officer))
    filing = decisions.enter(filing=filing, by=head)
    yield "party: decision on entry", issue_filing_documents(filing=filing, by=head)
    yield "party: extract", filing_of(filing).extract
    yield "party: past", draw_past_extract(holder=filing.party, day=timezone.localdate(), by=officer)
    yield (
        "party: book",
        book_pdf(part_of(book_lines(PARTY), 1), timezone.localdate(), CYRILLIC, of_parties=True),
    )


def filing_of(filing: RegisterFiling) -> RegisterFiling:
    """As it stands in the tables."""
    return RegisterFiling.objects.get(pk=filing.pk)


def every_paper() -> Made:
    """All of them."""
    officer, head = UserFactory(roles=("registry_officer",)), UserFactory(roles=("registry_head",))
    yield from papers_to_sign(officer)
    yield from acts_of_organisations(officer, head)
    yield from acts_of_parties(officer, head)
