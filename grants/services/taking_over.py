"""Taking over parts of an earlier application: only into parts that are still empty, nothing expired."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import (
    ActivityLine,
    Application,
    ApplicationDocument,
    ApplicationPartner,
    BudgetLine,
    FundingSource,
    PaperUse,
    TakenPart,
)
from grants.services.applications import editable, note_save
from grants.services.parts import sum_up
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.scripts import fold
from office.service import service

CONTACT = ("contact_name", "contact_email", "contact_phone")
PROJECT = (
    "title", "kind", "summary", "problem", "goals", "results", "target_groups", "direct_users", "indirect_users",
)  # fmt: skip
CAPACITY = ("capacity", "sustainability", "visibility")
Verb = Callable[[Application, Application, User], None]


def copy_fields(application: Application, source: Application, names: Iterable[str]) -> None:
    """Plain answers as they were given."""
    for name in names:
        setattr(application, name, getattr(source, name))
    application.save(update_fields=list(names))


def copy_lines(rows: Any, model: type, into: Application, names: Iterable[str]) -> None:
    """Lines of a list, one for one."""
    model._base_manager.bulk_create(
        model(application=into, **{name: getattr(row, name) for name in names}) for row in rows.all()
    )


def organisation(application: Application, source: Application, by: User) -> None:
    """The contact person."""
    copy_fields(application, source, CONTACT)


def project(application: Application, source: Application, by: User) -> None:
    """Texts and places; the days of the project are those of the new call."""
    copy_fields(application, source, PROJECT)
    application.municipalities.set(source.municipalities.filter(valid_until__isnull=True))


def activities(application: Application, source: Application, by: User) -> None:
    """Activities with their months."""
    names = ("order", "name", "description", "month_from", "month_until", "carrier")
    copy_lines(source.activity_lines, ActivityLine, application, names)


def budget(application: Application, source: Application, by: User) -> None:
    """Lines, sources beside the body, own contribution."""
    names = ("order", "group", "description", "unit", "quantity", "price", "total", "requested", "other")
    copy_lines(source.budget_lines, BudgetLine, application, names)
    copy_lines(source.funding_sources, FundingSource, application, ("order", "name", "amount"))
    copy_fields(application, source, ("own_share", "other_sources"))
    sum_up(application)


def partners(application: Application, source: Application, by: User) -> None:
    """Partners with their roles."""
    copy_lines(source.partners, ApplicationPartner, application, ("organisation", "name", "role"))


def capacity(application: Application, source: Application, by: User) -> None:
    """Capacity, sustainability, visibility."""
    copy_fields(application, source, CAPACITY)


def documents(application: Application, source: Application, by: User) -> None:
    """Papers of the wallet that are still valid, under the paper of the same name."""
    today = timezone.localdate()
    asked = {fold(row.name): row for row in application.call.required_documents.all()}
    for old in source.documents.filter(from_wallet__isnull=False).select_related(
        "required", "from_wallet__paper"
    ):
        paper = old.from_wallet.paper
        required = asked.get(fold(old.required.name)) if old.required else None
        if paper.expired(today) or (old.required and required is None):
            continue
        made = ApplicationDocument.objects.create(
            application=application, required=required, file=paper.file, added_at=timezone.now(), added_by=by
        )
        PaperUse.objects.create(document=made, paper=paper)


PARTS: dict[str, Verb] = {
    "organisation": organisation,
    "project": project,
    "activities": activities,
    "budget": budget,
    "partners": partners,
    "capacity": capacity,
    "documents": documents,
}


def is_empty(application: Application, key: str) -> bool:
    """Nothing is written in this part yet; the contact person is filled in when a draft is begun."""
    texts = {"project": (*PROJECT[2:7], "title"), "capacity": CAPACITY}
    if key == "organisation":
        return not any(save.key == key for save in application.sections.all())
    if key in texts:
        return not any(getattr(application, name).strip() for name in texts[key])
    lists = {"activities": "activity_lines", "budget": "budget_lines"}
    return not getattr(application, lists.get(key, key)).all()


@service
def copy_parts(
    *, application: Application, source: Application, keys: Iterable[str], at: datetime.datetime, by: User
) -> list[TakenPart]:
    """Take over the chosen parts; a part in which somebody has written meanwhile stays as it is."""
    application = editable(application, at, by)
    if source.organisation_id != application.organisation_id or source.pk == application.pk:
        raise Refused(_("Only an earlier application of your own organisation is copied."))
    chosen = [key for key in PARTS if key in set(keys)]
    if not chosen:
        raise Refused(_("Choose at least one part."))
    made = []
    for key in chosen:
        if not is_empty(application, key):
            continue
        PARTS[key](application, source, by)
        save = note_save(application, key, None, by)
        facts = {"source": source, "version": save.version, "copied_at": save.saved_at, "copied_by": by}
        made.append(TakenPart.objects.update_or_create(application=application, key=key, defaults=facts)[0])
    if not made:
        raise Refused(_("All chosen parts hold text already; nothing was copied over it."))
    record("copy_parts", application, by=by, data={"source": source.draft_code, "parts": chosen})
    return made
