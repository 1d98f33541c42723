"""A letter to an organisation whose report on a contract is late, drawn as PDF and served like other letters."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Contract, GrantLetter
from grants.queries.contracts import report_is_late
from grants.rules import check_manages_contract
from grants.services.letters import put_in_post
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service


@service
def remind_of_report(*, contract: Contract, text: str, days: int, by: User) -> GrantLetter:
    """Order the letter; its term runs from its service. One letter waits to be served at a time."""
    contract = locked(contract)
    check_manages_contract(by, contract)
    today = timezone.localdate()
    if not report_is_late(contract, today):
        raise Refused(_("No report on this contract is late."))
    application = contract.row.application
    waiting = application.letters.filter(kind=GrantLetter.Kind.REMINDER, served_on__isnull=True)
    if waiting.exists():
        raise Refused(_("A reminder made earlier still waits to be served: record its service first."))
    law = from_version(contract.row.decision.call.rulebook).contract.final_report_days.law
    letter = put_in_post(application, GrantLetter.Kind.REMINDER, text.strip(), by, law=law, days=days)
    record("remind_of_report", contract, by=by, data={"letter": letter.number, "days": days})
    return letter
