"""A newer version of an application begins as a copy; this table says what of the old one it takes over."""

import secrets
from typing import Any

from grants.models import Answer, Application
from office.models import User

# Fields of the row that are the version's own.
OWN = {
    "id", "state", "draft_code", "number", "created_at", "created_by", "submitted_at", "submitted_by", "submit_key",
    "snapshot", "snapshot_sha256", "rejection_reason", "rejection_law", "receipt",
}  # fmt: skip
# Lists that are written anew row by row; whoever adds a list to the application decides here.
COPIED = (
    "activity_lines", "budget_lines", "funding_sources", "partners", "documents", "answers", "declarations", "sections",
    "copied_parts",
)  # fmt: skip
# What belongs to the version it was made for.
STAYS = {
    "assignments", "check_items", "completion", "decision_row", "exemptions", "filed_versions", "handed_in", "inspections",
    "letters", "messages", "newer", "objections", "paper", "past_decision_rows", "past_ranking_rows", "past_sheets",
    "ranking_row", "rejection_proposals", "reminders", "replacement", "session_items", "sheet_views", "sign_offs",
}  # fmt: skip
# Of a partner, a document or an answer: copied with what it belongs to.
ASIDE = {"confirmation", "from_wallet", "items"}


def draft_code(year: int, letter: str = "N") -> str:
    """A code nobody has yet, by which people call a draft."""
    return f"{letter}-{year}-{secrets.token_hex(4).upper()}"


def fresh(row: Any, **facts: Any) -> Any:
    """The same row as a new one, with other facts."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    return type(row)(**{**values, **facts})


def copy_of(application: Application, by: User) -> Application:
    """A draft with everything the applicant wrote and attached; files are shared, not doubled."""
    values = {
        field.attname: getattr(application, field.attname)
        for field in application._meta.concrete_fields
        if field.name not in OWN
    }
    made = Application.objects.create(**values, created_by=by, draft_code=draft_code(application.call.year))
    made.municipalities.set(application.municipalities.all())
    files: dict[int, int] = {}  # documents of the old version by those of the new one
    for name in COPIED:
        for row in getattr(application, name).all():
            new = fresh(row, application_id=made.pk)
            if name == "answers" and row.document_id:
                new.document_id = files[row.document_id]
            new.save()
            copy_aside(row, new)
            if name == "documents":
                files[row.pk] = new.pk
    return made


def copy_aside(row: Any, new: Any) -> None:
    """What hangs on a row: a partner's word as long as it reads the same, the wallet's paper, parts of an answer."""
    word = getattr(row, "confirmation", None)
    if word is not None and word.organisation_id:
        fresh(word, partner_id=new.pk).save()
    use = getattr(row, "from_wallet", None)
    if use is not None:
        fresh(use, document_id=new.pk).save()
    if isinstance(row, Answer):
        for item in row.items.all():
            fresh(item, answer_id=new.pk).save()
