"""What the receipt of a completion shows: number, moment of arrival, and what differs from what was filed before."""

from typing import Any

from django.utils.translation import gettext as _

from grants.documents.application import parts_of
from grants.documents.version_diff import PartDifference, compared
from grants.models import Application
from grants.queries.filed_versions import completed_versions
from grants.services.applications import written
from office.templatetags.saradnja import script


def completion_facts(application: Application) -> dict[str, Any]:
    """The facts the receipt confirms, in the active language, and the parts in which something came."""
    organisation, call, completion = application.organisation, application.call, application.completion
    before, after, sha256 = completed_versions(application)
    parts = [part for part in compared(parts_of(before), parts_of(after)) if part.differences]
    return {
        "application": application,
        "rows": [
            (_("Number of the receipt"), completion.number),
            (_("Received"), written(completion.completed_at)),
            (_("Number of the application"), application.number),
            (_("Applicant"), f"{script(organisation.name)} ({organisation.number})"),
            (_("Public call"), f"{call.number}, {script(call.title)}"),
            (_("Title of the project"), script(after["answers"]["title"])),
            (_("Asked for on"), written(completion.asked_at)),
            (_("Attached documents"), str(len(after["documents"]))),
            (_("Fingerprint of the completed application (SHA-256)"), sha256),
        ],
        "asked": completion.text,
        "parts": parts,
        "came": [(part.title, entries_of(part)) for part in parts],
        "papers": new_papers(before, after),
        "due": written(completion.due) if completion.due else "",
    }


def entries_of(part: PartDifference) -> str:
    """Names of the entries that differ, each once."""
    return "; ".join(dict.fromkeys(str(script(each.name)) for each in part.differences))


def new_papers(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str]]:
    """Files that were not there before, with their fingerprints."""
    known = {(each["pk"], each["sha256"]) for each in before["documents"]}
    return [
        (each["name"], each["sha256"])
        for each in after["documents"]
        if (each["pk"], each["sha256"]) not in known
    ]
