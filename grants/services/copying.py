"""A newer version of an application begins as a copy; this table says what of the old one it takes over."""

import secrets
from typing import Any

from grants.models import Application
from office.models import User

# Fields of the row that are the version's own.
OWN = {
    "id", "state", "draft_code", "number", "created_at", "created_by", "submitted_at", "submitted_by", "submit_key",
    "snapshot", "snapshot_sha256", "rejection_reason", "rejection_law", "receipt",
}  # fmt: skip
# Lists that are written anew row by row; whoever adds a list to the application decides here.
COPIED = ("activity_lines", "budget_lines", "partners", "documents", "declarations", "sections")
# What belongs to the version it was made for.
STAYS = {
    "assignments", "check_items", "completion", "decision_row", "exemptions", "handed_in", "messages", "newer", "paper",
    "ranking_row", "replacement", "sign_offs",
}  # fmt: skip
ASIDE = {"confirmation"}  # of a partner: copied with the partner it belongs to


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
    for name in COPIED:
        for row in getattr(application, name).all():
            new = fresh(row, application_id=made.pk)
            new.save()
            copy_answer(row, new)
    return made


def copy_answer(row: Any, new: Any) -> None:
    """What a partner confirmed stands for the copy too, as long as it reads the same."""
    answer = getattr(row, "confirmation", None)
    if answer is not None and answer.organisation_id:
        fresh(answer, partner_id=new.pk).save()
