"""What letters and decisions on complaints say."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ngo_registry.models import Complaint, Letter
from office.rulebooks import rules_for


def completion_facts(letter: Letter, language: str) -> dict[str, Any]:
    """The request for completion: what is missing and how long the term is."""
    with translation.override(language):
        title = _("Request for completion of the filing")
    rule = rules_for(None, timezone.localdate(letter.created_at)).register.completion_days
    return {
        "kind": "ngo_registry.completion",
        "template": "ngo_registry/documents/completion.html",
        "title": title,
        "number": letter.number,
        "context": {
            "filing": letter.filing,
            "text": letter.text,
            "days": rule.value or 8,
            "law": rule.law,
            "signer": letter.created_by,
        },
    }


def complaint_facts(complaint: Complaint, language: str) -> dict[str, Any]:
    """The decision on a complaint."""
    upheld = complaint.outcome == Complaint.Outcome.UPHELD
    with translation.override(language):
        title = _("Decision on the complaint")
    rule = rules_for(None, timezone.localdate(complaint.decided_at)).register.lawsuit_days
    return {
        "kind": "ngo_registry.complaint",
        "template": "ngo_registry/documents/complaint.html",
        "title": title,
        "number": complaint.decision_number,
        "context": {
            "complaint": complaint,
            "filing": complaint.filing,
            "upheld": upheld,
            "days": rule.value,
            "law": rule.law,
            "signer": complaint.decided_by,
        },
    }
