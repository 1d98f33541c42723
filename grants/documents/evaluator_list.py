"""The numbered list of independent evaluators as an official document."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grants.models import EvaluatorList
from office import jurisdiction
from office.models import IssuedDocument
from office.rulebooks import rules_for
from office.service import locked, service
from office.services.documents import issue_document
from office.templatetags.saradnja import script


@service
def issue_evaluator_list(*, evaluators: EvaluatorList, by: Any) -> IssuedDocument:
    """Issue an adopted version once; ordered again, the same document answers."""
    evaluators = locked(evaluators)
    if evaluators.document_id:
        return evaluators.document
    language = jurisdiction.current().languages[0]
    with translation.override(language):
        context = context_of(evaluators)
        title = _("List of independent evaluators for %(year)s") % {"year": evaluators.year}
    document = issue_document(
        kind="grants.evaluator_list",
        template="grants/documents/evaluator_list.html",
        context=context,
        title=title,
        number=evaluators.number,
        subject=evaluators,
        language=language,
        by=by,
        public=True,
        issued_on=timezone.localdate(evaluators.adopted_at),
    )
    evaluators.document = document
    evaluators.save(update_fields=["document"])
    return document


def context_of(evaluators: EvaluatorList) -> dict[str, Any]:
    """Names in order; no contacts."""
    entries = evaluators.entries.select_related("evaluator").prefetch_related("evaluator__areas")
    rules = rules_for(None, timezone.localdate(evaluators.adopted_at)).evaluation
    return {
        "year": evaluators.year,
        "version": evaluators.version,
        "reason": script(evaluators.reason),
        "basis": script(rules.evaluator_min_years.law),
        "signatory": script(evaluators.adopted_by.full_name),
        "people": {
            "caption": _("Independent evaluators"),
            "head": [(_("No."), "num"), (_("Name and surname"), ""), (_("Areas of knowledge"), "")],
            "rows": [
                [
                    (entry.order, "num"),
                    (script(entry.evaluator.full_name), ""),
                    (", ".join(script(area.name) for area in entry.evaluator.areas.all()) or "–", ""),
                ]
                for entry in entries.order_by("order")
            ],
            "foot": [],
        },
    }
