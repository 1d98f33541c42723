"""The extract of a public record: drawn once for each state of the entry, the same for everybody who asks."""

from django.conf import settings
from django.utils.translation import gettext as _

from ngo_registry.documents.acts import public_extract_facts
from ngo_registry.models import ExtractState, Organisation
from ngo_registry.queries.extracts import JOB, extract_job, state_key, valid_extract
from office.jobs import order_job
from office.models import IssuedDocument, Job, User
from office.numbers import next_number
from office.service import locked, service
from office.services.documents import issue_document, replace_document


@service
def order_extract(*, organisation: Organisation, by: User | None) -> Job | None:
    """Have the extract of today's entry drawn, unless it is there or already being drawn."""
    organisation = locked(organisation)
    if valid_extract(organisation):
        return None
    job = extract_job(organisation)
    return job if job and not job.is_over else order_job(JOB, subject=organisation, by=by)


@service
def draw_extract(*, organisation: Organisation, by: User | None) -> IssuedDocument:
    """Draw the extract, or give the one of the same state; what was drawn of an earlier state is replaced."""
    organisation = locked(organisation)
    known = valid_extract(organisation)
    if known:
        return known
    language = settings.OFFICE_LANGUAGES[0]
    old = IssuedDocument.objects.filter(
        kind="ngo_registry.extract",
        subject="ngo_registry.organisation",
        subject_id=str(organisation.pk),
        status=IssuedDocument.Status.VALID,
    )
    before = list(old.order_by("pk"))
    document = issue_document(
        **public_extract_facts(organisation, language),
        number=next_number("extract"),
        language=language,
        subject=organisation,
        by=by,
        public=True,
    )
    keep_state(document, organisation)
    for each in before[:1]:
        replace_document(document=each, successor=document, by=by, reason=_("the entry has changed"))
    return document


def keep_state(document: IssuedDocument, organisation: Organisation) -> None:
    """Remember which state of the entry the extract shows."""
    ExtractState.objects.create(document=document, organisation=organisation, state=state_key(organisation))
