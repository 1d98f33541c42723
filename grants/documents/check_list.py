"""The list of complete and incomplete applications as an official document and as plain rows."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grants.models import CheckList, CheckListRow
from office.jurisdiction import current
from office.models import IssuedDocument
from office.rulebooks import from_version
from office.service import locked, service
from office.services.documents import issue_document, replace_document
from office.templatetags.saradnja import day, script

HEAD = ("order", "number", "register_number", "organisation", "title", "complete", "defects", "article")


@service
def issue_check_list(*, checked: CheckList, by: Any) -> IssuedDocument:
    """Issue a published list once; a later edition takes the place of the earlier document."""
    checked = locked(checked)
    if checked.document_id:
        return checked.document
    language = current().languages[0]
    with translation.override(language):
        context, title = context_of(checked), _("List of complete and incomplete applications")
    document = issue_document(
        kind="grants.check_list",
        template="grants/documents/check_list.html",
        context=context,
        title=title,
        number=checked.number,
        subject=checked.call,
        language=language,
        by=by,
        public=True,
        issuer=checked.call.body.name,
        issued_on=timezone.localdate(checked.published_at),
    )
    checked.document = document
    checked.save(update_fields=["document"])
    earlier = checked.call.check_lists.filter(edition__lt=checked.edition, document__status="valid").last()
    if earlier:
        replace_document(document=earlier.document, successor=document, by=by, reason=_("Later edition"))
    return document


def rows_of(checked: CheckList) -> list[CheckListRow]:
    """Rows in their order with applicants."""
    return list(checked.rows.select_related("application__organisation").order_by("order"))


def context_of(checked: CheckList) -> dict[str, Any]:
    """Two tables: complete applications; incomplete ones with their defects and articles."""
    call, rows = checked.call, rows_of(checked)
    rules = from_version(call.rulebook)
    number = [(_("Number"), ""), (_("Applicant and project"), "")]
    complete = [[(row.application.number, ""), (_who(row), "")] for row in rows if row.complete]
    incomplete = [
        [(row.application.number, ""), (_who(row), ""), (_defects(row), "")]
        for row in rows
        if not row.complete
    ]
    return {
        "call_title": script(call.title),
        "call_number": call.number,
        "call_day": day(call.published_at),
        "law": script(rules.call.formal_check_days.law),
        "complete": {"caption": _("Complete applications"), "head": number, "rows": complete},
        "incomplete": {
            "caption": _("Incomplete applications"),
            "head": [*number, (_("Conditions that are not met"), "")],
            "rows": incomplete,
        },
        "signatory": script(checked.published_by.full_name),
    }


def _who(row: CheckListRow) -> str:
    return f"{script(row.application.organisation.name)} – {script(row.application.title)}"


def _defects(row: CheckListRow) -> str:
    said = script(row.defects).replace("\n", "; ")
    return f"{said} ({script(row.law)})" if row.law else said


def lines(checked: CheckList) -> Iterator[list[object]]:
    """The list as plain values for a table file."""
    for row in rows_of(checked):
        application = row.application
        yield [
            row.order,
            application.number,
            application.organisation.number,
            application.organisation.name,
            application.title,
            "yes" if row.complete else "no",
            row.defects,
            row.law,
        ]
