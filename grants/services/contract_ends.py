"""A contract ends before its time on a ground: only a breach by the organisation takes away the right to apply."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Contract, ContractEnd
from grants.queries.bans import ended_before, standing_of_contract
from grants.queries.partner_confirmations import members_of
from grants.rules import check_manages_contract, check_signs_for_contract
from grants.services.bans import ban_for_breach, end_ban
from grants.workflows.contract import CONTRACT
from office import mail
from office.audit import record
from office.models import User
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service

C, Ground = Contract.State, ContractEnd.Ground


@service
def terminate(
    *, contract: Contract, ground: str, ended_on: datetime.date, note: str, law: str = "", by: User
) -> Contract:
    """End the contract before its time, on its ground; a breach bars the organisation from applying."""
    contract = locked(contract)
    check_ground(contract, ground, law, signed=contract.signed_on is not None)
    check_day(contract, ended_on)
    CONTRACT.apply(contract, "terminate", by=by, note=note)
    end = _write(contract, ground, law, ended_on, note, by)
    record("record_ground", contract, by=by, data={"ground": ground, "law": law, "ended_on": ended_on})
    for member in members_of(contract.row.application.organisation):
        mail.send("grants/emails/contract_ended.txt", to=member.user, about=contract, context={"end": end})
    return contract


@service
def record_ground(*, contract: Contract, ground: str, note: str, law: str = "", by: User) -> ContractEnd:
    """Write the ground of a contract that ended before grounds were kept; its day is the one of the file."""
    contract = locked(contract)
    check_manages_contract(by, contract)
    if contract.state != C.TERMINATED or ContractEnd.objects.filter(contract=contract).exists():
        raise Refused(_("The ground of the end is written down already."))
    if not note.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="note")
    check_ground(contract, ground, law, signed=contract.signed_on is not None)
    day = ended_before(contract)
    end = _write(contract, ground, law, day, note, by)
    record("record_ground", contract, by=by, note=note, data={"ground": ground, "law": law})
    return end


@service
def correct_ground(*, contract: Contract, ground: str, note: str, law: str = "", by: User) -> ContractEnd:
    """Correct the ground, with the reason: a ban falls with the breach it rested on, or begins with it."""
    contract = locked(contract)
    check_signs_for_contract(by, contract)
    end = ContractEnd.objects.select_for_update().filter(contract=contract).first()
    if end is None:
        raise Refused(_("The ground of the end is not written down yet."))
    if not note.strip():
        raise Refused(_("Write the reason: it becomes part of the file."), field="note")
    check_ground(contract, ground, law, signed=contract.signed_on is not None)
    if (ground, law) == (end.ground, end.law):
        raise Refused(_("That is the ground that is written down."), field="ground")
    before = {"ground_before": end.ground, "law_before": end.law}
    was_breach = end.ground == Ground.BREACH
    end.ground, end.law = ground, law
    end.save(update_fields=["ground", "law"])
    record("correct_ground", contract, by=by, note=note, data={**before, "ground": ground, "law": law})
    ban = standing_of_contract(contract)
    if ban is not None and ground != Ground.BREACH:
        end_ban(locked(ban), note, by)
    elif ban is not None:
        ban.law = law
        ban.save(update_fields=["law"])
    elif ground == Ground.BREACH and not was_breach and _bars(contract):
        ban_for_breach(contract, ended_on=end.ended_on, law=law, reason=note, who=by)
    return end


def _write(
    contract: Contract, ground: str, law: str, ended_on: datetime.date, note: str, by: User
) -> ContractEnd:
    """The end with its ground, and the ban where the ground is a breach."""
    end = ContractEnd.objects.create(
        contract=contract,
        ground=ground,
        law=law,
        ended_on=ended_on,
        reason=note,
        entered_at=timezone.now(),
        entered_by=by,
    )
    if ground == Ground.BREACH and _bars(contract):
        ban_for_breach(contract, ended_on=ended_on, law=law, reason=note, who=by)
    return end


def _bars(contract: Contract) -> bool:
    """Does the rulebook of the call bar whoever breaks a contract?"""
    return bool(from_version(contract.row.decision.call.rulebook).contract.ban_years.value)


def check_ground(contract: Contract, ground: str, law: str, *, signed: bool) -> None:
    """Nobody breaks a contract before it is signed, and a signed one is no longer refused; a breach has its article."""
    if not signed and ground == Ground.BREACH:
        raise Refused(_("A contract that was not signed cannot be broken."), field="ground")
    if signed and ground == Ground.REFUSED:
        raise Refused(
            _("The contract was signed; it cannot be refused before signing any more."), field="ground"
        )
    if ground == Ground.BREACH and not law.strip():
        raise Refused(_("Name the article of the law or of the contract that was broken."), field="law")


def check_day(contract: Contract, ended_on: datetime.date) -> None:
    """The day of the end has come, and it is not before the signing."""
    if ended_on > timezone.localdate():
        raise Refused(_("The day of the end lies in the future."), field="ended_on")
    if contract.signed_on and ended_on < contract.signed_on:
        raise Refused(_("The contract was signed after that day."), field="ended_on")
