"""Which extract shows the entry as it is now, and whether one is being drawn."""

import hashlib
import json

from ngo_registry.models import ExtractState, Organisation
from ngo_registry.queries.past import public_state
from office.models import IssuedDocument, Job

JOB = "ngo_registry.public_extract"


def state_key(organisation: Organisation) -> str:
    """A fingerprint of everything the extract says; the language does not change it."""
    state = public_state(organisation) | {
        "number": organisation.number,
        "former_names": organisation.former_names,
        "registered_on": str(organisation.registered_on or ""),
        "as_of": str(organisation.as_of or ""),
        "deletion_act": organisation.deletion_act,
    }
    state["areas"] = sorted(organisation.areas.values_list("code", flat=True))
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
