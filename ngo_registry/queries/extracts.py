"""Which extract shows the entry as it is now, and whether one is being drawn."""

import hashlib
import json

from ngo_registry.models import ExtractState, Organisation, Party
from ngo_registry.models.facts import FACTS
from ngo_registry.queries.past import of_representative, plain
from office.audit import subject_of
from office.models import IssuedDocument, Job

JOB = "ngo_registry.public_extract"


PRINTED = (
    *FACTS,
    "number",
    "former_names",
    "registered_on",
    "decision_number",
    "as_of",
    "status",
    "deleted_on",
)
PRINTED += ("deletion_reason", "deletion_act")


def state_key(organisation: Organisation) -> str:
    """A fingerprint of everything the extract says; the language does not change it."""
    state = {name: plain(getattr(organisation, name)) for name in PRINTED if name != "municipality"}
    state["municipality"] = organisation.municipality_id
    state["areas"] = sorted(area.code for area in organisation.areas.all())
    people = organisation.representatives.all()
    state["people"] = [of_representative(each) for each in people if each.valid_until is None]
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def valid_extract(organisation: Organisation) -> IssuedDocument | None:
    """The extract of the entry as it is now; none when the entry has changed since the last one."""
    row = (
        ExtractState.objects.filter(
            organisation=organisation,
            document__status=IssuedDocument.Status.VALID,
        )
        .select_related("document__file")
        .order_by("-pk")
        .first()
    )
    return row.document if row and row.state == state_key(organisation) else None


def extract_job(organisation: Organisation) -> Job | None:
    """The last work on an extract of this organisation."""
    rows = Job.objects.filter(kind=JOB, subject="ngo_registry.organisation", subject_id=str(organisation.pk))
    return rows.order_by("-pk").first()


def past_extracts(holder: Organisation | Party) -> list[IssuedDocument]:
    """Extracts of past days that were issued of this entry, the newest first."""
    rows = IssuedDocument.objects.filter(
        kind="ngo_registry.past_extract", subject=subject_of(holder), subject_id=str(holder.pk)
    )
    return list(rows.select_related("file").order_by("-pk")[:20])
