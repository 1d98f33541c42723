"""The decision on the allocation of funds as an official act."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from grants.models import Decision, DecisionRow
from grants.queries.decisions import decision_rows, sums_of
from office import jurisdiction
from office.jurisdiction import has_feature
from office.models import IssuedDocument
from office.rulebooks import from_version
from office.service import locked, service
from office.services.documents import issue_document
from office.templatetags.saradnja import amount, day, number, script


@service
def issue_decision(*, decision: Decision, by: Any) -> IssuedDocument:
    """Issue a signed decision once; ordered again, the same document answers."""
    decision = locked(decision)
    if decision.document_id:
        return decision.document
    language = jurisdiction.current().languages[0]
    with translation.override(language):
        context = context_of(decision)
        title = _("Decision on the allocation of funds")
    document = issue_document(
        kind="grants.decision",
        template="grants/documents/decision.html",
        context=context,
        title=title,
        number=decision.number,
        subject=decision,
        language=language,
        by=by,
        public=True,
        issuer=decision.call.body.name,
        issued_on=decision.decided_on,
    )
    decision.document = document
    decision.save(update_fields=["document"])
    return document


def context_of(decision: Decision) -> dict[str, Any]:
    """Every application with its sum and reason; what is left; how to go to court."""
    call, sums = decision.call, sums_of(decision)
    rows = list(
        decision_rows(decision).select_related("application__organisation", "application__ranking_row")
    )
    won = [row for row in rows if row.outcome == DecisionRow.Outcome.AWARDED]
    lost = [row for row in rows if row.outcome != DecisionRow.Outcome.AWARDED]
    rules = from_version(call.rulebook)
    return {
        "call_title": script(call.title),
        "call_number": call.number,
        "call_day": day(call.published_at),
        "ranking_number": call.ranking.number,
        "ranking_day": day(call.ranking.confirmed_at),
        "basis": script(rules.evaluation.commission_size.law or rules.title),
        "body": script(call.body.name),
        "body_decides": has_feature("body_decides"),
        "total": amount(call.total),
        "given": amount(sums.given),
        "left": amount(decision.unallocated),
        "awards": _table(_("Supported projects"), won, _("Amount")) if won else None,
        "refusals": _table(_("Projects that are not supported"), lost, _("Sum asked")) if lost else None,
        "award_total": amount(sums.given),
        "reasons": [
            {
                "number": row.application.number,
                "title": script(row.application.title),
                "text": script(row.reason),
            }
            for row in rows
        ],
        "remedy": script(decision.legal_remedy),
        "first": script(decision.first_signed_by.full_name),
        "second": script(decision.second_signed_by.full_name),
    }


def _table(caption: str, rows: list[DecisionRow], sum_label: str) -> dict[str, Any]:
    head = [(_("No."), "num"), (_("Application"), ""), (_("Applicant"), ""), (_("Project"), "")]
    head += [(_("Points"), "num"), (sum_label, "amount")]
    won = bool(rows) and rows[0].outcome == DecisionRow.Outcome.AWARDED
    foot = []
    if won:
        whole = amount(sum(row.amount for row in rows))
        foot = [(_("Together"), ""), ("", ""), ("", ""), ("", ""), ("", ""), (whole, "amount")]
    return {"caption": caption, "head": head, "rows": [_cells(row) for row in rows], "foot": foot}


def _cells(row: DecisionRow) -> list[tuple[Any, str]]:
    application = row.application
    ranked = getattr(application, "ranking_row", None)
    return [
        (row.order, "num"),
        (application.number, ""),
        (script(application.organisation.name), ""),
        (script(application.title), ""),
        (number(ranked.final, 2) if ranked else "–", "num"),
        (amount(row.amount or application.requested), "amount"),
    ]
