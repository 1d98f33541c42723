"""The application as it was handed in, frozen as data: what a receipt, a score and a court case rest on."""

import hashlib
import json
from typing import Any

from grants import questions
from grants.models import Application
from grants.queries.call_forms import read_form

PLAIN = (
    "title",
    "kind",
    "summary",
    "goals",
    "problem",
    "results",
    "target_groups",
    "direct_users",
    "indirect_users",
    "starts_on",
    "ends_on",
    "sustainability",
    "visibility",
    "capacity",
    "contact_name",
    "contact_email",
    "contact_phone",
    "requested",
    "own_share",
    "other_sources",
)


ACTIVITY = ("name", "description", "month_from", "month_until", "carrier")
BUDGET = ("group", "description", "unit", "quantity", "price", "total", "requested", "other")


def snapshot_of(application: Application) -> dict[str, Any]:
    """Every answer as text, lists in their order, files by name and SHA-256."""
    read_form(application)
    asked_for = files_of_questions(application)
    sections, fields = questions.left_out_of(application.call)
    return {
        "call": {"number": application.call.number, "title": application.call.title},
        "organisation": organisation_facts(application),
        "answers": {name: text(getattr(application, name)) for name in PLAIN},
        "municipalities": [each.name for each in application.municipalities.all()],
        "activities": [
            {name: getattr(line, name) for name in ACTIVITY} for line in application.activity_lines.all()
        ],
        "budget": [
            {name: str(getattr(line, name)) for name in BUDGET} for line in application.budget_lines.all()
        ],
        "sources": [
            {"name": source.name, "amount": str(source.amount), "state": source.state}
            for source in application.funding_sources.all()
        ],
        "partners": [
            {
                "name": partner.name,
                "number": partner.organisation.number if partner.organisation else "",
                "role": partner.role,
            }
            for partner in application.partners.all()
        ],
        "documents": [
            {
                "pk": document.pk,
                "asked": document.required.name if document.required else asked_for.get(document.pk, ""),
                "name": document.file.name,
                "size": document.file.size,
                "sha256": document.file.sha256,
            }
            for document in application.documents.all()
        ],
        "declarations": [
            {"kind": each.kind, "by": each.accepted_by.full_name, "at": each.accepted_at.isoformat()}
            for each in sorted(application.declarations.all(), key=lambda each: each.pk)
        ],
        "questions": questions.frozen_answers(application),
        "left_out": {"sections": sorted(sections), "fields": sorted(fields)},
    }


def files_of_questions(application: Application) -> dict[int, str]:
    """Which question of the call a paper answers, by the paper."""
    words = {question.pk: question.text for question in application.call.questions.all()}
    return {
        answer.document_id: words.get(answer.question_id, "")
        for answer in application.answers.all()
        if answer.document_id
    }


def fingerprint(frozen: dict[str, Any]) -> str:
    """SHA-256 of the frozen application: printed on the receipt, approved by the representative."""
    return hashlib.sha256(json.dumps(frozen, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def organisation_facts(application: Application) -> dict[str, str]:
    """What the register said of the applicant at that moment; nothing personal."""
    organisation = application.organisation
    return {
        "number": organisation.number,
        "name": organisation.name,
        "kind": organisation.kind,
        "address": organisation.address,
        "seat": organisation.seat,
        "pib": organisation.pib,
        "mb": organisation.mb,
        "registered_on": str(organisation.registered_on or ""),
        "status": organisation.status,
    }


def text(value: Any) -> str | int | None:
    """A value as JSON keeps it without loss."""
    return value if value is None or isinstance(value, int) else str(value)
