"""Long work of the rooms of `applications`: documents and letters."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from grants.documents.completion_receipt import completion_facts
from grants.documents.receipt import receipt_facts
from grants.queries.applications import to_receipt
from grants.services.receipts import keep_completion_receipt, keep_receipt
from office.jobs import handler
from office.models import IssuedDocument, Job
from office.services.documents import issue_document


@handler("grants.receipt", title=gettext_lazy("Receipt of an application"))
def receipt(job: Job) -> IssuedDocument:
    """Issue the receipt once and send its number to who submitted."""
    application = to_receipt(job.subject_id)
    if application.receipt:
        return application.receipt
    by = application.submitted_by
    language = by.language or settings.OFFICE_LANGUAGES[0]
    with override(language):
        facts, title = receipt_facts(application), _("Receipt of the application")
    document = issue_document(
        kind="grants.receipt",
        template="grants/documents/receipt.html",
        context=facts,
        title=title,
        number=application.number,
        subject=application,
        language=language,
        by=by,
        issued_on=timezone.localdate(application.submitted_at),
    )
    keep_receipt(application=application, document=document, by=by)
    return document


@handler("grants.completion_receipt", title=gettext_lazy("Receipt of the completion"))
def completion_receipt(job: Job) -> IssuedDocument:
    """Issue the receipt of what was completed once and send its number to who handed it in."""
    application = to_receipt(job.subject_id)
    completion = application.completion
    if completion.receipt:
        return completion.receipt
    by = completion.completed_by
    language = by.language or settings.OFFICE_LANGUAGES[0]
    with override(language):
        facts, title = completion_facts(application), _("Receipt of the completion")
    document = issue_document(
        kind="grants.completion_receipt",
        template="grants/documents/completion_receipt.html",
        context=facts,
        title=title,
        number=completion.number,
        subject=application,
        language=language,
        by=by,
        issued_on=timezone.localdate(completion.completed_at),
    )
    parts = [str(part.title) for part in facts["parts"]]
    keep_completion_receipt(application=application, document=document, parts=parts, by=by)
    return document
