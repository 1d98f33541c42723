"""The contract between the body and the NGO as an official document."""

from decimal import Decimal
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grants.models import AwardAnswer, Contract, DecisionRow
from grants.queries.awards import planned_lines
from office import jurisdiction
from office.models import IssuedDocument
from office.rulebooks import from_version
from office.service import locked, service
from office.services.documents import issue_document
from office.templatetags.saradnja import amount, day, script


@service
def issue_contract(*, contract: Contract, by: Any) -> IssuedDocument:
    """Issue the contract once; ordered again, the same document answers."""
    contract = locked(contract)
    if contract.document_id:
        return contract.document
    language = jurisdiction.current().languages[0]
    with translation.override(language):
        context = context_of(contract)
        title = _("Contract on the financing of a project")
    document = issue_document(
        kind="grants.contract",
        template="grants/documents/contract.html",
        context=context,
        title=title,
        number=contract.number,
        subject=contract,
        language=language,
        by=by,
        issuer=contract.row.decision.call.body.name,
    )
    contract.document = document
    contract.save(update_fields=["document"])
    return document


def context_of(contract: Contract) -> dict[str, Any]:
    """Plain values only, so that the same facts give the same bytes."""
    row = contract.row
    application, decision, call = row.application, row.decision, row.decision.call
    rules = from_version(call.rulebook).contract
    return {
        "body": script(call.body.name),
        "organisation": script(application.organisation.name),
        "organisation_number": application.organisation.number,
        "organisation_seat": script(
            ", ".join(filter(None, [application.organisation.address, application.organisation.place]))
        ),
        "account": contract.bank_account,
        "project": script(application.title),
        "application_number": application.number,
        "decision_number": decision.number,
        "decision_day": day(decision.decided_on),
        "call_title": script(call.title),
        "sum": amount(contract.amount),
        "starts": day(contract.starts_on),
        "ends": day(contract.ends_on),
        "report_due": day(contract.report_due),
        "interim_due": day(contract.interim_due) if contract.interim_due else "",
        "interim_law": script(rules.interim_report.law),
        "interim_before_payment": rules.interim_before_payment.value and contract.tranches.count() > 1,
        "instalments": instalments_of(contract),
        "budget": budget_of(row),
        "budget_words": words_of(row),
        "repay_days": rules.repay_days.value,
        "repay_law": script(rules.repay_days.law),
        "ban_years": rules.ban_years.value,
        "audit_years": rules.audit_years.value,
    }


def instalments_of(contract: Contract) -> dict[str, Any]:
    """The plan of payments as a table."""
    return {
        "caption": _("Instalments"),
        "head": [(_("No."), ""), (_("Amount"), "num"), (_("Planned on"), ""), (_("Condition"), "")],
        "rows": [
            [
                (t.order, ""),
                (amount(t.amount), "num"),
                (day(t.planned_on), ""),
                (script(t.condition) or "–", ""),
            ]
            for t in contract.tranches.all()
        ],
    }


def accepted(row: DecisionRow) -> AwardAnswer | None:
    """The answer of the organisation whose adapted budget the body accepted."""
    answer = getattr(row, "answer", None)
    return answer if answer is not None and answer.state == AwardAnswer.State.ACCEPTED else None


def words_of(row: DecisionRow) -> str:
    """Which budget the annex is: the adapted one, the one of the application, or that one reduced in proportion."""
    if answer := accepted(row):
        return _(
            "The budget that the organisation adapted to the awarded sum and the body accepted on %(day)s."
        ) % {"day": day(timezone.localdate(answer.answered_at))}
    if row.amount == row.application.requested:
        return _("The budget of the application as it was submitted.")
    return _(
        "The budget of the application, each line reduced in proportion to the awarded sum; no adapted budget was "
        "accepted."
    )


def budget_of(row: DecisionRow) -> dict[str, Any]:
    """What each line gets of the award, with what changes in it."""
    answer = accepted(row)
    notes = dict(answer.lines.values_list("line", "note")) if answer else {}
    lines = planned_lines(row)
    cells = [
        [
            (str(n), "num"),
            (script(line.description), ""),
            (str(line.get_group_display()), ""),
            (amount(given), "num"),
            *([(script(notes.get(line.pk, "")) or "–", "")] if answer else []),
        ]
        for n, (line, given) in enumerate(lines, start=1)
    ]
    head = [(_("No."), "num"), (_("Cost"), ""), (_("Group"), ""), (_("From the award"), "num")]
    together = amount(sum((given for _line, given in lines), Decimal(0)))
    foot = [(_("Together"), ""), ("", ""), ("", ""), (together, "num")]
    return {
        "caption": _("Budget of the project"),
        "head": [*head, (_("What changes"), "")] if answer else head,
        "rows": cells,
        "foot": [*foot, ("", "")] if answer else foot,
    }
