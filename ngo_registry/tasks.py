"""Long work of the register."""

import datetime
import tempfile
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from ngo_registry.documents.book import book_pdf
from ngo_registry.documents.receipt import receipt_facts
from ngo_registry.models import Complaint, Letter, Organisation, Party, RegisterFiling, RegisterImport
from ngo_registry.queries.book import FILES, PARTY, book_lines, part_of
from ngo_registry.queries.book import JOB as BOOK
from ngo_registry.queries.online import online_receipts
from ngo_registry.services import digests, error_reports, figures, reminders, watches
from ngo_registry.services.complaints import issue_complaint_decision
from ngo_registry.services.documents import issue_filing_documents
from ngo_registry.services.duplicates import FIND, find_duplicates
from ngo_registry.services.extracts import draw_extract
from ngo_registry.services.import_apply import apply_import
from ngo_registry.services.import_undo import undo_import
from ngo_registry.services.imports import check_rows
from ngo_registry.services.letters import issue_letter
from ngo_registry.services.lookup import refresh_search
from ngo_registry.services.online import keep_receipt
from ngo_registry.services.past_extracts import draw_past_extract
from office.jobs import handler
from office.models import IssuedDocument, Job, StoredFile
from office.pdf_join import pages_in
from office.services.documents import issue_document
from office.services.files import keep_made


@handler("ngo_registry.filing_documents", title=_("Acts of the register"))
def filing_documents(job: Job) -> IssuedDocument:
    """Draw the decision and the extract of a filing."""
    return issue_filing_documents(filing=RegisterFiling.objects.get(pk=job.subject_id), by=job.ordered_by)


@shared_task
def remind_of_endings() -> None:
    """Four times a day: write to organisations for which something ends in 60 or 30 days, once each."""
    reminders.remind_of_endings(by=None)


@handler("ngo_registry.letter", title=_("Letter of the register"))
def letter(job: Job) -> IssuedDocument:
    """Draw the request for completion."""
    return issue_letter(letter=Letter.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("ngo_registry.complaint", title=_("Decision on the complaint"))
def complaint(job: Job) -> IssuedDocument:
    """Draw the decision on a complaint."""
    return issue_complaint_decision(complaint=Complaint.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("ngo_registry.check_import", title=_("Comparison of a list with the register"))
def check_register_import(job: Job) -> str:
    """Stage the rows of a large file and say what each would do."""
    batch = RegisterImport.objects.get(pk=job.subject_id)
    check_rows(batch=batch, by=job.ordered_by, report=job.progress)
    return f"/staff/register/imports/{batch.pk}/"


@handler("ngo_registry.undo_import", title=_("Undoing of an import of organisations"))
def undo_register_import(job: Job) -> str:
    """Take an applied file back."""
    batch = RegisterImport.objects.get(pk=job.subject_id)
    undo_import(batch=batch, note=job.params["note"], by=job.ordered_by, report=job.progress)
    refresh_search(whole=True, by=None)
    return f"/staff/register/imports/{batch.pk}/"


@handler("ngo_registry.apply_import", title=_("Import of organisations"))
def apply_register_import(job: Job) -> str:
    """Apply a checked file to the register."""
    batch = RegisterImport.objects.get(pk=job.subject_id)
    apply_import(batch=batch, by=job.ordered_by, report=job.progress)
    refresh_search(whole=True, by=None)
    figures.count_figures(by=None)
    return f"/staff/register/imports/{batch.pk}/"


@handler(FIND, title=_("Search for doubles in the register"))
def look_for_doubles(job: Job) -> str:
    """Compare all organisations of the register."""
    find_duplicates(by=job.ordered_by, report=job.progress)
    return "/staff/register/duplicates/"


@handler("ngo_registry.filing_receipt", title=_("Receipt of a filing"))
def filing_receipt(job: Job) -> IssuedDocument:
    """Issue the receipt of an online filing once and send its number to the applicant."""
    filing = online_receipts().get(pk=job.subject_id)
    if filing.online.receipt:
        return filing.online.receipt
    by = filing.submitted_by
    language = by.language or settings.OFFICE_LANGUAGES[0]
    with override(language):
        facts, title = receipt_facts(filing), gettext("Receipt of the filing")
    document = issue_document(
        kind="ngo_registry.receipt",
        template="ngo_registry/documents/filing_receipt.html",
        context=facts,
        title=title,
        number=filing.case_number,
        subject=filing,
        language=language,
        by=by,
        issued_on=filing.received_on,
    )
    keep_receipt(filing=filing, document=document, by=by)
    return document


@handler("ngo_registry.public_extract", title=_("Extract from the register"))
def public_extract(job: Job) -> IssuedDocument:
    """Draw the extract of an organisation that somebody asked for."""
    return draw_extract(organisation=Organisation.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("ngo_registry.past_extract", title=_("Extract of a past day"))
def past_extract(job: Job) -> IssuedDocument:
    """Draw the state of an organisation or a party on a day."""
    rows = Party.objects if job.subject == "ngo_registry.party" else Organisation.whole
    holder = rows.get(pk=job.subject_id)
    day = datetime.date.fromisoformat(job.params["day"])
    return draw_past_extract(holder=holder, day=day, by=job.ordered_by)


@handler(BOOK, title=_("Book of the register (PDF)"))
def print_book(job: Job) -> StoredFile:
    """Draw a part of the book as it stands now; its day is that of the order."""
    asked = job.params
    since, until = (
        datetime.date.fromisoformat(each) if each else None for each in (asked["since"], asked["until"])
    )
    holder, days = asked["holder"], {"since": since, "until": until}
    part = part_of(book_lines(holder, **days, of=asked["of"]), asked["part"])
    job.progress(0, len(part.lines), gettext("Drawing the pages"))
    day = localdate(job.ordered_at)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{FILES[holder]}-{part.number}.pdf"
        path.write_bytes(book_pdf(part, day, asked["language"], of_parties=holder == PARTY, **days))
        job.progress(len(part.lines), len(part.lines))
        facts = {"content_type": "application/pdf", "pages": pages_in(path), "by": job.ordered_by}
        return keep_made(path=path, name=path.name, **facts)


@shared_task
def count_figures() -> None:
    """The statistics follow the register."""
    figures.count_figures(by=None)


@shared_task
def send_digests() -> None:
    """Once a day, after the hour of the digest: what happened to what people watch."""
    digests.send_all_digests()


@shared_task
def forget_old() -> None:
    """Addresses nobody confirmed, words and addresses of reports ended long ago."""
    watches.forget_unconfirmed(by=None)
    error_reports.forget_reports(by=None)


@shared_task
def follow_register() -> None:
    """Words and counts of the search take in what has changed."""
    refresh_search(by=None)
