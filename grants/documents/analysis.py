"""The sectoral analysis as an official document: the text as the office received it."""

from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grants.analysis_text import AnalysisText, text_of
from grants.models import SectorAnalysis
from grants.queries.programming import comments_of
from grants.queries.tallies import tally
from grants.services.analyses import keep_analysis_document
from office.jurisdiction import current
from office.models import IssuedDocument
from office.money import format_amount
from office.service import locked
from office.services.documents import issue_document, replace_document
from office.templatetags.saradnja import script


def issue_analysis(analysis: SectorAnalysis, *, by: Any) -> IssuedDocument:
    """Issue the text handed in last; after a completion the new document takes the place of the old one."""
    analysis = locked(analysis)
    present = analysis.document
    if present and present.created_at >= analysis.submitted_at:
        return present
    language = current().languages[0]
    with translation.override(language):
        context, title = context_of(analysis), _("Sectoral analysis")
        title = f"{title} – {analysis.area}"
    document = issue_document(
        kind="grants.sector_analysis",
        template="grants/documents/sector_analysis.html",
        context=context,
        title=title,
        number=analysis.number,
        subject=analysis,
        language=language,
        by=by,
        public=True,
        issuer=analysis.body.name,
        issued_on=timezone.localdate(analysis.submitted_at),
    )
    if present:
        replace_document(document=present, successor=document, by=by, reason=_("Completed analysis"))
    keep_analysis_document(analysis=analysis, document=document, by=by)
    return document


def money(value: Any) -> str:
    """A sum as acts write it."""
    return str(format_amount(value, current().currency))


def context_of(analysis: SectorAnalysis) -> dict[str, Any]:
    """Facts of the analysis for its template, in the language that is active."""
    text = text_of(analysis.handed_in)
    said = tally(comments_of(analysis))
    return {
        "body": script(analysis.body.name),
        "area": str(analysis.area),
        "kind": str(analysis.get_kind_display()),
        "year": analysis.cycle.year,
        "contact": script(text.contact),
        "parts": [(str(heading), script(words)) for heading, words in text.headed],
        "calls": calls_of(text),
        "table": table_of(text),
        "consulted_from": date_format(analysis.consultation_from, "DATE_FORMAT"),
        "consulted_until": date_format(analysis.consultation_until, "DATE_FORMAT"),
        "said": said.said,
        "accepted": said.accepted + said.partly,
        "report": script(analysis.report),
        "sha256": analysis.sha256,
        "signer": script(analysis.submitted_by.full_name),
    }


def calls_of(text: AnalysisText) -> list[dict[str, Any]]:
    """Proposed calls with their written parts."""
    return [
        {
            "name": script(call.name),
            "texts": [(str(heading), script(words)) for heading, words in call.texts],
        }
        for call in text.calls
    ]


def table_of(text: AnalysisText) -> dict[str, Any]:
    """Sums of the proposed calls as a table of the act."""
    return {
        "caption": _("Proposed calls"),
        "head": [
            (_("Proposed call"), ""),
            (_("Total amount"), "amount"),
            (_("Least amount for a project"), "amount"),
            (_("Greatest amount for a project"), "amount"),
            (_("Projects"), "amount"),
        ],
        "rows": [
            [
                (script(call.name), ""),
                (money(call.total), "amount"),
                (money(call.min_amount), "amount"),
                (money(call.max_amount), "amount"),
                (str(call.projects), "amount"),
            ]
            for call in text.calls
        ],
        "foot": [(_("In all"), ""), (money(text.total), "amount"), ("", ""), ("", ""), ("", "")],
    }
