"""The contract between the body and the NGO as an official document."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from grants.models import Contract
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
        "instalments": {
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
        },
        "repay_days": rules.repay_days.value,
        "repay_law": script(rules.repay_days.law),
        "ban_years": rules.ban_years.value,
        "audit_years": rules.audit_years.value,
    }
