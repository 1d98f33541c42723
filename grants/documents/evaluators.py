"""Papers around evaluators: the call for them, letters to candidates, the statement of work."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grants.candidacy_checks import proved_years
from grants.models import (
    Candidacy,
    CandidacyComplaint,
    EvaluatorCall,
    EvaluatorCallChange,
    EvaluatorStatement,
    WorkStatement,
)
from office import jurisdiction
from office.models import IssuedDocument
from office.money import format_amount
from office.rulebooks import from_version
from office.service import locked, service
from office.services.documents import issue_document, replace_document
from office.templatetags.saradnja import day, moment, script


def language() -> str:
    """The language in which the office writes its acts."""
    return str(jurisdiction.current().languages[0])


def issued(
    subject: Any, kind: str, title: str, context: dict[str, Any], by: Any, **facts: Any
) -> IssuedDocument:
    """One paper of these rooms, in the language of acts; its template is called as its kind."""
    return issue_document(
        kind=f"grants.{kind}",
        template=f"grants/documents/{kind}.html",
        context=context,
        title=title,
        subject=subject,
        language=language(),
        by=by,
        **facts,
    )


@service
def issue_evaluator_call(*, call: EvaluatorCall, by: Any) -> IssuedDocument:
    """Issue the text of the call once; after a change a new one takes the place of the old."""
    call = locked(call)
    last, present = call.changes.order_by("-made_at").first(), call.document
    if present and (last is None or present.created_at >= last.made_at):
        return present
    day_of = timezone.localdate(last.made_at if last else call.published_at)
    with translation.override(language()):
        context, title = call_facts(call), script(call.title)
    facts = {"number": call.number, "public": True, "issued_on": day_of}
    call.document = issued(call, "evaluator_call", title, context, by, **facts)
    if present:
        why = _("Change of the call for evaluators")
        replace_document(document=present, successor=call.document, by=by, reason=why)
    call.save(update_fields=["document"])
    return call.document


def call_facts(call: EvaluatorCall) -> dict[str, Any]:
    """Conditions, bars, term; plain values only."""
    rules = from_version(call.rulebook).evaluation
    return {
        "title_of_call": script(call.title),
        "text": script(call.text),
        "reason": script(call.reason),
        "changes": [
            {
                "day": day(each.made_at),
                "what": str(each.get_what_display()),
                "reason": script(each.reason),
                "before": script(each.before),
                "after": script(each.after),
                "is_term": each.what == EvaluatorCallChange.What.DEADLINE,
            }
            for each in call.changes.all()
        ],
        "year": call.year,
        "least": rules.evaluator_min_years.value,
        "back": rules.evaluator_lookback_years.value,
        "law": script(rules.evaluator_min_years.law),
        "bars": [str(bar.label) for bar in EvaluatorStatement.Bar],
        "deadline": moment(call.deadline),
        "signatory": script(call.published_by.full_name),
    }


@service
def issue_candidacy_decision(*, candidacy: Candidacy, by: Any) -> IssuedDocument | None:
    """Issue the decision on a candidate once; nothing when a complaint took the decision away meanwhile."""
    candidacy = locked(candidacy)
    if candidacy.decision_id or candidacy.decided_at is None:
        return candidacy.decision
    with translation.override(language()):
        context, title = decision_facts(candidacy), _("Decision on a candidacy for independent evaluator")
    facts = {"number": candidacy.decision_number, "issued_on": timezone.localdate(candidacy.decided_at)}
    candidacy.decision = issued(candidacy, "candidacy_decision", title, context, by, **facts)
    candidacy.save(update_fields=["decision"])
    return candidacy.decision


def decision_facts(candidacy: Candidacy) -> dict[str, Any]:
    """Who, what was decided, why, what can be done against it."""
    rules = from_version(candidacy.call.rulebook)
    days = rules.evaluators.complaint_days
    return {
        "name": script(candidacy.full_name),
        "number_of_candidacy": candidacy.number,
        "submitted": moment(candidacy.submitted_at),
        "call_number": candidacy.call.number,
        "year": candidacy.call.year,
        "accepted": candidacy.state == Candidacy.State.ACCEPTED,
        "reason": script(candidacy.decision_reason),
        "law": script(candidacy.decision_law),
        "stated": candidacy.years_of_experience,
        "proved": proved_years(candidacy.proofs.all(), timezone.localdate(candidacy.submitted_at)),
        "days": days.value,
        "days_law": script(days.law),
        "signatory": script(candidacy.decided_by.full_name),
    }


@service
def issue_complaint_answer(*, complaint: CandidacyComplaint, by: Any) -> IssuedDocument:
    """Issue the decision on a complaint once."""
    complaint = locked(complaint)
    if complaint.decision_id:
        return complaint.decision
    candidacy = complaint.candidacy
    with translation.override(language()):
        title = _("Decision on the complaint of a candidate")
        context = {
            "name": script(candidacy.full_name),
            "act": complaint.act_number,
            "filed": moment(complaint.filed_at),
            "upheld": complaint.outcome == CandidacyComplaint.Outcome.UPHELD,
            "reason": script(complaint.decision_reason),
            "signatory": script(complaint.decided_by.full_name),
        }
    facts = {"number": complaint.decision_number, "issued_on": timezone.localdate(complaint.decided_at)}
    complaint.decision = issued(complaint, "candidacy_complaint", title, context, by, **facts)
    complaint.save(update_fields=["decision"])
    return complaint.decision


@service
def issue_work_statement(*, statement: WorkStatement, by: Any) -> IssuedDocument:
    """Issue the statement of work once."""
    statement = locked(statement)
    if statement.document_id:
        return statement.document
    with translation.override(language()):
        context, title = work_facts(statement), _("Statement of work of an independent evaluator")
    facts = {"number": statement.number, "issued_on": timezone.localdate(statement.issued_at)}
    statement.document = issued(statement, "work_statement", title, context, by, **facts)
    statement.save(update_fields=["document"])
    return statement.document


def money(value: Any) -> str:
    """A sum as acts write it."""
    return format_amount(value, jurisdiction.current().currency)


def work_facts(statement: WorkStatement) -> dict[str, Any]:
    """Projects scored with their days, the fee, the ceiling; no payment data."""
    lines = statement.lines.select_related("assignment__application").order_by("assignment__locked_at", "pk")
    rows = [
        [
            (str(n), "num"),
            (line.assignment.application.number, "exact"),
            (script(line.assignment.application.title), ""),
            (day(line.assignment.locked_at, "short"), ""),
            (money(statement.fee), "num"),
        ]
        for n, line in enumerate(lines, start=1)
    ]
    head = [
        (_("No."), "num"),
        (_("Application"), ""),
        (_("Title"), ""),
        (_("Sheet locked"), ""),
        (_("Fee"), "num"),
    ]
    foot = [("", ""), ("", ""), (_("Together"), ""), ("", ""), (money(statement.gross), "num")]
    return {
        "name": script(statement.evaluator.full_name),
        "call_title": script(statement.call.title),
        "call_number": statement.call.number,
        "body_name": script(statement.call.body.name),
        "year": statement.year,
        "fee": money(statement.fee),
        "ceiling": "" if statement.ceiling is None else money(statement.ceiling),
        "earlier": money(statement.earlier),
        "gross": money(statement.gross),
        "cut": "" if statement.gross == statement.payable else money(statement.gross - statement.payable),
        "payable": money(statement.payable),
        "basis": script(statement.basis),
        "signatory": script(statement.issued_by.full_name),
        "sheets": {"caption": _("Scored projects"), "head": head, "rows": rows, "foot": foot},
    }
