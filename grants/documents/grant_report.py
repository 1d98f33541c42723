"""The report of an NGO on its contract as an official document."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from grants.models import GrantReport
from grants.queries.contracts import lines_of, sums_of
from office import jurisdiction
from office.models import IssuedDocument
from office.service import locked, service
from office.services.documents import issue_document, replace_document
from office.templatetags.saradnja import amount, day, script


@service
def issue_report(*, report: GrantReport, by: Any) -> IssuedDocument:
    """Issue the report as submitted; a corrected one replaces the document before it."""
    report = locked(report)
    before = report.document
    if before and before.created_at > report.submitted_at:
        return before
    language = jurisdiction.current().languages[0]
    with translation.override(language):
        context = context_of(report)
        title = _("Report on contract %(number)s") % {"number": report.contract.number}
    application = report.contract.row.application
    document = issue_document(
        kind="grants.grant_report",
        template="grants/documents/grant_report.html",
        context=context,
        title=title,
        number=report.number,
        subject=report,
        language=language,
        by=by,
        issuer=application.organisation.name,
    )
    if before:
        replace_document(document=before, successor=document, by=by)
    report.document = document
    report.save(update_fields=["document"])
    return document


def context_of(report: GrantReport) -> dict[str, Any]:
    """The narrative and the financial table."""
    lines = lines_of(report)
    sums = sums_of(lines)
    contract = report.contract
    return {
        "kind": report.get_kind_display(),
        "organisation": script(contract.row.application.organisation.name),
        "project": script(contract.row.application.title),
        "contract_number": contract.number,
        "submitted": day(report.submitted_at),
        "narrative": [
            (
                str(report._meta.get_field(name).verbose_name).capitalize(),
                script(str(getattr(report, name) or "–")),
            )
            for name in ("activities", "results", "users", "deviations")
        ],
        "table": {
            "caption": _("Spending by budget line"),
            "head": [
                (_("Budget line"), ""),
                (_("Planned"), "num"),
                (_("Spent"), "num"),
                (_("Difference"), "num"),
            ],
            "rows": [
                [
                    (script(line.budget_line.description), ""),
                    (amount(line.planned), "num"),
                    (amount(line.spent), "num"),
                    (amount(line.planned - line.spent), "num"),
                ]
                for line in lines
            ],
            "foot": [
                (_("Together"), ""),
                (amount(sums.planned), "num"),
                (amount(sums.spent), "num"),
                (amount(sums.difference), "num"),
            ],
        },
        "unspent": amount(report.unspent),
    }
