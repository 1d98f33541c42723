"""The score sheet (bodovna lista) as an official document."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grants.call_checks import points
from grants.models import Assignment, SheetCorrection
from grants.queries.evaluation import SheetCriterion, sheet_of
from office import jurisdiction
from office.models import IssuedDocument
from office.service import locked, service
from office.services.documents import issue_document, replace_document
from office.templatetags.saradnja import day, moment, script


@service
def issue_sheet(*, assignment: Assignment, by: Any) -> IssuedDocument:
    """Issue a locked sheet once; ordered again, the same document answers."""
    assignment = locked(assignment)
    if assignment.document_id:
        return assignment.document
    language = jurisdiction.current().languages[0]
    with translation.override(language):
        former = former_documents(assignment)
        context = context_of(assignment) | {"version": len(former) + 1, "corrected": bool(former)}
        title = _("Score sheet")
    document = issue_document(
        kind="grants.score_sheet",
        template="grants/documents/score_sheet.html",
        context=context,
        title=title,
        number=number_of(assignment, len(former)),
        subject=assignment,
        language=language,
        by=by,
        issuer=assignment.application.call.body.name,
        issued_on=timezone.localdate(assignment.locked_at),
    )
    assignment.document = document
    assignment.save(update_fields=["document"])
    if former and former[-1].document.status == IssuedDocument.Status.VALID:
        replace_document(
            document=former[-1].document, successor=document, by=by, reason=former[-1].answer[:300]
        )
    return document


def former_documents(assignment: Assignment) -> list[SheetCorrection]:
    """Allowed corrections, the oldest first: each kept the document that stood before it."""
    allowed = assignment.corrections.filter(state=SheetCorrection.State.ALLOWED)
    return list(allowed.select_related("document").order_by("pk"))


def number_of(assignment: Assignment, corrected: int) -> str:
    """Application and place; a corrected sheet carries its version."""
    number = f"{assignment.application.number}/{assignment.slot}"
    return f"{number}-{corrected + 1}" if corrected else number


def context_of(assignment: Assignment) -> dict[str, Any]:
    """Plain values only, so that the same facts give the same bytes."""
    application, call = assignment.application, assignment.application.call
    return {
        "version": 1,
        "corrected": False,
        "locked_by": script(assignment.locked_by.full_name),
        "call_title": script(call.title),
        "call_number": call.number,
        "application_number": application.number,
        "project": script(application.title),
        "organisation": script(application.organisation.name),
        "by_member": assignment.member_id is not None,
        "scorer": script(assignment.user.full_name),
        "slot": assignment.slot,
        "criteria": [_criterion(each) for each in sheet_of(assignment)],
        "comment": script(assignment.general_comment),
        "total": points(assignment.total),
        "declared": day(assignment.declared_at),
        "locked": moment(assignment.locked_at),
        "digest": assignment.sha256,
    }


def _criterion(each: SheetCriterion) -> dict[str, Any]:
    law = f" ({script(each.criterion.law)})" if each.criterion.law else ""
    return {
        "caption": f"{each.criterion.order}. {script(each.criterion.name)}{law}",
        "head": [(_("Sub-criterion"), ""), (_("Points"), "num"), (_("Explanation"), "")],
        "rows": [
            [
                (script(sub.name), ""),
                (f"{points(score.points)} / {points(sub.max_points)}", "num"),
                (script(score.reason), ""),
            ]
            for sub, score in each.lines
            if score
        ],
        "foot": [
            (_("Together"), ""),
            (f"{points(each.total)} / {points(each.criterion.max_points)}", "num"),
            ("", ""),
        ],
    }
