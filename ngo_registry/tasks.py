"""Long work of the register."""

from django.utils.translation import gettext_lazy as _

from ngo_registry.models import Complaint, Letter, RegisterFiling, RegisterImport
from ngo_registry.services.complaints import issue_complaint_decision
from ngo_registry.services.documents import issue_filing_documents
from ngo_registry.services.imports import apply_import
from ngo_registry.services.letters import issue_letter
from office.jobs import handler
from office.models import IssuedDocument, Job


@handler("ngo_registry.filing_documents", title=_("Acts of the register"))
def filing_documents(job: Job) -> IssuedDocument:
    """Draw the decision and the extract of a filing."""
    return issue_filing_documents(filing=RegisterFiling.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("ngo_registry.letter", title=_("Letter of the register"))
def letter(job: Job) -> IssuedDocument:
    """Draw the request for completion."""
    return issue_letter(letter=Letter.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("ngo_registry.complaint", title=_("Decision on the complaint"))
def complaint(job: Job) -> IssuedDocument:
    """Draw the decision on a complaint."""
    return issue_complaint_decision(complaint=Complaint.objects.get(pk=job.subject_id), by=job.ordered_by)


@handler("ngo_registry.apply_import", title=_("Import of organisations"))
def apply_register_import(job: Job) -> str:
    """Apply a checked file to the register."""
    batch = RegisterImport.objects.get(pk=job.subject_id)
    apply_import(batch=batch, by=job.ordered_by, report=job.progress)
    return f"/staff/register/imports/{batch.pk}/"
