"""Verbs of commissions: forming, its act, its end; and the verbs of members under one name."""

from django.utils import timezone
from django.utils.translation import gettext as _

from council.models import NominationCall
from grants.models import Commission, CommissionMember
from grants.rules import check_body, check_manages_commission
from grants.services.commission_members import (
    add_member,
    end_membership,
    exempt,
    give_statement,
    leave,
    nominated,
    seat_person,
)
from grants.workflows.commission import COMMISSION
from office.audit import record
from office.models import Body, User
from office.numbers import next_number
from office.refusal import Refused
from office.roles import Permission as P
from office.rulebooks import rules_for
from office.service import locked, service

__all__ = [
    "add_member",
    "begin_commission",
    "end_commission",
    "end_membership",
    "exempt",
    "form_commission",
    "give_statement",
    "link_nomination",
    "missing_for_forming",
    "nominated",
    "seat_person",
]

R = CommissionMember.Role


@service
def begin_commission(
    *,
    body: Body,
    year: int,
    title: str,
    nomination_call: NominationCall | None = None,
    by: User,
) -> Commission:
    """Start forming the commission of a body."""
    check_body(by, body, P.MANAGE_COMMISSIONS)
    commission = Commission.objects.create(
        body=body,
        year=year,
        title=title,
        nomination_call=nomination_call,
        created_by=by,
    )
    record("begin_commission", commission, by=by)
    return commission


@service
def link_nomination(*, commission: Commission, nomination_call: NominationCall, by: User) -> Commission:
    """Say by which public call the NGO member is found."""
    commission = locked(commission)
    check_manages_commission(by, commission)
    if nomination_call.body_id != commission.body_id:
        raise Refused(_("The call for nominations belongs to another body."), field="nomination_call")
    commission.nomination_call = nomination_call
    commission.save(update_fields=["nomination_call"])
    record("link_nomination", commission, by=by, data={"call": nomination_call})
    return commission


def missing_for_forming(commission: Commission) -> list[Refused]:
    """What the rulebook still asks before the commission can be formed."""
    rules = rules_for(commission.body, timezone.localdate()).evaluation
    members = [m for m in commission.members.all() if m.valid_until is None]
    roles = [m.role for m in members]
    missing = []
    if R.PRESIDENT not in roles:
        missing.append(Refused(_("The president is missing."), law=rules.commission_size.law))
    size = rules.commission_size.value
    if size and len(members) < size:
        missing.append(
            Refused(
                _("The commission has %(have)s of %(need)s members.") % {"have": len(members), "need": size},
                law=rules.commission_size.law,
            )
        )
    seats = rules.commission_ngo_members.value or 0
    call = commission.nomination_call
    nobody = call is not None and call.state == NominationCall.State.NO_VALID
    if seats and roles.count(R.NGO_MEMBER) < seats and not nobody:
        missing.append(Refused(_("The NGO member is missing."), law=rules.commission_ngo_members.law))
    return missing


@service
def form_commission(*, commission: Commission, by: User) -> Commission:
    """Issue the act that forms the commission."""
    commission = locked(commission)
    missing = missing_for_forming(commission)
    if missing:
        raise missing[0]
    COMMISSION.check(commission, "form", by=by)
    today = timezone.localdate()
    return COMMISSION.apply(
        commission,
        "form",
        by=by,
        act_date=today,
        act_number=next_number("commission", year=today.year, body=commission.body),
    )


@service
def end_commission(*, commission: Commission, note: str, by: User) -> Commission:
    """End the work of the commission."""
    commission = COMMISSION.apply(locked(commission), "end", by=by, note=note)
    for member in commission.members.filter(valid_until__isnull=True).select_related("user", "commission"):
        leave(member, note)
    return commission
