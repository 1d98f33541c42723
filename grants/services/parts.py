"""Verbs on the lists inside an application: activities, budget lines, partners, documents, declarations."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.budget_rows import MOST_LINES as MOST_COSTS
from grants.models import (
    ActivityLine,
    Application,
    ApplicationDocument,
    ApplicationPartner,
    BudgetLine,
    Declaration,
    RequiredDocument,
)
from grants.services.applications import editable, note_save
from grants.services.lines import LOOK_FIRST, changed_by, present
from ngo_registry.queries import organisation_by_number
from office import uploads
from office.models import User
from office.money import half_up
from office.refusal import Refused
from office.service import service

MOST_LINES = 200
MOST_SUM = Decimal("999999999.99")  # of one line, so that no sum of lines outgrows its column
Part = ActivityLine | BudgetLine | ApplicationPartner | ApplicationDocument
SECTION_OF = {
    ActivityLine: "activities",
    BudgetLine: "budget",
    ApplicationPartner: "partners",
    ApplicationDocument: "documents",
}


def next_order(lines: Any, most: int = MOST_LINES) -> int:
    """The place after the last line; a list has its end too."""
    if lines.count() >= most:
        raise Refused(_("A list has at most %(most)s lines.") % {"most": most})
    return int(lines.aggregate(last=Max("order"))["last"] or 0) + 1


@service
def save_activity(
    *,
    application: Application,
    line: ActivityLine | None = None,
    opened: str | None = None,
    at: datetime.datetime,
    by: User,
    **facts: Any,
) -> ActivityLine:
    """Add or change an activity with its months; `opened` is how the line stood when its page was made."""
    application = editable(application, at, by)
    if facts["month_until"] < facts["month_from"]:
        raise Refused(_("The last month comes before the first."), field="month_until")
    if line:
        line = present(line, opened, changed_by(application.sections, "activities", by))
    line = line or ActivityLine(application=application, order=next_order(application.activity_lines))
    for name, value in facts.items():
        setattr(line, name, value)
    line.save()
    note_save(application, "activities", None, by)
    return line


@service
def save_budget_line(
    *,
    application: Application,
    line: BudgetLine | None = None,
    opened: str | None = None,
    quantity: Decimal,
    price: Decimal,
    requested: Decimal | None,
    at: datetime.datetime,
    by: User,
    **facts: Any,
) -> BudgetLine:
    """Add or change a line of the budget; without a sum asked, the whole line is asked from the body."""
    application = editable(application, at, by)
    total = half_up(quantity * price)
    if total > MOST_SUM:
        raise Refused(_("This line is larger than any budget of a project."), field="price")
    requested = total if requested is None else requested
    if requested > total:
        raise Refused(_("You ask for more than this line costs."), field="requested")
    if line:
        line = present(line, opened, changed_by(application.sections, "budget", by))
    line = line or BudgetLine(application=application, order=next_order(application.budget_lines, MOST_COSTS))
    line.quantity, line.price = quantity, price
    line.total, line.requested, line.other = total, requested, total - requested
    for name, value in facts.items():
        setattr(line, name, value)
    line.save()
    sum_up(application)
    note_save(application, "budget", None, by)
    return line


def sum_up(application: Application) -> None:
    """The sum asked is what the lines of the budget ask."""
    lines = application.budget_lines.aggregate(asked=Sum("requested"))
    application.requested = lines["asked"]
    application.save(update_fields=["requested"])


@service
def save_partner(
    *,
    application: Application,
    partner: ApplicationPartner | None = None,
    opened: str | None = None,
    number: str = "",
    name: str = "",
    role: str = "",
    at: datetime.datetime,
    by: User,
) -> ApplicationPartner:
    """Add or change a partner, found in the register by its number or named by hand."""
    application = editable(application, at, by)
    if partner:
        partner = present(partner, opened, changed_by(application.sections, "partners", by))
    organisation = organisation_by_number(number) if number else None
    if number and organisation is None:
        raise Refused(
            _("No organisation in the register has the number %(number)s.") % {"number": number},
            field="number",
        )
    if organisation and organisation.pk == application.organisation_id:
        raise Refused(_("The applicant is not its own partner."), field="number")
    if partner is None and application.partners.count() >= MOST_LINES:
        raise Refused(_("A list has at most %(most)s lines.") % {"most": MOST_LINES})
    others = application.partners.exclude(pk=partner.pk if partner else None)
    if organisation and others.filter(organisation=organisation).exists():
        raise Refused(_("This organisation is a partner already."), field="number")
    partner = partner or ApplicationPartner(application=application)
    partner.organisation, partner.role = organisation, role
    partner.name = organisation.name if organisation else name
    partner.save()
    note_save(application, "partners", None, by)
    return partner


@service
def remove_part(*, part: Part, opened: str | None = None, at: datetime.datetime, by: User) -> None:
    """Take a line, a partner or a document out of the draft; one changed since `opened` is looked at first."""
    application = editable(part.application, at, by)
    part = present(part, opened, LOOK_FIRST)
    part.delete()
    if isinstance(part, BudgetLine):
        sum_up(application)
    note_save(application, SECTION_OF[type(part)], None, by)


@service
def add_document(
    *,
    application: Application,
    required: RequiredDocument | None,
    upload: UploadedFile,
    at: datetime.datetime,
    by: User,
) -> ApplicationDocument:
    """Keep a checked file under the paper the call asks for; a bad file leaves everything as it was."""
    application = editable(application, at, by)
    if required and required.call_id != application.call_id:
        raise Refused(_("This paper belongs to another call."))
    if application.documents.count() >= MOST_LINES:
        raise Refused(_("A list has at most %(most)s lines.") % {"most": MOST_LINES})
    sizes = application.documents.values_list("file__size", flat=True)
    uploads.check_total(sizes, upload)
    stored = uploads.store(upload, by=by)
    document = ApplicationDocument.objects.create(
        application=application, required=required, file=stored, added_at=timezone.now(), added_by=by
    )
    note_save(application, "documents", None, by)
    return document


@service
def give_declarations(
    *,
    application: Application,
    kinds: Iterable[str],
    opened: Iterable[str] | None = None,
    at: datetime.datetime,
    by: User,
) -> list[Declaration]:
    """The ticked declarations hold from now on, the others no longer.

    With what was ticked when the page was opened, only what this person has changed is changed.
    """
    application = editable(application, at, by)
    ticked, given = set(kinds), set(application.declarations.values_list("kind", flat=True))
    if opened is not None:
        before = set(opened)
        ticked = (given | (ticked - before)) - (before - ticked)
    application.declarations.exclude(kind__in=ticked).delete()
    for kind in Declaration.Kind.values:
        if kind in ticked - given:
            Declaration.objects.create(
                application=application, kind=kind, accepted_at=timezone.now(), accepted_by=by
            )
    note_save(application, "declarations", None, by)
    return list(application.declarations.all())
